import { DESK_KEY } from './state/desk.ts';
import { browserPageEnds, keepDesk } from './state/desk-keeper.ts';
import type { LeftDesk, OpenedDesk } from './state/open-desk.ts';
import { browserStorage, tabStorage } from './state/small-storage.ts';
import type { Stores } from './state/stores.ts';

/** Nothing is loaded for this before there is something to read or to keep. */
const load = () => import('./state/open-desk.ts');

/** The desk that was left, if any was; asked as early as can be, since the page waits for it. */
export function lastDesk(): Promise<OpenedDesk> | undefined {
  const isKept = browserStorage.read(DESK_KEY) !== null || tabStorage.read(DESK_KEY) !== null;
  return isKept ? load().then(({ openDesk }) => openDesk()) : undefined;
}

/**
 * Puts what was left on the screen, then keeps what changes. Resolves when it is there; never rejects.
 * @param asksAnew whether the page's address asks for the answer in a way of its own
 * @param drawn resolves when all of the screen was drawn
 */
export async function followDesk(
  stores: Stores,
  found: Promise<OpenedDesk> | undefined,
  asksAnew: boolean,
  drawn: Promise<void>,
): Promise<void> {
  const opened = await found?.catch(() => undefined);
  const isMore = opened?.left !== undefined && putDesk(stores, opened.left, asksAnew);
  if (opened) void drawn.then(opened.drawn);
  if (opened?.isUnreadable) stores.desk.getState().note('unreadable');
  // Where the desk could not be opened, it is not written over either.
  const open = async () => opened?.writer ?? (await load()).newDesk();
  const marked = () => browserStorage.write(DESK_KEY, 'kept');
  const { keep } = keepDesk(stores, open, browserPageEnds, marked);
  if (opened?.isCopy || isMore) keep();
}

/**
 * The desk as it was left, before anything is drawn. Where that came late, what was done meanwhile
 * stays on the screen, and what was left lies below it as steps of undo.
 * @returns whether there is now more than was left
 */
export function putDesk(
  { surfaces, calibrations, connections, view }: Stores,
  { desk, outcomes }: LeftDesk,
  asksAnew: boolean,
): boolean {
  const { past, document, future, model, settings, cancelled } = desk;
  const now = surfaces.getState();
  if (now.past.length > 0 || now.document.drafts.size > 0 || now.reading) {
    surfaces.setState({ past: [...past, document, ...now.past] });
    return true;
  }
  surfaces.setState({ past, document, future });
  const { gridView, plotView, maturity } = desk.view;
  const last = document.surface.maturities.length - 1;
  view.setState({ gridView, plotView, maturity: Math.min(maturity, last) });
  calibrations.getState().resume({ model, settings, cancelled, outcomes });
  if (asksAnew) calibrations.getState().calibrate();
  // An answer would have said it.
  if (!calibrations.getState().work) {
    void Promise.resolve(connections.ready()).then(() => connections.getState().askHealth());
  }
  return false;
}
