import { createStore, type StoreApi } from 'zustand/vanilla';
import { byTime, type HistoryEntry, importedEntry } from './history-entry.ts';
import { outdated } from './history-limits.ts';
import type { HistoryStorage } from './history-storage.ts';
import type { SavedItem } from './saved-calibration.ts';

export interface HistoryState {
  /** Newest first. */
  readonly entries: readonly HistoryEntry[];
  /** Whether what was kept before has been read. */
  readonly phase: 'unread' | 'reading' | 'read';
  /** Why the history does not outlive the page, or what of it was lost; a sentence or two each. */
  readonly troubles: readonly string[];
  /** Id of the entry that is on the screen. */
  readonly current: string | undefined;
  /** What was deleted last, and can be brought back. */
  readonly deleted: readonly HistoryEntry[];
  /** Ids of the two entries to compare; undefined for the models on the quotes on screen. */
  readonly compared: readonly [string, string] | undefined;
  /** Reads what is kept, and what another tab has changed since; never rejects. */
  readonly load: () => Promise<void>;
  /** Takes an entry that is on the screen, in place of one of the same id. */
  readonly keep: (entry: HistoryEntry) => void;
  /** Says that an entry is on the screen. */
  readonly shows: (id: string) => void;
  /**
   * Takes calibrations from a file. Those whose id is here already stay as they are.
   * @returns the entries of `items`, in their order, and how many of them are new
   */
  readonly add: (items: readonly SavedItem[]) => Added;
  readonly rename: (id: string, name: string) => void;
  readonly pin: (id: string, pinned: boolean) => void;
  readonly remove: (ids: readonly string[]) => void;
  readonly bringBack: () => void;
  readonly compare: (ids: readonly [string, string] | undefined) => void;
}

export interface Added {
  readonly entries: readonly HistoryEntry[];
  readonly added: number;
}

export type HistoryStore = StoreApi<HistoryState>;

const NOT_KEPT =
  'This browser does not let the page keep anything: the history lasts until the page is closed.';
const FULL =
  'The storage of this browser is full: what is calibrated now lasts until the page is closed. Export or delete some calibrations.';

const MOST_NAME = 200;

/**
 * The calibrations that are kept on this device. Where nothing can be kept they live in memory, and
 * a sentence says so.
 */
export function createHistoryStore(
  openStorage: () => Promise<HistoryStorage>,
  now: () => Date = () => new Date(),
): HistoryStore {
  let opened: Promise<HistoryStorage> | undefined;
  let reading: Promise<void> | undefined;
  /** Ids of what is in the storage: an entry that vanishes there was deleted in another tab. */
  const kept = new Set<string>();

  return createStore<HistoryState>()((set, get) => {
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
        for (const { id } of entries) kept.add(id);
        if (get().troubles.includes(FULL)) {
          set({ troubles: get().troubles.filter((trouble) => trouble !== FULL) });
        }
      } catch (error) {
        note(error instanceof Error && error.name === 'QuotaExceededError' ? FULL : NOT_KEPT);
      }
    };

    const drop = async (ids: readonly string[]) => {
      for (const id of ids) kept.delete(id);
      try {
        await (await storage()).remove(ids);
      } catch {
        note(NOT_KEPT);
      }
    };

    /** Takes entries in, in place of those of the same ids, and lets the oldest go. */
    const take = (entries: readonly HistoryEntry[]) => {
      const ids = new Set(entries.map(({ id }) => id));
      const before = get().entries;
      const others = before.filter(({ id }) => !ids.has(id));
      const all = [...entries, ...others].sort(byTime);
      const old = new Set(outdated(all));
      set({ entries: all.filter(({ id }) => !old.has(id)) });
      void put(entries.filter(({ id }) => !old.has(id)));
      // Of a long file most may be too old: those were never kept.
      const dropped = before.filter(({ id }) => old.has(id));
      if (dropped.length > 0) void drop(dropped.map(({ id }) => id));
    };

    const change = (id: string, changes: Partial<Pick<HistoryEntry, 'name' | 'pinned'>>) => {
      const entry = get().entries.find((each) => each.id === id);
      if (!entry) return;
      const changed = { ...entry, ...changes };
      set({ entries: get().entries.map((each) => (each === entry ? changed : each)) });
      void put([changed]);
    };

    const read = async () => {
      if (get().phase === 'unread') set({ phase: 'reading' });
      try {
        const known = new Set(get().entries.map(({ id }) => id));
        const keptBefore = [...kept];
        const { ids, unreadable } = await (await storage()).read(known, (entries) => {
          for (const { id } of entries) kept.add(id);
          const here = new Set(get().entries.map(({ id }) => id));
          const fresh = entries.filter(({ id }) => !here.has(id));
          set({ entries: [...get().entries, ...fresh].sort(byTime) });
        });
        const gone = new Set(keptBefore.filter((id) => !ids.has(id)));
        for (const id of gone) kept.delete(id);
        if (gone.size > 0) set({ entries: get().entries.filter(({ id }) => !gone.has(id)) });
        if (unreadable > 0) note(unreadableText(unreadable));
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
      compared: undefined,
      load: () => {
        reading ??= read().finally(() => {
          reading = undefined;
        });
        return reading;
      },
      keep: (entry) => {
        set({ current: entry.id });
        take([entry]);
      },
      shows: (id) => set({ current: id }),
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
        const trimmed = name.trim().slice(0, MOST_NAME);
        if (trimmed !== '') change(id, { name: trimmed });
      },
      pin: (id, pinned) => change(id, { pinned }),
      remove: (ids) => {
        const all = new Set(ids);
        const deleted = get().entries.filter(({ id }) => all.has(id));
        if (deleted.length === 0) return;
        set({ entries: get().entries.filter(({ id }) => !all.has(id)), deleted });
        void drop(deleted.map(({ id }) => id));
      },
      bringBack: () => {
        const { deleted } = get();
        set({ deleted: [] });
        if (deleted.length > 0) take(deleted);
      },
      compare: (compared) => set({ compared }),
    };
  });
}

function unreadableText(count: number): string {
  return count === 1
    ? 'One kept calibration could not be read and is left out.'
    : `${count} kept calibrations could not be read and are left out.`;
}
