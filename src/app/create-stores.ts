import type { BackendChoice } from '../calibration/worker/status.ts';
import { models } from '../levy/models.ts';
import { samples } from './features/import/example-samples.ts';
import { createImportChoices } from './features/import/import-choices.ts';
import { readSurface } from './features/import/reader.ts';
import { sampleOrigin } from './sample-origin.ts';
import type { BatchStore } from './state/batch/batch-store.ts';
import { type Calibrate, createCalibrationStore } from './state/calibration-store.ts';
import type { ConnectionStore } from './state/connection-store.ts';
import { createDeskStore } from './state/desk-store.ts';
import { createEngineStore, type Engine } from './state/engine-store.ts';
import { recordCalibrations } from './state/history-recorder.ts';
import type { HistoryStorage } from './state/history-storage.ts';
import { createHistoryStore } from './state/history-store.ts';
import { createImportStore } from './state/import-store.ts';
import { browserStorage } from './state/small-storage.ts';
import type { Stores } from './state/stores.ts';
import { createSurfaceStore } from './state/surface-store.ts';
import { createVersionStore, type VersionStore } from './state/version-store.ts';
import { createViewStore } from './state/view-store.ts';
import { createWhatIfStore } from './state/what-if-store.ts';

/**
 * All state of the page, on the first sample and already calibrating it.
 * @param choice The backend that the page's address asks for, with what was wrong with it.
 */
export function createStores(
  engine: Promise<Engine>,
  connections: ConnectionStore,
  { choice, message: notice }: { readonly choice: BackendChoice; readonly message?: string },
  versions: VersionStore = onlyVersion(),
): Stores {
  const [sample] = samples;
  const [model] = models;
  if (sample === undefined || model === undefined) throw new Error('No sample or no model.');
  const surfaces = createSurfaceStore(sample.make(), sampleOrigin(sample));
  // Without a wait once it is there: the request is on its way before the page draws the edit.
  const calibrate: Calibrate = (...asked) => {
    const way = connections.ready();
    return way instanceof Promise
      ? way.then(({ client }) => client.calibrate(...asked))
      : way.client.calibrate(...asked);
  };
  const calibrations = createCalibrationStore(surfaces, model, calibrate);
  const view = createViewStore(browserStorage, surfaces, 2);
  const imports = createImportStore({
    surfaces,
    calibrations,
    view,
    choices: createImportChoices(browserStorage),
    read: readSurface,
    readSession: async (text) => (await import('./open-session.ts')).sessionOffer(stores, text),
  });
  calibrations.getState().calibrate();
  const engineStore = createEngineStore(engine, choice, notice, calibrations.getState().calibrate);
  // What failed for want of an engine is asked again once there is one.
  engineStore.subscribe(({ status }, before) => {
    const isBack = status.phase === 'ready' && before.status.phase !== 'ready';
    if (isBack && calibrations.getState().failure) calibrations.getState().calibrate();
  });
  // How the service is, once it has answered: not before the first result, which it would delay.
  let asked: unknown;
  calibrations.subscribe(({ work, outcome, trouble }, before) => {
    if (!before.work || work || (!outcome && !trouble)) return;
    const { connection, scenario, health, askHealth } = connections.getState();
    if (asked === connection && !trouble && !scenario && health === 'healthy') return;
    asked = connection;
    void askHealth();
  });
  connections.subscribe((now, before) => {
    const isOther = before.connection !== undefined && now.connection !== before.connection;
    if (isOther || now.scenario !== before.scenario) calibrations.getState().calibrate();
  });
  const whatIf = createWhatIfStore(surfaces, calibrations, (draw) => requestAnimationFrame(draw));
  const history = createHistoryStore(openHistory);
  recordCalibrations({ calibrations, surfaces }, history);
  let batch: Promise<BatchStore> | undefined;
  const stores: Stores = {
    surfaces,
    imports,
    calibrations,
    engine: engineStore,
    connections,
    view,
    whatIf,
    history,
    versions,
    desk: createDeskStore(),
    batch: () => {
      batch ??= import('./open-batch.ts').then(({ openBatch }) => openBatch(stores));
      // A file that did not come may come the next time.
      batch.catch(() => {
        batch = undefined;
      });
      return batch;
    },
  };
  return stores;
}

/** Where nothing keeps this version. */
function onlyVersion(): VersionStore {
  const reload = () => location.reload();
  return createVersionStore({
    watch: async () => undefined,
    reload,
  });
}

/** The database comes with the parser of what it holds; neither is needed for the first result. */
async function openHistory(): Promise<HistoryStorage> {
  const { openHistoryDatabase } = await import('./state/history-database.ts');
  return openHistoryDatabase();
}
