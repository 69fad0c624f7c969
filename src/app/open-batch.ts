import { openBrowserPool } from '../calibration/batch/browser-pool.ts';
import { readBatch } from './batch/read-batch.ts';
import { runBatch } from './batch/run-batch.ts';
import { restore } from './restore.ts';
import { type BatchStore, createBatchStore } from './state/batch/batch-store.ts';
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
    show: ({ id, surface, model: own, refine }, { batch, model: asked, by }) =>
      restore(stores, {
        surface,
        origin: { title: id, notes: [`Surface ${id} of ${batch.title}.`] },
        model: own ?? asked.name,
        settings: { by: refine === false ? 'network' : (refine?.objective ?? by) },
      }),
    model,
    by: settings.by,
  });
  store.subscribe(({ phase, results, batch }, before) => {
    if (before.phase !== 'running' || phase !== 'done' || view.getState().overlay === 'batch')
      return;
    // Who has gone on meanwhile is told; the results wait.
    const { rows = 0, failed = 0 } = results ?? {};
    view.getState().tell(`${batch?.title}: ${rows - failed} of ${rows} surfaces are calibrated.`);
  });
  return store;
}
