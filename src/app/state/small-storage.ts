/** Small texts that outlive the page, or nothing where that is blocked. */
export interface SmallStorage {
  readonly read: (key: string) => string | null;
  readonly write: (key: string, value: string) => void;
}

/** Storage may be blocked; what was written is then forgotten. */
function storedIn(storage: () => Storage): SmallStorage {
  return {
    read: (key) => {
      try {
        return storage().getItem(key);
      } catch {
        return null;
      }
    },
    write: (key, value) => {
      try {
        storage().setItem(key, value);
      } catch {
        return;
      }
    },
  };
}

export const browserStorage = storedIn(() => localStorage);

/** Forgotten with the tab. */
export const tabStorage = storedIn(() => sessionStorage);
