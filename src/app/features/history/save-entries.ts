import { download } from '../../exchange/download.ts';
import { fileName } from '../../exchange/file-name.ts';
import { sessionParts } from '../../exchange/session-file.ts';
import { type HistoryEntry, itemOf } from '../../state/history-entry.ts';

/** Gives kept calibrations to the analyst as a session file. */
export function saveEntries(entries: readonly HistoryEntry[]): void {
  const name = fileName({ title: 'history', date: new Date() }, 'json');
  // In parts: a long history as one string would be copied once more.
  download(name, new Blob(sessionParts(entries.map(itemOf))), 'application/json');
}
