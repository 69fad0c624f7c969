import type { HistoryEntry } from './history-entry.ts';

/** Unpinned entries beyond so many go, the oldest first. */
export const MOST_ENTRIES = 500;
/** As do those beyond so many cells in all: a hundred bytes each, in memory and on the disk. */
const MOST_CELLS = 1_000_000;

/** Ids of the unpinned entries that are too many; `entries` are newest first. */
export function outdated(entries: readonly HistoryEntry[]): string[] {
  let cells = 0;
  return entries
    .filter(({ pinned }) => !pinned)
    .filter(({ saved }, i) => {
      cells += saved.surface.prices.length;
      // The newest stays, however large.
      return i >= MOST_ENTRIES || (i > 0 && cells > MOST_CELLS);
    })
    .map(({ id }) => id);
}
