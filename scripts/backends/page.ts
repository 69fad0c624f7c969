import * as Comlink from 'comlink';
import { scriptUrl } from '../../src/calibration/worker/script-url.ts';
import type { BackendName } from '../../src/network/engine/backend.ts';
import type { Network } from '../../src/network/network-file.ts';
import type { BackendRunner } from './backend.worker.ts';
import workerUrl from './backend.worker.ts?worker&url';

/** Hands what Playwright asks of the page on to the worker with the backend. */

const worker = new Worker(scriptUrl(workerUrl), { type: 'module' });
const failure = new Promise<never>((_, reject) => {
  worker.addEventListener('error', ({ message }) => {
    reject(new Error(message || 'The worker could not be loaded.'));
  });
});
failure.catch(() => {}); // whoever asks next is told
const runner = Comlink.wrap<BackendRunner>(worker);

const backendPage = {
  start: (name: BackendName, network: Network) =>
    Promise.race([failure, runner.start(name, network)]),
  run: (inputs: Float32Array, rows: number) => Promise.race([failure, runner.run(inputs, rows)]),
};

export type BackendPage = typeof backendPage;

Object.assign(globalThis, { backendPage });
