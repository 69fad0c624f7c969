/** What the passes of one size may take together, and how many there are at most. */
const BUDGET_MS = 1200;
const MOST = 200;
const WARM_UP = 2;

/**
 * Times, in ms, of passes of `rows` rows at once until their outputs are back; `few` rows are
 * repeated to fill them.
 */
export async function timePasses(
  few: Float32Array,
  width: number,
  rows: number,
  run: (inputs: Float32Array) => Promise<unknown>,
): Promise<number[]> {
  const inputs = Float32Array.from({ length: rows * width }, (_, i) => few[i % few.length] ?? 0);
  const times: number[] = [];
  const began = performance.now();
  for (let n = -WARM_UP; n < MOST; n++) {
    const started = performance.now();
    await run(inputs);
    const ended = performance.now();
    if (n >= 0) times.push(ended - started);
    if (times.length > 0 && ended - began > BUDGET_MS) break;
  }
  return times;
}
