/** Where kept calibrations lie, a text each: the browser's database, or memory in tests. */
export interface HistoryStorage {
  readonly all: () => Promise<readonly string[]>;
  readonly put: (id: string, text: string) => Promise<void>;
  readonly remove: (ids: readonly string[]) => Promise<void>;
}

/** A key for each entry, so that several tabs do not write over each other's. */
export function browserHistory(): HistoryStorage {
  const opened = import('idb-keyval').then((idb) => {
    return { idb, store: idb.createStore('levy-calibration', 'history') };
  });
  // Whoever uses it hears of the failure; nobody needs to twice.
  opened.catch(() => undefined);
  return {
    all: async () => {
      const { idb, store } = await opened;
      return (await idb.values(store)).filter((value) => typeof value === 'string');
    },
    put: async (id, text) => {
      const { idb, store } = await opened;
      await idb.set(id, text, store);
    },
    remove: async (ids) => {
      const { idb, store } = await opened;
      await idb.delMany([...ids], store);
    },
  };
}
