import { varianceGamma } from '../../levy/variance-gamma.ts';
import type { SurfaceFamily } from '../../network/denoiser.ts';
import { CELL_COUNT } from '../../network/network-grid.ts';
import { type Recipe, recipeFor } from '../recipe.ts';
import { type Dataset, makeDataset } from './dataset.ts';
import { type FeatureTable, featureTable } from './feature-table.ts';
import { fitSurfaceFamily } from './surface-family.ts';

/** A recipe that is done in a second. */
export const smallRecipe: Recipe = { ...recipeFor(varianceGamma), samples: 2000, scores: 40 };

/** Variance Gamma surfaces of a small recipe, and the linear family of them. */
export function smallFamily(): { data: Dataset; table: FeatureTable; family: SurfaceFamily } {
  const { samples: count, seed, margin, edges, floor } = smallRecipe;
  const data = makeDataset({
    model: varianceGamma,
    sampling: 'sobol',
    count,
    seed,
    margin,
    edges,
  });
  const table = featureTable(floor);
  return { data, table, family: fitSurfaceFamily(data, table, smallRecipe) };
}

/** Surfaces that no family was fitted to. */
export function unseenSurfaces(count: number): Dataset {
  return makeDataset({ model: varianceGamma, count, seed: 77, sampling: 'random', margin: 0 });
}

/** One row of a dataset's time values. */
export function surfaceOf({ timeValues }: Dataset, row: number): Float64Array {
  return Float64Array.from(timeValues.subarray(row * CELL_COUNT, (row + 1) * CELL_COUNT));
}

/** Features of the family's surface at these scores. */
export function featuresAt(
  { mean, basis, size }: SurfaceFamily,
  scores: ArrayLike<number>,
): Float64Array {
  return Float64Array.from(mean, (centre, cell) => {
    let x = centre;
    for (let c = 0; c < size; c++) x += (basis[cell * size + c] ?? 0) * (scores[c] ?? 0);
    return x;
  });
}
