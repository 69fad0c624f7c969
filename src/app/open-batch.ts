import { openBrowserPool } from '../calibration/batch/browser-pool.ts';
import type { BatchSurface } from './batch/batch-item.ts';
import { readBatch } from './batch/read-batch.ts';
import { runBatch } from './batch/run-batch.ts';
import { endText } from './features/batch/progress-words.ts';
import { restore } from './restore.ts';
import {
  type BatchResults,
  type BatchState,
  type BatchStore,
  createBatchStore,
} from './state/batch/batch-store.ts';
import type { SavedCalibration } from './state/saved-calibration.ts';
import type { Stores } from './state/stores.ts';
import { ownMarket } from './state/surface-document.ts';

/** The batch of this page, which begins with the screen's own model and way to fit. */
export function openBatch(stores: Stores): BatchStore {
  const { surfaces, calibrations, view } = stores;
  const { model, settings } = calibrations.getState();
  const store = createBatchStore({
    run: runBatch,
    read: readBatch,
    openPool: () => openBrowserPool(new URL(import.meta.env.BASE_URL, location.href).href),
    market: () => ownMarket(surfaces.getState().document),
    draw: (callback) => requestAnimationFrame(callback),
    show: (surface, asked) => restore(stores, toBeShown(surface, asked)),
    model,
    by: settings.by,
  });
  store.subscribe((state, before) => {
    if (before.phase !== 'running' || view.getState().overlay === 'batch') return;
    // Who has gone on meanwhile is told; the results wait.
    const told = endTold(state);
    if (told !== undefined) view.getState().tell(told);
  });
  return store;
}

/** A surface of a batch as it is put on the screen: fitted as in the batch, or as its line asked. */
export function toBeShown(
  { id, surface, model, refine }: BatchSurface,
  { batch, model: asked, by }: Pick<BatchResults, 'batch' | 'model' | 'by'>,
): SavedCalibration {
  const own = refine || undefined;
  return {
    surface,
    origin: { title: id, notes: [`Surface ${id} of ${batch.title}.`] },
    model: model ?? asked.name,
    settings: {
      by: refine === false ? 'network' : (own?.objective ?? by),
      ...(own?.noise !== undefined && { noise: own.noise }),
    },
  };
}

/** What an analyst elsewhere is told of a run that has ended; nothing where another took its place. */
export function endTold({
  phase,
  results,
  progress,
  failure,
}: Pick<BatchState, 'phase' | 'results' | 'progress' | 'failure'>): string | undefined {
  if (!results || (phase !== 'done' && phase !== 'failed')) return undefined;
  const { batch, rows, failed } = results;
  const words = [endText(phase, rows, failed, progress), failure];
  return `${batch.title}: ${words.filter((each) => each !== undefined).join(' ')}`;
}
