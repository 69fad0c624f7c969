import type { Result } from '../../calibration/quotes/surface.ts';
import type { SavedItem } from '../state/saved-calibration.ts';
import { readSession } from './session-file.ts';

/** Cells in one portion: as much as the page takes in within some milliseconds. */
const CELLS = 4000;

/** Takes a part of the calibrations; `total` is how many there are in the whole file. */
export type TakePortion = (items: readonly SavedItem[], total: number) => Promise<void> | void;

/**
 * Reads a session file, and gives its calibrations in portions once all of them are known to be
 * sound. Their number; what is wrong; or undefined where the file is none. See `readSession`.
 */
export async function sessionPortions(
  file: Blob,
  take: TakePortion,
): Promise<Result<number> | undefined> {
  const read = readSession(await file.text());
  if (!read?.ok) return read;
  const { value: items } = read;
  let portion: SavedItem[] = [];
  let cells = 0;
  for (const item of items) {
    portion.push(item);
    cells += item.surface.prices.length;
    if (cells < CELLS) continue;
    await take(portion, items.length);
    portion = [];
    cells = 0;
  }
  if (portion.length > 0) await take(portion, items.length);
  return { ok: true, value: items.length };
}
