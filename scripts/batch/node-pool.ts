import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { type BatchPool, batchPool } from '../../src/calibration/batch/batch-pool.ts';
import { THREAD_LIMITS } from './thread-limits.ts';

/** A pool of worker threads, one for each core. */
export function openNodePool(size = availableParallelism()): BatchPool {
  return batchPool(size, ({ onAnswer, onEnd }) => {
    const worker = new Worker(new URL('./pool-worker.ts', import.meta.url), {
      resourceLimits: THREAD_LIMITS,
    });
    worker.on('message', onAnswer);
    worker.on('error', (error) => onEnd(error instanceof Error ? error.message : String(error)));
    return {
      post: (tasks) => worker.postMessage(tasks, [tasks.prices.buffer]),
      end: () => void worker.terminate(),
    };
  });
}
