import { findModel } from '../../levy/models.ts';
import type { Network } from '../../network/network-file.ts';
import { CELL_COUNT, networkLogMoneyness, networkMaturity } from '../../network/network-grid.ts';

/** A network of one layer that answers near the middle of the model's training range. */
export function smallNetwork(name: string): Network {
  const model = findModel(name);
  if (!model) throw new Error(`No model ${name}`);
  const count = model.parameters.length;
  const middle = new Float64Array(count);
  model.coordinates.of(
    model.parameters.map(({ range }) => (range.min + range.max) / 2),
    middle,
  );
  const weights = (length: number) => Float32Array.from({ length }, (_, i) => Math.sin(i) / 100);
  return {
    card: {
      format: 2,
      model: name,
      layers: [7, count],
      errorLayers: [7, 2 * count],
      input: {
        floor: 1e-5,
        scores: 4,
        logMoneyness: Array.from(networkLogMoneyness),
        maturities: Array.from({ length: CELL_COUNT }, (_, cell) => networkMaturity(cell)),
      },
      output: {
        labels: model.coordinates.labels,
        mean: Array.from(middle),
        scale: Array(count).fill(0.01),
        min: Array.from(middle, (x) => x - 0.02),
        max: Array.from(middle, (x) => x + 0.02),
      },
      errorFactors: {
        levels: [],
        factors: {
          complete: [Array<number>(2 * count).fill(1)],
          window: [Array<number>(2 * count).fill(1)],
          few: [Array<number>(2 * count).fill(1)],
          some: [Array<number>(2 * count).fill(1)],
          many: [Array<number>(2 * count).fill(1)],
        },
      },
      unfamiliarity: {
        tolerance: 0.01,
        quantiles: [
          { share: 0.5, score: 1 },
          { share: 0.99, score: 2 },
        ],
      },
      weights: { file: 'weights.safetensors', bytes: 1, sha256: '' },
      ranges: Object.fromEntries(model.parameters.map(({ key, range }) => [key, range])),
      accuracy: {},
      recipe: {},
      date: '2026-01-01',
    },
    family: {
      floor: 1e-5,
      size: 4,
      mean: weights(CELL_COUNT).map((value) => value - 1),
      basis: weights(CELL_COUNT * 4),
      remainder: weights(CELL_COUNT).fill(1e-3),
    },
    layers: [7, 3 * count],
    variables: [weights(7 * 3 * count), weights(3 * count)],
  };
}
