import { download } from '../../exchange/download.ts';
import { fileName } from '../../exchange/file-name.ts';
import { sessionPieces } from '../../exchange/session-file.ts';
import { type HistoryEntry, itemOf } from '../../state/history-entry.ts';
import { nextTask } from '../../state/next-task.ts';

/** What the page may be kept from answering input, in ms. */
const TASK_MS = 12;

/** Gives kept calibrations to the analyst as a session file, and says what it is called. */
export async function saveEntries(entries: readonly HistoryEntry[]): Promise<string> {
  const name = fileName({ title: 'history', date: new Date() }, 'json');
  // In parts: a long history as one string would be copied once more, and block the page.
  const parts: Blob[] = [];
  let pieces: string[] = [];
  let since = performance.now();
  for (const piece of sessionPieces(entries.map(itemOf))) {
    pieces.push(piece);
    if (performance.now() - since < TASK_MS) continue;
    parts.push(new Blob(pieces));
    pieces = [];
    await nextTask();
    since = performance.now();
  }
  download(name, new Blob([...parts, ...pieces]), 'application/json');
  return name;
}
