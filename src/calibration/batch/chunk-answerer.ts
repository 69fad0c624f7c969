import { reasonOf } from '../../network/engine/backend.ts';
import type { Network } from '../../network/network-file.ts';
import { NetworkCache } from '../network-cache.ts';
import { ModelNotLoadedError } from '../service.ts';
import type { ThreadAnswer } from './batch-pool.ts';
import { calibrateChunk } from './calibrate-chunk.ts';
import { type PackedTasks, unpackTasks } from './packed-tasks.ts';

/** What a thread of the pool does with a message. Never rejects. */
export function chunkAnswerer(
  load: (model: string) => Promise<Network>,
): (packed: PackedTasks) => Promise<ThreadAnswer> {
  const networks = new NetworkCache([], load);
  return async (packed) => {
    try {
      const answers = await calibrateChunk(unpackTasks(packed), (model) => networks.get(model));
      return { answers };
    } catch (error) {
      if (!(error instanceof ModelNotLoadedError)) return { failed: reasonOf(error) };
      return { notLoaded: { model: error.model, reason: error.reason } };
    }
  };
}
