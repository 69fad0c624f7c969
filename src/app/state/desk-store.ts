import { createStore, type StoreApi } from 'zustand/vanilla';

/** What of keeping the desk did not work. */
export type DeskTrouble = 'not-kept' | 'full' | 'nearly-full' | 'unreadable';

export interface DeskState {
  readonly trouble: DeskTrouble | undefined;
  /** Said already, and put away. */
  readonly dismissed: ReadonlySet<DeskTrouble>;
  readonly note: (trouble: DeskTrouble | undefined) => void;
  readonly dismiss: () => void;
}

export type DeskStore = StoreApi<DeskState>;

/** How it stands with keeping the desk; silent while all is well. */
export function createDeskStore(): DeskStore {
  return createStore<DeskState>()((set, get) => ({
    trouble: undefined,
    dismissed: new Set(),
    note: (trouble) => {
      if (trouble !== get().trouble) set({ trouble });
    },
    dismiss: () => {
      const { trouble, dismissed } = get();
      if (trouble) set({ dismissed: new Set(dismissed).add(trouble) });
    },
  }));
}
