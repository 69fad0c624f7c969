import * as z from 'zod/mini';
import type { DeskDatabase, DeskHead } from './desk-database.ts';
import type { SmallStorage } from './small-storage.ts';

/** Desks whose last word is heard even where the page is gone before the database has it. */
export interface SpokenDesks extends DeskDatabase {
  /** Writes as {@link DeskDatabase.write}; the desk is kept by the time this returns. */
  readonly writeLast: (head: DeskHead, desk: object) => Promise<void>;
}

const KEY = 'levy-desk-last-';
/** Longer ones would fill the storage that settings need, and take long to write. */
const MOST_TEXT = 1_000_000;

const schema = z.object({ order: z.number().check(z.gte(0)), desk: z.unknown() });

/**
 * Keeps a second copy of what a page writes as it ends. A browser that is busy gives up transactions of
 * a page that is gone, those that were committed and had not begun among them; `storage` is written
 * before the call returns. The copy goes with the next writing that succeeds.
 */
export function withLastWords(database: DeskDatabase, storage: SmallStorage): SpokenDesks {
  const forget = (id: string) => {
    if (storage.read(KEY + id)) storage.write(KEY + id, '');
  };
  const last = (id: string) => {
    try {
      return schema.safeParse(JSON.parse(storage.read(KEY + id) || 'null')).data;
    } catch {
      return undefined;
    }
  };
  const write = async (head: DeskHead, desk: object) => {
    await database.write(head, desk);
    forget(head.id);
  };
  return {
    heads: async () =>
      (await database.heads()).map((head) => ({
        ...head,
        order: Math.max(head.order, last(head.id)?.order ?? 0),
      })),
    read: async (id) => last(id)?.desk ?? database.read(id),
    write,
    writeLast: async (head, desk) => {
      // Where the new word does not fit, the one before must not be taken for it.
      forget(head.id);
      const text = JSON.stringify({ order: head.order, desk });
      if (text.length <= MOST_TEXT) storage.write(KEY + head.id, text);
      await database.write(head, desk);
      // The page goes on, and may have said something else meanwhile.
      if (last(head.id)?.order === head.order) forget(head.id);
    },
    mark: async (head) => {
      forget(head.id);
      await database.mark(head);
    },
    remove: async (id) => {
      forget(id);
      await database.remove(id);
    },
  };
}
