import { DESK_DATABASE, DESK_KEY } from './state/desk.ts';
import type { OpenedDesk } from './state/open-desk.ts';
import { browserStorage, tabStorage } from './state/small-storage.ts';
import type { Stores } from './state/stores.ts';

/** Nothing is loaded for this before there is something to read or to keep. */
const load = () => import('./follow-desk.ts');

/** A desk that may have been left. */
export interface LastDesk {
  /** Whether one was, as far as is known at once. */
  readonly isLikely: boolean;
  /** Undefined where none was; rejects where the browser keeps nothing. */
  readonly opened: Promise<OpenedDesk | undefined>;
}

/** The desk that was left; asked for as early as can be, since the page waits for it. */
export function lastDesk(): LastDesk {
  const isLikely = browserStorage.read(DESK_KEY) !== null || tabStorage.read(DESK_KEY) !== null;
  const open = async () => {
    // After a crash of the browser the database may be there, and nothing that points to it.
    if (!isLikely && !(await hasDatabase())) return undefined;
    return (await import('./state/open-desk.ts')).openDesk();
  };
  return { isLikely, opened: open() };
}

async function hasDatabase(): Promise<boolean> {
  try {
    return (await indexedDB.databases()).some(({ name }) => name === DESK_DATABASE);
  } catch {
    return false;
  }
}

/** Follows the desk of this page, from what was left or from the first change. */
export async function followDesk(
  stores: Stores,
  last: LastDesk,
  ...surroundings: [asksAnew: boolean, drawn: Promise<void>]
): Promise<void> {
  const opened = await last.opened.catch(() => undefined);
  if (!opened) await somethingToKeep(stores);
  (await load()).followOpened(stores, opened, ...surroundings);
}

function somethingToKeep({ surfaces, calibrations }: Stores): Promise<void> {
  return new Promise((resolve) => {
    const check = () => {
      const { past, document } = surfaces.getState();
      const { outcome } = calibrations.getState();
      if (past.length === 0 && document.drafts.size === 0 && !outcome) return;
      for (const stop of stops) stop();
      resolve();
    };
    const stops = [surfaces.subscribe(check), calibrations.subscribe(check)];
    check();
  });
}
