import type { DeskPlaces } from './desk-claim.ts';
import type { DeskDatabase, DeskHead } from './desk-database.ts';
import { withLastWords } from './desk-last-words.ts';
import { deskLocks } from './desk-locks.ts';
import type { SmallStorage } from './small-storage.ts';

/** A browser with its database and its locks, in which tabs open and close. */
export function fakeBrowser() {
  const bodies = new Map<string, unknown>();
  const heads = new Map<string, DeskHead>();
  const held = new Set<string>();
  /** Called before each writing; throws where there is no room. */
  let beforeWrite = (_: object) => {};

  const database: DeskDatabase = {
    heads: async () => [...heads.values()],
    read: async (id) => bodies.get(id),
    write: async (head, desk) => {
      beforeWrite(desk);
      heads.set(head.id, head);
      bodies.set(head.id, structuredClone(desk));
    },
    mark: async (head) => void heads.set(head.id, head),
    remove: async (id) => {
      heads.delete(id);
      bodies.delete(id);
    },
  };
  const texts = new Map<string, string>();
  const small: SmallStorage = {
    read: (key) => texts.get(key) ?? null,
    write: (key, value) => void texts.set(key, value),
  };

  /** A tab: `session` outlives its reloads, and `close` lets go of what it holds. */
  const openTab = (session = new Map<string, string>()) => {
    const own = new Set<string>();
    const letGo: Array<() => void> = [];
    const request = (async (
      name: string,
      { ifAvailable, signal }: LockOptions,
      callback: (lock: Lock | null) => unknown,
    ) => {
      if (held.has(name)) {
        if (ifAvailable) return callback(null);
        return new Promise((_, reject) => {
          signal?.addEventListener('abort', () => reject(signal.reason));
        });
      }
      held.add(name);
      own.add(name);
      const ended = callback({ name, mode: 'exclusive' });
      letGo.push(() => held.delete(name));
      await ended;
      held.delete(name);
      return undefined;
    }) as LockManager['request'];
    const places: DeskPlaces = {
      database: withLastWords(database, small),
      locks: deskLocks({ request }),
      tab: {
        read: (key) => session.get(key) ?? null,
        write: (key, value) => void session.set(key, value),
      },
    };
    const close = () => {
      for (const end of letGo) end();
    };
    return { places, session, close };
  };
  const onWrite = (check: (desk: object) => void) => {
    beforeWrite = check;
  };
  return { bodies, heads, texts, database, openTab, onWrite };
}
