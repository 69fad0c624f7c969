import { scriptUrl } from '../worker/script-url.ts';
import workerUrl from './batch.worker.ts?worker&url';
import { type BatchPool, batchPool, type ThreadAnswer } from './batch-pool.ts';

/** Further workers would each hold the networks, and wait for the one that reads. */
const MOST_WORKERS = 8;

/**
 * A pool of Web Workers, one for each core.
 * @param root the application's URL, under which the networks are
 */
export function openBrowserPool(
  root: string,
  size = Math.min(navigator.hardwareConcurrency || 1, MOST_WORKERS),
): BatchPool {
  return batchPool(size, ({ onAnswer, onEnd }) => {
    const worker = new Worker(scriptUrl(workerUrl), { type: 'module', name: root });
    worker.addEventListener('message', ({ data }: MessageEvent<ThreadAnswer>) => onAnswer(data));
    worker.addEventListener('error', (event) => {
      event.preventDefault();
      onEnd(event.message || 'its script could not be loaded.');
    });
    worker.addEventListener('messageerror', () => onEnd('it sent what could not be read.'));
    return {
      post: (tasks) => worker.postMessage(tasks, [tasks.prices.buffer]),
      end: () => worker.terminate(),
    };
  });
}
