import * as Comlink from 'comlink';
import type { Adapter, BackendName } from '../../src/network/engine/backend.ts';
import { BackendSession } from '../../src/network/engine/backend-session.ts';
import { backends } from '../../src/network/engine/backends.ts';
import { goldenInputs, largestAnswerError } from '../../src/network/golden.ts';
import type { Network } from '../../src/network/network-file.ts';
import { timePasses } from './time-passes.ts';

/** One backend of the engine that ships, in a worker as there, with one network. */

const GOLDEN = { inputs: goldenInputs, error: largestAnswerError };

let session: BackendSession | undefined;
let network: Network | undefined;

const runner = {
  /** Settles once the backend has computed the network's golden inputs rightly. */
  async start(name: BackendName, asked: Network): Promise<Adapter> {
    const backend = backends[name];
    const adapter = await backend.probe();
    session = await BackendSession.start(backend, adapter, GOLDEN, () => {});
    await session.prepare(asked);
    network = asked;
    return adapter;
  },

  /** Row by row, as calibrations come: other shapes run other shaders. */
  async run(inputs: Float32Array, rows: number): Promise<Float32Array> {
    if (!session || !network) throw new Error('No backend has been started.');
    const width = inputs.length / rows;
    const outputs = new Float32Array(rows * (network.layers.at(-1) ?? 0));
    for (let row = 0; row < rows; row++) {
      const input = inputs.slice(row * width, (row + 1) * width);
      const output = await session.run(network, input, 1);
      outputs.set(output, row * output.length);
    }
    return outputs;
  },

  /** Times of passes of so many rows at once, in ms, see {@link timePasses}. */
  time(rows: number): Promise<number[]> {
    const [started, asked] = [session, network];
    if (!started || !asked) throw new Error('No backend has been started.');
    const width = asked.layers[0] ?? 0;
    return timePasses(goldenInputs(asked), width, rows, (inputs) =>
      started.run(asked, inputs, rows),
    );
  },
};

export type BackendRunner = typeof runner;

Comlink.expose(runner);
