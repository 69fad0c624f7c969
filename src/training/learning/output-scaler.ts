import type { LevyModel } from '../../levy/model.ts';
import type { Dataset } from '../data/dataset.ts';
import type { Recipe } from '../recipe.ts';

/** How the network's outputs become the model's coordinates. */
export interface OutputScaler {
  readonly mean: readonly number[];
  readonly scale: readonly number[];
  readonly min: readonly number[];
  readonly max: readonly number[];
}

/** Standardisation of the coordinates, with the recipe's emphasis, and the box's extent in them. */
export function fitOutputScaler(model: LevyModel, data: Dataset, recipe: Recipe): OutputScaler {
  const targets = coordinatesOf(model, data);
  const columns = model.coordinates.labels.length;
  const inBox = (row: number) =>
    model.parameters.every(({ range }, i) => {
      const value = data.parameters[row * columns + i] ?? Number.NaN;
      return value >= range.min && value <= range.max;
    });
  const min = new Array<number>(columns).fill(Number.POSITIVE_INFINITY);
  const max = new Array<number>(columns).fill(Number.NEGATIVE_INFINITY);
  for (let row = 0; row < data.count; row++) {
    if (!inBox(row)) continue;
    for (let i = 0; i < columns; i++) {
      const value = targets[row * columns + i] ?? Number.NaN;
      min[i] = Math.min(min[i] ?? value, value);
      max[i] = Math.max(max[i] ?? value, value);
    }
  }
  // Where a coordinate is a parameter, or its logarithm, the samples stop just short of the box.
  for (const [i, label] of model.coordinates.labels.entries()) {
    const own = model.parameters.find(({ symbol }) => label === symbol || label === `ln ${symbol}`);
    if (!own) continue;
    const map = label.startsWith('ln') ? Math.log : (x: number) => x;
    min[i] = map(own.range.min);
    max[i] = map(own.range.max);
  }
  const { mean, scale } = columnMoments(targets, columns);
  // The loss counts errors in units of the scale, hence an emphasis is a smaller scale.
  return { mean, scale: scale.map((s, i) => s / (recipe.emphasis?.[i] ?? 1)), min, max };
}

/** Coordinates of every sample, row-major. */
export function coordinatesOf(model: LevyModel, data: Dataset): Float64Array {
  const columns = model.coordinates.labels.length;
  const out = new Float64Array(data.count * columns);
  for (let row = 0; row < data.count; row++) {
    const part = [row * columns, (row + 1) * columns] as const;
    model.coordinates.of(data.parameters.subarray(...part), out.subarray(...part));
  }
  return out;
}

/** Mean and standard deviation of each column of a row-major table. */
function columnMoments(
  values: ArrayLike<number>,
  columns: number,
): { mean: number[]; scale: number[] } {
  const rows = values.length / columns;
  const mean = new Array<number>(columns).fill(0);
  const square = new Array<number>(columns).fill(0);
  const add = (sums: number[], column: number, term: number) => {
    sums[column] = (sums[column] ?? 0) + term / rows;
  };
  for (let i = 0; i < values.length; i++) add(mean, i % columns, values[i] ?? 0);
  for (let i = 0; i < values.length; i++) {
    const column = i % columns;
    add(square, column, ((values[i] ?? 0) - (mean[column] ?? 0)) ** 2);
  }
  return { mean, scale: square.map(Math.sqrt) };
}

/** Coordinates of every sample in units of the scaler, row-major: what the network should say. */
export function standardisedTargets(
  model: LevyModel,
  data: Dataset,
  { mean, scale }: OutputScaler,
): Float32Array {
  const columns = model.coordinates.labels.length;
  return Float32Array.from(
    coordinatesOf(model, data),
    (value, i) => (value - (mean[i % columns] ?? 0)) / (scale[i % columns] ?? 1),
  );
}
