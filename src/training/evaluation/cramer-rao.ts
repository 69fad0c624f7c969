import { contractGrid } from '../../levy/contract-grid.ts';
import type { LevyModel } from '../../levy/model.ts';
import { surfacePricer } from '../../levy/pricer.ts';
import { CELL_COUNT } from '../../network/network-grid.ts';
import type { Dataset } from '../data/dataset.ts';

/**
 * Mean absolute error of each parameter at the Cramér–Rao bound, over the surfaces of `data`, with
 * normal errors of `deviation` times each call price: √(2/π) times the root of the diagonal of the
 * inverse of Fisher's information (Kay 1993, Estimation Theory, section 3.7; the little that errors in
 * proportion tell by their size is left out). Where prices tell less than the training box does,
 * which is known, the bound is the box's: a quarter of its width, the error of its middle.
 */
export function boundErrors(model: LevyModel, data: Dataset, deviation: number): number[] {
  const n = model.parameters.length;
  const pricer = surfacePricer(model, contractGrid);
  const calls = new Float64Array(CELL_COUNT);
  const slopes = new Float64Array(CELL_COUNT * n);
  const information = new Float64Array(n * n);
  const sums = new Array<number>(n).fill(0);
  for (let row = 0; row < data.count; row++) {
    pricer.forwardCalls(data.parameters.subarray(row * n, (row + 1) * n), calls, slopes);
    information.fill(0);
    for (let cell = 0; cell < CELL_COUNT; cell++) {
      const error = deviation * (calls[cell] as number);
      const weight = 1 / (error * error);
      for (let i = 0; i < n; i++) {
        const scaled = weight * (slopes[cell * n + i] as number);
        for (let j = 0; j < n; j++) {
          const index = i * n + j;
          information[index] =
            (information[index] as number) + scaled * (slopes[cell * n + j] as number);
        }
      }
    }
    const variances = inverseDiagonal(information, n);
    for (const [i, { range }] of model.parameters.entries()) {
      const bound = Math.sqrt((2 / Math.PI) * (variances[i] as number));
      const box = (range.max - range.min) / 4;
      // A matrix that cannot be inverted gives NaN: the prices tell nothing.
      sums[i] = (sums[i] ?? 0) + (bound < box ? bound : box) / data.count;
    }
  }
  return sums;
}

/** Diagonal of the inverse of a symmetric positive matrix, scaled first: parameters differ in size. */
function inverseDiagonal(matrix: Float64Array, n: number): Float64Array {
  const scale = Float64Array.from({ length: n }, (_, i) => Math.sqrt(matrix[i * n + i] as number));
  const a = matrix.map(
    (value, index) => value / ((scale[Math.floor(index / n)] ?? 1) * (scale[index % n] ?? 1)),
  );
  const inverse = new Float64Array(n * n);
  for (let i = 0; i < n; i++) inverse[i * n + i] = 1;
  // Gauss and Jordan without exchanges, which a positive matrix does not need.
  for (let pivot = 0; pivot < n; pivot++) {
    const head = a[pivot * n + pivot] as number;
    for (let row = 0; row < n; row++) {
      if (row === pivot) continue;
      const factor = (a[row * n + pivot] as number) / head;
      for (let j = 0; j < n; j++) {
        a[row * n + j] = (a[row * n + j] as number) - factor * (a[pivot * n + j] as number);
        inverse[row * n + j] =
          (inverse[row * n + j] as number) - factor * (inverse[pivot * n + j] as number);
      }
    }
  }
  return Float64Array.from({ length: n }, (_, i) => {
    const variance = (inverse[i * n + i] as number) / (a[i * n + i] as number);
    return variance / (scale[i] as number) ** 2;
  });
}
