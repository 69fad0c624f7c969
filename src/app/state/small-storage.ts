/** Small texts that outlive the page: the browser's local storage, or nothing where that is blocked. */
export interface SmallStorage {
  readonly read: (key: string) => string | null;
  readonly write: (key: string, value: string) => void;
}

/** Storage may be blocked; what was written is then forgotten. */
export const browserStorage: SmallStorage = {
  read: (key) => {
    try {
      return localStorage.getItem(key);
    } catch {
      return null;
    }
  },
  write: (key, value) => {
    try {
      localStorage.setItem(key, value);
    } catch {
      return;
    }
  },
};
