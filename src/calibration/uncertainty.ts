import { type LeastSquaresResult, triangularise } from './least-squares.ts';

/** How well the quotes tell the parameters, to first order around the optimum. */
export interface Uncertainty {
  /** Of each parameter, in its own unit; infinite where the quotes do not tell it. */
  readonly standardErrors: readonly number[];
  /** Between the parameters, a row each. */
  readonly correlation: ReadonlyArray<readonly number[]>;
}

/**
 * Covariance s²·P·(JᵀJ)⁻¹·Pᵀ with s² estimated from the residuals, J their Jacobian in the fitted
 * coordinates and P = ∂parameter/∂coordinate, row-major.
 */
export function uncertainty(fit: LeastSquaresResult, chain: Float64Array): Uncertainty {
  const n = fit.x.length;
  const m = fit.residuals.length;
  const factor = fit.jacobian.slice();
  triangularise(factor, new Float64Array(m), m, n);
  const variance = (2 * fit.cost) / Math.max(m - n, 1);
  // Rows of P·R⁻¹ by forward substitution in y·R = p; the covariance is their Gram matrix.
  const rows = Array.from({ length: n }, (_, p) => {
    const y = new Float64Array(n);
    for (let j = 0; j < n; j++) {
      let sum = chain[p * n + j] as number;
      for (let i = 0; i < j; i++) sum -= (y[i] as number) * (factor[i * n + j] as number);
      y[j] = sum / (factor[j * n + j] as number);
    }
    return y;
  });
  const dot = (a: Float64Array, b: Float64Array) =>
    a.reduce((sum, value, i) => sum + value * (b[i] as number), 0);
  const lengths = rows.map((row) => Math.sqrt(dot(row, row)));
  return {
    standardErrors: lengths.map((length) => {
      const error = Math.sqrt(variance) * length;
      return Number.isFinite(error) ? error : Number.POSITIVE_INFINITY;
    }),
    correlation: rows.map((a, i) =>
      rows.map((b, j) => {
        const cosine = dot(a, b) / ((lengths[i] as number) * (lengths[j] as number));
        return i === j ? 1 : Math.min(Math.max(cosine, -1), 1);
      }),
    ),
  };
}
