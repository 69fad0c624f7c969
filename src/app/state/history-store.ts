import { createStore, type StoreApi } from 'zustand/vanilla';
import type { CalibrationStore, Outcome } from './calibration-store.ts';
import {
  byTime,
  type HistoryEntry,
  isEditOf,
  newEntry,
  newId,
  originOf,
  sameQuestion,
} from './history-entry.ts';
import type { HistoryStorage } from './history-storage.ts';
import { outdated } from './history-limits.ts';
import type { SavedCalibration } from './saved-calibration.ts';
import type { SurfaceStore } from './surface-store.ts';

/** A calibration from a file, with what the file knows of it. */
export interface ImportedCalibration extends SavedCalibration {
  readonly id?: string;
  readonly name?: string;
  readonly at?: string;
  readonly pinned?: boolean;
  readonly rmse?: number;
}

export interface HistoryState {
  /** Newest first. */
  readonly entries: readonly HistoryEntry[];
  /** Whether what was kept before has been read. */
  readonly phase: 'unread' | 'reading' | 'read';
  /** Why the history does not outlive the page, or what of it was lost; one sentence each. */
  readonly troubles: readonly string[];
  /** Id of the entry that is on the screen. */
  readonly current: string | undefined;
  /** What was deleted last, and can be brought back. */
  readonly deleted: readonly HistoryEntry[];
  /** Reads what is kept, and what another tab has changed since; never rejects. */
  readonly load: () => Promise<void>;
  /**
   * Takes calibrations from a file. Those whose id is here already stay as they are.
   * @returns their entries, in the order of `items`, and how many of them are new
   */
  readonly add: (items: readonly ImportedCalibration[]) => {
    readonly entries: readonly HistoryEntry[];
    readonly added: number;
  };
  readonly rename: (id: string, name: string) => void;
  readonly pin: (id: string, pinned: boolean) => void;
  readonly remove: (ids: readonly string[]) => void;
  readonly bringBack: () => void;
}

export type HistoryStore = StoreApi<HistoryState>;

/** Edits in quicker succession leave one entry, the last. */
const SUCCESSION_MS = 2000;

const NOT_KEPT =
  'This browser does not let the page keep anything: the history lasts until the page is closed.';
const FULL =
  'The storage of this browser is full: what is calibrated now lasts until the page is closed. Export or delete some calibrations.';

/**
 * Keeps every calibration that the analyst asks for. What was kept before is read in the background
 * after the first result; where nothing can be kept, the history lives in memory.
 */
export function createHistoryStore(
  { calibrations, surfaces }: { calibrations: CalibrationStore; surfaces: SurfaceStore },
  openStorage: () => Promise<HistoryStorage>,
  now: () => Date = () => new Date(),
): HistoryStore {
  let opened: Promise<HistoryStorage> | undefined;
  let reading: Promise<void> | undefined;
  /** Ids of the entries that are in the storage: those that vanish there were deleted elsewhere. */
  let kept: ReadonlySet<string> = new Set();
  /** The entry made by the last edit; the next one may take its place. */
  let edited: string | undefined;
  let isFirst = true;

  const store = createStore<HistoryState>()((set, get) => {
    const storage = () => {
      opened ??= openStorage();
      return opened;
    };
    const note = (trouble: string) => {
      const { troubles } = get();
      if (!troubles.includes(trouble)) set({ troubles: [...troubles, trouble] });
    };
    const put = async (entries: readonly HistoryEntry[]) => {
      try {
        await (await storage()).put(entries);
        kept = new Set([...kept, ...entries.map(({ id }) => id)]);
        set({ troubles: get().troubles.filter((trouble) => trouble !== FULL) });
      } catch (error) {
        note(error instanceof Error && error.name === 'QuotaExceededError' ? FULL : NOT_KEPT);
      }
    };
    const drop = async (ids: readonly string[]) => {
      try {
        await (await storage()).remove(ids);
      } catch {
        note(NOT_KEPT);
      }
    };
    /** Takes entries in, in place of those of the same ids, and lets the oldest go. */
    const take = (entries: readonly HistoryEntry[]) => {
      const ids = new Set(entries.map(({ id }) => id));
      const others = get().entries.filter(({ id }) => !ids.has(id));
      const all = [...entries, ...others].sort(byTime);
      const old = new Set(outdated(all, get().current));
      set({ entries: all.filter(({ id }) => !old.has(id)) });
      void put(entries.filter(({ id }) => !old.has(id)));
      if (old.size > 0) void drop([...old]);
    };
    const change = (id: string, change: Partial<Pick<HistoryEntry, 'name' | 'pinned'>>) => {
      const entry = get().entries.find((each) => each.id === id);
      if (!entry) return;
      const changed = { ...entry, ...change };
      set({ entries: get().entries.map((each) => (each === entry ? changed : each)) });
      void put([changed]);
    };
    const read = async () => {
      const wasRead = get().phase === 'read';
      if (!wasRead) set({ phase: 'reading' });
      try {
        const known = new Set(get().entries.map(({ id }) => id));
        const found = await (await storage()).read(known, (entries) => {
          const ids = new Set(get().entries.map(({ id }) => id));
          const fresh = entries.filter(({ id }) => !ids.has(id));
          set({ entries: [...get().entries, ...fresh].sort(byTime) });
        });
        const gone = new Set([...kept].filter((id) => !found.ids.has(id)));
        kept = found.ids;
        if (gone.size > 0) set({ entries: get().entries.filter(({ id }) => !gone.has(id)) });
        if (found.unreadable > 0) note(unreadable(found.unreadable));
      } catch {
        note(NOT_KEPT);
      }
      set({ phase: 'read' });
    };

    return {
      entries: [],
      phase: 'unread',
      troubles: [],
      current: undefined,
      deleted: [],
      load: () => {
        reading ??= read().finally(() => {
          reading = undefined;
        });
        return reading;
      },
      add: (items) => {
        const known = new Map(get().entries.map((entry) => [entry.id, entry]));
        const fresh: HistoryEntry[] = [];
        const entries = items.map((item) => {
          const old = known.get(item.id ?? '');
          if (old) return old;
          const entry = importedEntry(item, now());
          known.set(entry.id, entry);
          fresh.push(entry);
          return entry;
        });
        if (fresh.length > 0) take(fresh);
        return { entries, added: fresh.length };
      },
      rename: (id, name) => {
        const trimmed = name.trim().slice(0, 200);
        if (trimmed !== '') change(id, { name: trimmed });
      },
      pin: (id, pinned) => change(id, { pinned }),
      remove: (ids) => {
        const removed = get().entries.filter(({ id }) => ids.includes(id));
        if (removed.length === 0) return;
        const entries = get().entries.filter((entry) => !removed.includes(entry));
        set({ entries, deleted: removed });
        void drop(removed.map(({ id }) => id));
      },
      bringBack: () => {
        const { deleted } = get();
        set({ deleted: [] });
        if (deleted.length > 0) take(deleted);
      },
    };

    function importedEntry(item: ImportedCalibration, time: Date): HistoryEntry {
      const { id, name, at, pinned, rmse, ...saved } = item;
      return {
        id: id ?? newId(time),
        at: at ?? time.toISOString(),
        name: name?.trim() || saved.origin.title,
        pinned: pinned ?? false,
        rmse,
        saved,
      };
    }
  });

  const record = async (outcome: Outcome, before: Outcome | undefined) => {
    const { document, past } = surfaces.getState();
    const { origin, name } = originOf(outcome, document, past);
    const first = isFirst;
    isFirst = false;
    if (store.getState().phase !== 'read') await store.getState().load();
    const { entries } = store.getState();
    const question = { ...outcome, model: outcome.model.name };
    // A kept result that is shown again is no new calibration.
    const shown = entries.find(({ saved }) => saved.calibration === outcome.calibration);
    const asked = shown ?? alreadyAsked(entries, question, first);
    if (asked) {
      store.setState({ current: asked.id });
      edited = undefined;
      return;
    }
    const isEdit =
      before !== undefined && isEditOf({ ...before, model: before.model.name }, question);
    const entry = newEntry(outcome, origin, name, now());
    const last = isEdit && entries.find(({ id, pinned }) => id === edited && !pinned);
    const isQuick = last && Date.parse(entry.at) - Date.parse(last.at) < SUCCESSION_MS;
    const made = last && isQuick ? { ...entry, id: last.id } : entry;
    edited = isEdit ? made.id : undefined;
    store.setState({ current: made.id });
    take(store, made);
  };

  calibrations.subscribe(({ outcome }, { outcome: before }) => {
    if (outcome && outcome !== before) void record(outcome, before);
  });
  return store;
}

/** Adds through the store, whose one way of taking entries in it is. */
function take(store: HistoryStore, { saved, rmse, ...entry }: HistoryEntry): void {
  store.getState().add([{ ...entry, ...saved, ...(rmse !== undefined && { rmse }) }]);
}
