import { createStore, promisifyRequest } from 'idb-keyval';
import * as z from 'zod/mini';
import { answered } from './answered.ts';

/** What is known of a desk without reading it. */
export interface DeskHead {
  /** Letters and digits. */
  readonly id: string;
  /**
   * Grows with each writing of any desk: the desk written last has the greatest. 0 where nobody
   * worked at it.
   */
  readonly order: number;
  /** Whether this version of the page could not read it. */
  readonly unreadable: boolean;
}

/** Where desks outlive the page. Every call may reject: storage may be blocked or full. */
export interface DeskDatabase {
  /** Those of unreadable heads included, as the oldest. */
  readonly heads: () => Promise<readonly DeskHead[]>;
  /** Undefined where there is no desk of that id. */
  readonly read: (id: string) => Promise<unknown>;
  /** Writes head and desk in one piece, though the page may be gone before they are. */
  readonly write: (head: DeskHead, desk: object) => Promise<void>;
  /** Writes the head alone. */
  readonly mark: (head: DeskHead) => Promise<void>;
  readonly remove: (id: string) => Promise<void>;
}

const HEAD = 'head ';
const BODY = 'desk ';

const headSchema = z.object({ order: z.number().check(z.gte(0)), unreadable: z.boolean() });

/** Desks in IndexedDB, each under its own keys, in a database beside the history's. */
export function openDeskDatabase(name: string): DeskDatabase {
  const use = createStore(name, 'desks');
  const change = (make: (store: IDBObjectStore) => void) =>
    use('readwrite', (store) => {
      make(store);
      // Without it the transaction waits for answers that a page on its way out no longer hears.
      store.transaction.commit();
      return promisifyRequest(store.transaction);
    });
  return {
    heads: () =>
      answered(
        use('readonly', async (store) => {
          const range = IDBKeyRange.bound(HEAD, `${HEAD}\uffff`);
          const [keys, values] = await Promise.all([
            promisifyRequest(store.getAllKeys(range)),
            promisifyRequest<unknown[]>(store.getAll(range)),
          ]);
          return keys.map((key, i): DeskHead => {
            const head = headSchema.safeParse(values[i]).data;
            const id = String(key).slice(HEAD.length);
            return { id, ...(head ?? { order: 0, unreadable: false }) };
          });
        }),
      ),
    read: (id) =>
      answered(use('readonly', (store) => promisifyRequest<unknown>(store.get(BODY + id)))),
    write: ({ id, ...head }, desk) =>
      change((store) => {
        // What cannot be written must leave no head behind.
        store.put(desk, BODY + id);
        store.put(head, HEAD + id);
      }),
    mark: ({ id, ...head }) => change((store) => void store.put(head, HEAD + id)),
    remove: (id) =>
      change((store) => {
        store.delete(HEAD + id);
        store.delete(BODY + id);
      }),
  };
}
