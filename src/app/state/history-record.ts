import { itemText, readItemText } from '../exchange/session-file.ts';
import { type HistoryEntry, importedEntry, itemOf } from './history-entry.ts';

/** The entry as the storage holds it: a line of a session file. */
export function entryText(entry: HistoryEntry): string {
  return itemText(itemOf(entry));
}

/**
 * The entry that is kept under `id`; undefined where it is damaged. What stands in the storage may be
 * of another version, or of another hand.
 */
export function readEntry(text: unknown, id: string | undefined): HistoryEntry | undefined {
  const read = typeof text === 'string' ? readItemText(text) : undefined;
  if (!read?.ok || read.value.id !== id) return undefined;
  return importedEntry(read.value, new Date(0));
}
