import type { HistoryEntry } from './history-entry.ts';

/** Where the history outlives the page. Every call may reject: storage may be blocked or full. */
export interface HistoryStorage {
  /**
   * Gives the kept entries piece by piece, newest first, but for those whose ids are known. Resolves
   * with the ids of all that are kept, and how many of them could not be read.
   */
  readonly read: (
    known: ReadonlySet<string>,
    onEntries: (entries: readonly HistoryEntry[]) => void,
  ) => Promise<{ readonly ids: ReadonlySet<string>; readonly unreadable: number }>;
  /** Keeps the entries, each under its id, in place of what was there; leaves all others alone. */
  readonly put: (entries: readonly HistoryEntry[]) => Promise<void>;
  readonly remove: (ids: readonly string[]) => Promise<void>;
}
