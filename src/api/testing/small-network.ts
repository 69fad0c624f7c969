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
      format: 1,
      model: name,
      layers: [4, count],
      input: {
        floor: 1e-5,
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
      weights: { file: 'weights.safetensors', bytes: 1, sha256: '' },
      ranges: Object.fromEntries(model.parameters.map(({ key, range }) => [key, range])),
      accuracy: {},
      recipe: {},
      date: '2026-01-01',
    },
    inputMean: weights(CELL_COUNT),
    projection: weights(CELL_COUNT * 4),
    variables: [weights(4 * count), weights(count)],
  };
}
