import * as Comlink from 'comlink';
import { scriptUrl } from '../../src/calibration/worker/script-url.ts';
import type { BackendName } from '../../src/network/engine/backend.ts';
import type { Network } from '../../src/network/network-file.ts';
import type { BackendRunner } from './backend.worker.ts';
import workerUrl from './backend.worker.ts?worker&url';
import type { LayersModelRunner } from './layers-model.worker.ts';
import layersModelUrl from './layers-model.worker.ts?worker&url';

/** Hands what Playwright asks of the page on to a worker: with a backend, or with a LayersModel. */

/** A call of what the worker exposes, which rejects where the worker cannot be loaded. */
function runnerIn<T>(worker: Worker) {
  const failure = new Promise<never>((_, reject) => {
    worker.addEventListener('error', ({ message }) => {
      reject(new Error(message || 'The worker could not be loaded.'));
    });
  });
  failure.catch(() => {}); // whoever asks next is told
  const runner = Comlink.wrap<T>(worker);
  return <R>(call: (runner: Comlink.Remote<T>) => Promise<R>) =>
    Promise.race([failure, call(runner)]);
}

const backend = runnerIn<BackendRunner>(new Worker(scriptUrl(workerUrl), { type: 'module' }));
let layersModel: ReturnType<typeof runnerIn<LayersModelRunner>> | undefined;

const backendPage = {
  start: (name: BackendName, network: Network) => backend((runner) => runner.start(name, network)),
  run: (inputs: Float32Array, rows: number) => backend((runner) => runner.run(inputs, rows)),
  time: (rows: number) => backend((runner) => runner.time(rows)),
  startLayersModel(network: Network) {
    layersModel = runnerIn<LayersModelRunner>(
      new Worker(scriptUrl(layersModelUrl), { type: 'module' }),
    );
    return layersModel((runner) => runner.start(network));
  },
  timeLayersModel: (rows: number) => layersModel?.((runner) => runner.time(rows)),
};

export type BackendPage = typeof backendPage;

Object.assign(globalThis, { backendPage });
