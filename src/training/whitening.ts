import { CELL_COUNT } from '../network/network-grid.ts';
import type { Dataset } from './dataset.ts';
import type { FeatureTable } from './feature-table.ts';
import { principalComponents } from './principal-components.ts';
import type { Recipe } from './recipe.ts';

/** How features become network inputs: (features − mean)·projection. */
export interface InputScaler {
  readonly mean: Float32Array;
  /** [200 × components], row-major. */
  readonly projection: Float32Array;
}

/** Enough samples that the covariance of 200 features is settled. */
const SAMPLES = 20_000;

/**
 * Scaler from the principal components of clean features. Levels of volatility explain nearly
 * all of the features' variance and the shapes that tell the parameters apart hardly any: without
 * this rotation and scaling, gradient descent is slow to see the shapes.
 */
export function fitInputScaler(data: Dataset, table: FeatureTable, recipe: Recipe): InputScaler {
  const rows = Math.min(data.count, SAMPLES);
  const stride = Math.floor(data.count / rows);
  const mean = new Float64Array(CELL_COUNT);
  const covariance = new Float64Array(CELL_COUNT * CELL_COUNT);
  const feature = (row: number, cell: number) =>
    table(cell, data.timeValues[row * stride * CELL_COUNT + cell] ?? Number.NaN);
  for (let row = 0; row < rows; row++) {
    for (let i = 0; i < CELL_COUNT; i++) mean[i] = (mean[i] ?? 0) + feature(row, i) / rows;
  }
  const centred = new Float64Array(CELL_COUNT);
  for (let row = 0; row < rows; row++) {
    for (let i = 0; i < CELL_COUNT; i++) centred[i] = feature(row, i) - (mean[i] ?? 0);
    for (let i = 0; i < CELL_COUNT; i++) {
      const weight = (centred[i] as number) / rows;
      for (let j = 0; j < CELL_COUNT; j++) {
        const index = i * CELL_COUNT + j;
        covariance[index] = (covariance[index] as number) + weight * (centred[j] as number);
      }
    }
  }
  const { values, vectors } = principalComponents(covariance, CELL_COUNT);
  const projection = new Float32Array(CELL_COUNT * recipe.components);
  for (let c = 0; c < recipe.components; c++) {
    const variance = Math.max(values[c] ?? 0, 0) + recipe.ridge ** 2;
    const scale = variance ** (-recipe.exponent / 2);
    for (let i = 0; i < CELL_COUNT; i++) {
      projection[i * recipe.components + c] = scale * (vectors[c * CELL_COUNT + i] ?? 0);
    }
  }
  return { mean: Float32Array.from(mean), projection };
}

/** Mean and standard deviation of each column of a row-major table. */
export function columnMoments(
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
