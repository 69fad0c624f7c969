import { varianceGamma } from '../../../levy/variance-gamma.ts';
import type { Network } from '../../network-file.ts';
import { CELL_COUNT, networkLogMoneyness, networkMaturity } from '../../network-grid.ts';
import { writeSafetensors } from '../../safetensors.ts';

/** An untrained Variance Gamma network, the same at each call, small enough to check by eye. */
export function tinyNetwork(layers: readonly number[] = [4, 6, 5, 3]): Network {
  let n = 0;
  const values = (length: number) => Float32Array.from({ length }, () => Math.sin(++n));
  const variables: Float32Array[] = [];
  for (let l = 1; l < layers.length; l++) {
    variables.push(values((layers[l - 1] ?? 0) * (layers[l] ?? 0)), values(layers[l] ?? 0));
  }
  const { parameters, coordinates } = varianceGamma;
  const card = {
    format: 1 as const,
    model: varianceGamma.name,
    layers,
    input: {
      floor: 1e-5,
      logMoneyness: [...networkLogMoneyness],
      maturities: Array.from({ length: CELL_COUNT }, (_, cell) => networkMaturity(cell)),
    },
    output: {
      labels: coordinates.labels,
      mean: parameters.map(({ range }) => (range.min + range.max) / 2),
      scale: parameters.map(({ range }) => (range.max - range.min) / 4),
      min: parameters.map(({ range }) => range.min),
      max: parameters.map(({ range }) => range.max),
    },
    weights: { file: 'weights.safetensors', bytes: 1, sha256: '0'.repeat(64) },
    ranges: Object.fromEntries(parameters.map(({ key, range }) => [key, range])),
    accuracy: {},
    recipe: {},
    date: '2026-01-01',
  };
  return {
    card,
    inputMean: values(CELL_COUNT),
    projection: values(CELL_COUNT * (layers[0] ?? 0)),
    variables,
  };
}

/** The tensors of a network as its weights file names them. */
export function networkTensors({ card, inputMean, projection, variables }: Network) {
  const { layers } = card;
  const tensors = new Map([
    ['input.mean', { shape: [CELL_COUNT], values: inputMean }],
    ['input.projection', { shape: [CELL_COUNT, layers[0] ?? 0], values: projection }],
  ]);
  for (const [i, values] of variables.entries()) {
    const layer = i >> 1;
    const [from = 0, to = 0] = layers.slice(layer, layer + 2);
    const [name, shape] = i % 2 === 0 ? ['weight', [from, to]] : ['bias', [to]];
    tensors.set(`layers.${layer}.${name}`, { shape: shape as number[], values });
  }
  return tensors;
}

/** The two files of a network, as a server has them, changed by `damage`. */
export async function networkFiles(
  network: Network,
  damage: (files: { card: Record<string, unknown>; weights: ArrayBuffer }) => void = () => {},
): Promise<Map<string, ArrayBuffer>> {
  const weights = writeSafetensors(networkTensors(network));
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', weights));
  const sha256 = Buffer.from(hash).toString('hex');
  const entry = { file: 'weights.safetensors', bytes: weights.byteLength, sha256 };
  const files = { card: { ...structuredClone(network.card), weights: entry }, weights };
  damage(files);
  const card = new TextEncoder().encode(JSON.stringify(files.card));
  const folder = network.card.model;
  return new Map([
    [`${folder}/card.json`, card.buffer],
    [`${folder}/weights.safetensors`, files.weights],
  ]);
}
