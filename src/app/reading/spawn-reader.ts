import * as Comlink from 'comlink';
import { scriptUrl } from '../../calibration/worker/script-url.ts';
import { Lifeline } from '../../network/engine/lifeline.ts';
import type { Reader } from './reader.worker.ts';

/** A reader in a worker; what is guarded by the lifeline rejects where the worker dies. */
export interface ReaderConnection {
  readonly worker: Worker;
  readonly reader: Comlink.Remote<Reader>;
  readonly lifeline: Lifeline;
}

/** The page's end of a reader's worker. */
export function connectReader(worker: Worker): ReaderConnection {
  const lifeline = new Lifeline();
  worker.addEventListener('error', (event) => {
    event.preventDefault();
    lifeline.end(new Error(event.message || 'The worker’s script could not be loaded.'));
  });
  return { worker, reader: Comlink.wrap<Reader>(worker), lifeline };
}

/** The URL comes when it is needed: only a bundler can say it, and programs in Node read without. */
export async function spawnReader(): Promise<Worker> {
  const { default: workerUrl } = await import('./reader.worker.ts?worker&url');
  return new Worker(scriptUrl(workerUrl), { type: 'module' });
}
