import { createStore, type StoreApi } from 'zustand/vanilla';
import type { SavedItem } from '../exchange/saved-item.ts';
import type { CalibrationStore, Outcome } from './calibration-store.ts';
import type { HistoryStorage } from './history-storage.ts';
import { type SavedCalibration, savedCalibration } from './saved-calibration.ts';
import type { SurfaceStore } from './surface-store.ts';

/** A calibration that was kept. */
export interface HistoryEntry {
  readonly id: string;
  /** When it was calibrated, ISO 8601. */
  readonly at: string;
  readonly name: string;
  readonly pinned: boolean;
  /** Root mean square error in basis points of volatility, where there is one. */
  readonly rmse?: number;
  readonly saved: SavedCalibration;
}

export interface HistoryState {
  /** Newest first. */
  readonly entries: readonly HistoryEntry[];
  /** Why calibrations are kept for this visit only; undefined where they are kept for good. */
  readonly trouble: string | undefined;
  readonly rename: (id: string, name: string) => void;
  readonly pin: (id: string, pinned: boolean) => void;
  readonly remove: (ids: readonly string[]) => void;
  /** Takes in entries of a file, or removed ones again; what is there already stays as it is. */
  readonly add: (items: readonly SavedItem[]) => void;
}

export type HistoryStore = StoreApi<HistoryState>;

/** Entries that are not pinned; older ones go. */
const MOST_UNPINNED = 500;
/** An edit so soon after another is part of the same change. */
const SAME_CHANGE_MS = 2000;

/** The texts in which entries are kept: loaded with the first entry, not with the page. */
const sessionFile = () => import('../exchange/session-file.ts');

/**
 * Every calibration that the analyst asked for, kept on this device. Where that cannot be, the
 * history is of this visit only, and says so.
 */
export function createHistoryStore(
  surfaces: SurfaceStore,
  calibrations: CalibrationStore,
  storage: HistoryStorage,
  now: () => Date = () => new Date(),
): HistoryStore {
  const store = createStore<HistoryState>()((set, get) => ({
    entries: [],
    trouble: undefined,
    rename: (id, name) => change(id, { name: name.trim() }),
    pin: (id, pinned) => change(id, { pinned }),
    remove: (ids) => {
      set({ entries: get().entries.filter(({ id }) => !ids.includes(id)) });
      attempt(() => storage.remove(ids));
    },
    add: (items) => {
      const known = new Set(get().entries.map(({ id }) => id));
      const added = items.map((item) => entryOf(item, now())).filter(({ id }) => !known.has(id));
      put(added);
    },
  }));

  const attempt = (work: () => Promise<void>) => {
    work().catch((error: unknown) => {
      const reason = error instanceof Error ? error.message : String(error);
      const trouble = `This browser does not keep them (${reason}): they last until the page is closed. Export what you need.`;
      store.setState({ trouble });
    });
  };

  const write = (entry: HistoryEntry) =>
    attempt(async () => {
      const { itemText } = await sessionFile();
      await storage.put(entry.id, itemText(itemOf(entry)));
    });

  const put = (added: readonly HistoryEntry[]) => {
    const all = [...store.getState().entries, ...added].sort((a, b) => b.at.localeCompare(a.at));
    const old = all.filter(({ pinned }) => !pinned).slice(MOST_UNPINNED);
    store.setState({ entries: all.filter((entry) => !old.includes(entry)) });
    for (const entry of added) if (!old.includes(entry)) write(entry);
    if (old.length > 0) attempt(() => storage.remove(old.map(({ id }) => id)));
  };

  function change(id: string, to: Partial<Pick<HistoryEntry, 'name' | 'pinned'>>): void {
    const entry = store.getState().entries.find((each) => each.id === id);
    if (!entry || to.name === '') return;
    const changed = { ...entry, ...to };
    store.setState(({ entries }) => ({
      entries: entries.map((each) => (each === entry ? changed : each)),
    }));
    write(changed);
  }

  const keep = (outcome: Outcome) => {
    const { entries } = store.getState();
    // A kept result that was opened again.
    if (entries.some(({ saved }) => saved.calibration === outcome.calibration)) return;
    const { origin } = surfaces.getState().document;
    const item = { ...savedCalibration(outcome, origin), at: now().toISOString() };
    const rmse = outcome.diagnostics.volatility?.rmse;
    const entry = entryOf(rmse === undefined ? item : { ...item, rmse }, now());
    const [latest] = entries;
    if (latest && isSame(latest.saved, entry.saved)) return;
    if (latest && isSameChange(latest, entry)) store.getState().remove([latest.id]);
    put([entry]);
  };

  const loaded = load(storage).then(
    (items) => {
      const entries = items.map((item) => entryOf(item, now()));
      store.setState({ entries: entries.sort((a, b) => b.at.localeCompare(a.at)) });
    },
    (error: unknown) => attempt(() => Promise.reject(error)),
  );
  calibrations.subscribe(({ outcome }, before) => {
    if (outcome && outcome !== before.outcome) void loaded.then(() => keep(outcome));
  });
  return store;
}

/** What is stored; damaged entries are left out, and stay where they are. */
async function load(storage: HistoryStorage): Promise<SavedItem[]> {
  const texts = await storage.all();
  if (texts.length === 0) return [];
  const { readItemText } = await sessionFile();
  return texts.flatMap((text) => {
    const read = readItemText(text);
    return read.ok ? [read.value] : [];
  });
}

function entryOf(item: SavedItem, date: Date): HistoryEntry {
  const { id, name, at, pinned, rmse, ...saved } = item;
  return {
    id: id ?? crypto.randomUUID(),
    name: name ?? saved.origin.title,
    at: at ?? date.toISOString(),
    pinned: pinned ?? false,
    ...(rmse !== undefined && { rmse }),
    saved,
  };
}

/** An entry as a file has it. */
export function itemOf({ saved, ...known }: HistoryEntry): SavedItem {
  return { ...saved, ...known };
}

function isSame(a: SavedCalibration, b: SavedCalibration): boolean {
  return (
    a.model === b.model &&
    a.settings.by === b.settings.by &&
    a.settings.noise === b.settings.noise &&
    JSON.stringify(a.surface) === JSON.stringify(b.surface)
  );
}

/** Whether an entry is one more edit of cells right after another. */
function isSameChange(latest: HistoryEntry, next: HistoryEntry): boolean {
  const { saved } = latest;
  return (
    !latest.pinned &&
    latest.name === next.name &&
    saved.model === next.saved.model &&
    saved.origin.title === next.saved.origin.title &&
    saved.surface.prices.length === next.saved.surface.prices.length &&
    saved.surface.spot === next.saved.surface.spot &&
    Date.parse(next.at) - Date.parse(latest.at) < SAME_CHANGE_MS
  );
}
