import * as Comlink from 'comlink';
import type { BackendName } from '../../src/network/engine/backend.ts';
import type { Network } from '../../src/network/network-file.ts';
import type { BackendRunner } from './backend.worker.ts';

/** Hands what Playwright asks of the page on to the worker with the backend. */

const worker = new Worker(new URL('./backend.worker.ts', import.meta.url), { type: 'module' });
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
