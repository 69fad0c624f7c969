import type { Network } from '../../network/network-file.ts';
import { type BatchPool, batchPool } from './batch-pool.ts';
import { chunkAnswerer } from './chunk-answerer.ts';

/** A pool that computes on this thread, for where there are no workers. */
export function localPool(load: (model: string) => Promise<Network>): BatchPool {
  const answer = chunkAnswerer(load);
  return batchPool(1, ({ onAnswer }) => ({
    post: (packed) => void answer(packed).then(onAnswer),
    end: () => {},
  }));
}
