import { createStore, delMany, getMany, keys, setMany } from 'idb-keyval';
import { answered } from './answered.ts';
import { entryText, readEntry } from './history-record.ts';
import type { HistoryStorage } from './history-storage.ts';
import { nextTask } from './next-task.ts';

/** So many entries are read or written in one task. */
const AT_ONCE = 10;

/**
 * The history in IndexedDB: a record each entry, so that two tabs do not write over each other's,
 * as a line of a session file, so that there is one format and one parser.
 */
export function openHistoryDatabase(name = 'levy-calibration'): HistoryStorage {
  const database = createStore(name, 'history');
  return {
    read: async (known, onEntries) => {
      const found = await answered(keys(database));
      const ids = found.filter((key) => typeof key === 'string');
      let unreadable = found.length - ids.length;
      const unknown = ids.filter((id) => !known.has(id)).reverse();
      for (let i = 0; i < unknown.length; i += AT_ONCE) {
        const some = unknown.slice(i, i + AT_ONCE);
        const texts: unknown[] = await getMany(some, database);
        const entries = texts.flatMap((text, place) => readEntry(text, some[place]) ?? []);
        unreadable += some.length - entries.length;
        onEntries(entries);
        await nextTask();
      }
      return { ids: new Set(ids), unreadable };
    },
    put: async (entries) => {
      for (let i = 0; i < entries.length; i += AT_ONCE) {
        if (i > 0) await nextTask();
        const some = entries.slice(i, i + AT_ONCE);
        await setMany(
          some.map((entry) => [entry.id, entryText(entry)]),
          database,
        );
      }
    },
    remove: (ids) => delMany([...ids], database),
  };
}
