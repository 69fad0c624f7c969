import { textLines } from '../api/text-lines.ts';
import type { Dropped } from './dropped-files.ts';
import { holdsMany } from './holds-many.ts';
import { importFile, pasteText } from './paste.ts';
import type { Batch } from './state/batch/batch-store.ts';
import type { Address } from './state/field.ts';
import type { Stores } from './state/stores.ts';

/** Bytes of a file that tell whether it holds many surfaces, two a character in UTF-16. */
const HEAD = 500_000;

/**
 * Takes files that were dropped or chosen: one surface comes on the screen, many are offered to be
 * calibrated as a batch.
 */
export async function takeFiles(stores: Stores, dropped: Dropped): Promise<void> {
  const { files, folders } = dropped;
  const [file] = files;
  const isOne = files.length === 1 && folders.length === 0;
  if (isOne && file && !(await isBatch(file))) return importFile(stores, file);
  const { tell } = stores.view.getState();
  try {
    const { droppedBatch } = await import('./batch-files.ts');
    const batch = await droppedBatch(dropped);
    if (batch) await offer(stores, batch);
    else tell('There is no file in it that can hold surfaces.');
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    tell(`What was dropped could not be read: ${reason}`);
  }
}

/** Takes text that was pasted on the page: see `pasteText`; many surfaces are offered as a batch. */
export async function takeText(
  stores: Stores,
  text: string,
  focused: Address | undefined,
): Promise<void> {
  if (!holdsMany(text)) return pasteText(stores, text, focused);
  const { pastedBatch } = await import('./batch-files.ts');
  await offer(stores, pastedBatch(text));
}

async function offer({ batch, view }: Stores, offered: Batch): Promise<void> {
  const store = await batch();
  store.getState().offer(offered);
  view.getState().open('batch');
}

async function isBatch(file: File): Promise<boolean> {
  try {
    // As the batch will read it, be it in UTF-16.
    const head: string[] = [];
    for await (const lines of textLines(file.slice(0, HEAD).stream())) {
      for (const { text = '' } of lines) head.push(text);
    }
    return holdsMany(head.join('\n'));
  } catch {
    // What cannot be read is for the import to say so.
    return false;
  }
}
