import type { BatchTable } from '../../state/batch/batch-table.ts';

/** Rows come many times a second: what is made of all of them is made anew no more often than this. */
const AGAIN_MS = 700;

/** Makes something of the rows so far, and again whenever there are more, until it is stopped. */
export async function whileGrowing(
  table: BatchTable,
  signal: AbortSignal,
  make: () => Promise<void>,
): Promise<void> {
  let known: number | undefined;
  while (!signal.aborted) {
    if (known !== table.rows) {
      known = table.rows;
      await make();
    }
    await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
  }
}
