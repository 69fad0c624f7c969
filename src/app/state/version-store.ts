import { createStore, type StoreApi } from 'zustand/vanilla';
import type { NewVersion, VersionState } from '../../api/new-version.ts';

export interface VersionStoreState {
  readonly phase: VersionState;
  /** Whether the analyst has put the news away. */
  readonly isPutOff: boolean;
  /** Whether the page is on its way to the other version. */
  readonly isTaking: boolean;
  readonly take: () => void;
  readonly putOff: () => void;
}

export type VersionStore = StoreApi<VersionStoreState>;

export interface VersionParts {
  /** Watches for versions; undefined where nothing keeps this one, and a reload brings the newest. */
  readonly watch: (
    onState: (state: VersionState) => void,
    reload: () => void,
  ) => Promise<NewVersion | undefined>;
  readonly reload: () => void;
}

/** Which version runs here, and whether another waits to be taken. */
export function createVersionStore({ watch, reload }: VersionParts): VersionStore {
  const store = createStore<VersionStoreState>()((set, get) => ({
    phase: 'current',
    isPutOff: false,
    isTaking: false,
    take: () => {
      if (get().isTaking) return;
      set({ isTaking: true });
      void watched.then((version) => {
        if (version && get().phase === 'ready') version.take();
        else reload();
      });
    },
    putOff: () => set({ isPutOff: true }),
  }));
  const watched = watch((phase) => store.setState({ phase, isPutOff: false }), reload).catch(
    () => undefined,
  );
  return store;
}
