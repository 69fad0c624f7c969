import type { Network } from '../network-file.ts';
import { type Perceptron, takeApart } from '../side-by-side.ts';
import type { UploadedNetwork } from './backend.ts';

/** So many rows make up for the calls of a second pass; measured, as is what they save: a third. */
const MANY = 32;

/**
 * A network for a backend on the processor. There one pass is best for few rows; many take the two
 * networks one after the other, since every product with the zeros between them is computed too.
 * What that needs is made when it is first asked for.
 */
export function uploadApart(
  network: Network,
  upload: (network: Perceptron) => UploadedNetwork,
): UploadedNetwork {
  const both = upload(network);
  let parts: UploadedNetwork[] | undefined;
  return {
    async run(inputs, rows) {
      if (rows < MANY) return both.run(inputs, rows);
      parts ??= takeApart(network, network.card.layers, network.card.errorLayers).map((part) =>
        upload(part),
      );
      const width = network.layers.at(-1) ?? 0;
      const outputs = new Float32Array(rows * width);
      let first = 0;
      for (const part of parts) {
        const own = await part.run(inputs, rows);
        const count = own.length / rows;
        for (let row = 0; row < rows; row++) {
          outputs.set(own.subarray(row * count, (row + 1) * count), row * width + first);
        }
        first += count;
      }
      return outputs;
    },
    dispose() {
      both.dispose();
      for (const part of parts ?? []) part.dispose();
    },
  };
}
