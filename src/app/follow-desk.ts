import { DESK_KEY } from './state/desk.ts';
import { browserPageEnds, keepDesk } from './state/desk-keeper.ts';
import { type LeftDesk, newDesk, type OpenedDesk } from './state/open-desk.ts';
import { browserStorage } from './state/small-storage.ts';
import type { Stores } from './state/stores.ts';

/**
 * Puts what was left on the screen, and keeps what changes.
 * @param opened undefined where nothing was left, or it could not be opened
 * @param asksAnew whether the page's address asks for the answer in a way of its own
 * @param drawn resolves when all of the screen was drawn
 */
export function followOpened(
  stores: Stores,
  opened: OpenedDesk | undefined,
  asksAnew: boolean,
  drawn: Promise<void>,
): void {
  // What could not be opened is not written over either.
  const openWriter = async () => opened?.writer ?? newDesk();
  const kept = () => browserStorage.write(DESK_KEY, 'kept');
  const keeper = keepDesk(stores, openWriter, browserPageEnds, kept);
  if (!opened) return;
  keeper.take(opened.writer);
  if (opened.left) putDesk(stores, opened.left, asksAnew);
  if (opened.isUnreadable) stores.desk.getState().note('unreadable');
  void drawn.then(opened.drawn);
}

/**
 * The desk as it was left, before anything is drawn. Where that came late, what was done meanwhile
 * stays on the screen, and what was left lies below it as steps of undo.
 */
function putDesk(
  { surfaces, calibrations, connections, view }: Stores,
  { desk, outcomes }: LeftDesk,
  asksAnew: boolean,
): void {
  const { past, document, future, model, settings, cancelled } = desk;
  const now = surfaces.getState();
  if (now.past.length > 0 || now.document.drafts.size > 0 || now.reading) {
    surfaces.setState({ past: [...past, document, ...now.past] });
    return;
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
}
