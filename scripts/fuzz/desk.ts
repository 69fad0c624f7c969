import { createStores } from '../../src/app/create-stores.ts';
import { unconnected } from '../../src/app/state/connection.fixture.ts';
import type { Stores } from '../../src/app/state/stores.ts';
import type { Surface } from '../../src/calibration/quotes/surface.ts';
import { claim, claimCleanPrototypes, type Verdict } from './target.ts';

/** The page's own stores, on the first sample; nothing answers. */
export async function createDesk(): Promise<Stores> {
  const stores = createStores(new Promise<never>(() => {}), unconnected(), { choice: 'auto' });
  // Otherwise the first result would be kept while the next input is met.
  await stores.history.getState().load();
  return stores;
}

/**
 * Holds the stores against what they were while `act` brings them something: either there is a sound
 * surface in place of the former one, as one step of undo, or a refusal that says why, a question,
 * and everything else as it was.
 */
export async function judged(
  { surfaces, history, imports, view }: Stores,
  act: () => Promise<void>,
): Promise<Verdict> {
  surfaces.getState().dismiss();
  imports.getState().discard();
  view.getState().close();
  const { document, past } = surfaces.getState();
  const { entries } = history.getState();
  await act();
  claimCleanPrototypes();
  const after = surfaces.getState();
  claim(after.reading === undefined, 'A reading has not ended.');
  if (after.document !== document) {
    claimSound(after.document.surface);
    claim(after.past.at(-1) === document, 'The former surface is not one step of undo away.');
    // So that each input meets the same desk.
    after.undo();
    return 'accepted';
  }
  claim(after.past === past, 'The history of edits has changed without an edit.');
  claim(history.getState().entries === entries, 'The kept calibrations have changed.');
  const problems = after.rejection?.problems ?? [];
  const { draft } = imports.getState();
  const asks = view.getState().overlay === 'import' && draft !== undefined;
  claim(asks || problems.length > 0, 'Nothing was taken, and nothing said.');
  claim(
    problems.every(({ message }) => /^\S.{5,}/s.test(message) && message.length < 1000),
    'A refusal says nothing, or a page of it.',
  );
  return 'refused';
}

/** @throws Fault where a surface is none */
export function claimSound({ strikes, maturities, prices, spot, rate }: Surface): void {
  const isAxis = (axis: readonly number[]) =>
    axis.length > 0 && axis.every((value, i) => value > (axis[i - 1] ?? 0) && value < Infinity);
  claim(isAxis(strikes) && isAxis(maturities), 'An axis does not increase.');
  claim(prices.length === strikes.length * maturities.length, 'The prices do not fill the grid.');
  claim(
    prices.every((price) => price === undefined || Number.isFinite(price)),
    'A price is no number.',
  );
  claim(spot > 0 && Number.isFinite(spot) && Number.isFinite(rate), 'The market is no market.');
}
