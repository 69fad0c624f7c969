import { loadNetwork } from '../../network/load-network.ts';
import { networkPath } from '../../network/network-path.ts';
import { fetchBytes } from '../worker/fetch-bytes.ts';
import { chunkAnswerer } from './chunk-answerer.ts';
import type { PackedTasks } from './packed-tasks.ts';

/** The entry of a worker of the page's pool. Its name is the application's URL. */

const answer = chunkAnswerer((model) =>
  loadNetwork(model, (path) => fetchBytes(new URL(networkPath(path), self.name))),
);

self.addEventListener('message', ({ data }: MessageEvent<PackedTasks>) => {
  void answer(data).then((answered) => self.postMessage(answered));
});
