import type { SurfaceFamily } from '../../network/denoiser.ts';
import { CELL_COUNT } from '../../network/network-grid.ts';
import type { Recipe } from '../recipe.ts';
import type { Dataset } from './dataset.ts';
import type { FeatureTable } from './feature-table.ts';
import { principalComponents } from './principal-components.ts';

/** Enough samples that the covariance of 200 features is settled. */
const SAMPLES = 20_000;
/** Variances under this are rounding of the features. */
const LEAST_VARIANCE = 1e-14;

/**
 * The linear family of the training surfaces: the leading principal components of their features,
 * each times its standard deviation.
 */
export function fitSurfaceFamily(
  data: Dataset,
  table: FeatureTable,
  { scores: size, floor }: Recipe,
): SurfaceFamily {
  const { mean, covariance } = moments(data, table);
  const { values, vectors } = principalComponents(covariance, CELL_COUNT);
  const basis = new Float32Array(CELL_COUNT * size);
  const left = new Float64Array(CELL_COUNT);
  for (let c = 0; c < CELL_COUNT; c++) {
    const variance = Math.max(values[c] ?? 0, c < size ? LEAST_VARIANCE : 0);
    for (let i = 0; i < CELL_COUNT; i++) {
      const component = Math.sqrt(variance) * (vectors[c * CELL_COUNT + i] ?? 0);
      if (c < size) basis[i * size + c] = component;
      else left[i] = (left[i] ?? 0) + component * component;
    }
  }
  return {
    floor,
    size,
    mean: Float32Array.from(mean),
    basis,
    remainder: Float32Array.from(left, Math.sqrt),
  };
}

/** Mean and covariance of the features of samples spread evenly over the data. */
function moments(data: Dataset, table: FeatureTable) {
  const rows = Math.min(data.count, SAMPLES);
  // Odd, since every second, fourth … point of a Sobol sequence lies in a part of the box.
  const stride = Math.max(1, Math.floor(data.count / rows) - 1) | 1;
  const mean = new Float64Array(CELL_COUNT);
  const covariance = new Float64Array(CELL_COUNT * CELL_COUNT);
  const features = new Float64Array(rows * CELL_COUNT);
  for (let row = 0; row < rows; row++) {
    for (let i = 0; i < CELL_COUNT; i++) {
      const value = data.timeValues[row * stride * CELL_COUNT + i] ?? Number.NaN;
      const feature = table(i, value);
      features[row * CELL_COUNT + i] = feature;
      mean[i] = (mean[i] as number) + feature / rows;
    }
  }
  for (let row = 0; row < rows; row++) {
    for (let i = 0; i < CELL_COUNT; i++) {
      const own = ((features[row * CELL_COUNT + i] as number) - (mean[i] as number)) / rows;
      for (let j = 0; j <= i; j++) {
        const other = (features[row * CELL_COUNT + j] as number) - (mean[j] as number);
        const index = i * CELL_COUNT + j;
        covariance[index] = (covariance[index] as number) + own * other;
      }
    }
  }
  for (let i = 0; i < CELL_COUNT; i++) {
    for (let j = 0; j < i; j++) {
      covariance[j * CELL_COUNT + i] = covariance[i * CELL_COUNT + j] as number;
    }
  }
  return { mean, covariance };
}
