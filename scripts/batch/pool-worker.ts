import { parentPort } from 'node:worker_threads';
import { chunkAnswerer } from '../../src/calibration/batch/chunk-answerer.ts';
import type { PackedTasks } from '../../src/calibration/batch/packed-tasks.ts';
import { loadNetwork } from '../../src/network/load-network.ts';
import { networkFiles } from '../../src/training/learning/store.ts';

/** The entry of a thread of the scripts' pool. */

const answer = chunkAnswerer((model) => loadNetwork(model, networkFiles()));

parentPort?.on('message', (packed: PackedTasks) => {
  void answer(packed).then((answered) => parentPort?.postMessage(answered));
});
