import { varianceGamma } from '../../../levy/variance-gamma.ts';
import { NOISE_INPUTS } from '../../features.ts';
import type { Network } from '../../network-file.ts';
import { CELL_COUNT, networkLogMoneyness, networkMaturity } from '../../network-grid.ts';
import { writeSafetensors } from '../../safetensors.ts';
import { type Perceptron, sideBySide, takeApart } from '../../side-by-side.ts';

const SCORES = 4;

/** An untrained Variance Gamma network, the same at each call, small enough to check by eye. */
export function tinyNetwork(hidden: readonly number[] = [6, 5]): Network {
  let n = 0;
  const values = (length: number, size = 1) =>
    Float32Array.from({ length }, () => size * Math.sin(++n));
  const perceptron = (layers: readonly number[]) => {
    const variables: Float32Array[] = [];
    for (let l = 1; l < layers.length; l++) {
      variables.push(values((layers[l - 1] ?? 0) * (layers[l] ?? 0)), values(layers[l] ?? 0));
    }
    return { layers, variables };
  };
  const { parameters, coordinates } = varianceGamma;
  const inputs = SCORES + NOISE_INPUTS;
  const network = perceptron([inputs, ...hidden, parameters.length]);
  const errors = perceptron([inputs, ...hidden.map(() => 3), 2 * parameters.length]);
  const family = {
    floor: 1e-5,
    size: SCORES,
    mean: values(CELL_COUNT).map((value) => value / 10 - 1),
    basis: values(CELL_COUNT * SCORES, 0.1),
    remainder: values(CELL_COUNT, 1e-3).map(Math.abs),
  };
  const card = {
    format: 2 as const,
    model: varianceGamma.name,
    layers: network.layers,
    errorLayers: errors.layers,
    input: {
      floor: family.floor,
      scores: SCORES,
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
    errorFactors: {
      levels: [],
      factors: {
        complete: [Array<number>(6).fill(1)],
        window: [Array<number>(6).fill(1)],
        few: [Array<number>(6).fill(1)],
        some: [Array<number>(6).fill(1)],
        many: [Array<number>(6).fill(1)],
      },
    },
    unfamiliarity: {
      tolerance: 0.01,
      quantiles: [
        { share: 0.5, score: 1 },
        { share: 0.99, score: 2 },
      ],
    },
    weights: { file: 'weights.safetensors', bytes: 1, sha256: '0'.repeat(64) },
    ranges: Object.fromEntries(parameters.map(({ key, range }) => [key, range])),
    accuracy: {},
    recipe: {},
    date: '2026-01-01',
  };
  return { card, family, ...sideBySide(network, errors) };
}

/** The tensors of a network as its weights file names them, its two parts taken apart again. */
export function networkTensors({ card, family, layers, variables }: Network) {
  const tensors = new Map([
    ['input.mean', { shape: [CELL_COUNT], values: family.mean }],
    ['input.basis', { shape: [CELL_COUNT, family.size], values: family.basis }],
    ['input.remainder', { shape: [CELL_COUNT], values: family.remainder }],
  ]);
  const [network, errors] = takeApart({ layers, variables }, card.layers, card.errorLayers);
  const add = (name: string, own: Perceptron) => {
    for (let l = 1; l < own.layers.length; l++) {
      const shape = own.layers.slice(l - 1, l + 1);
      const [weights, biases] = own.variables.slice(2 * l - 2, 2 * l);
      tensors.set(`${name}.${l - 1}.weight`, { shape, values: weights ?? new Float32Array() });
      tensors.set(`${name}.${l - 1}.bias`, {
        shape: shape.slice(1),
        values: biases ?? new Float32Array(),
      });
    }
  };
  add('layers', network);
  add('errors', errors);
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
