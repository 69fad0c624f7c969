import { type ContourPricer, contourPricer } from './contour-sum.ts';
import type { LevyModel } from './model.ts';
import { gridLayout, type OptionGrid, type OptionType } from './option-layout.ts';

export interface SurfacePricer {
  /**
   * Undiscounted calls over the forward, c/F, strike-major: index = maturities·strike + maturity.
   * Absolute error under 1e-11 in the training box, at strikes from a fifth to five times the spot
   * and maturities up to 5 years; for all else see `accuratePrices`. With a
   * third argument also the gradient, ∂(c/F)/∂parameter, a row a cell. Allocates no arrays.
   */
  readonly forwardCalls: ContourPricer['forwardCalls'];
  /** Present values in the spot's currency, strike-major, held within their no-arbitrage bounds. */
  readonly prices: (parameters: ArrayLike<number>, type: OptionType, out: Float64Array) => void;
}

/**
 * A pricer of European options for every strike at every maturity; see {@link contourPricer}, which
 * also says what `level` is.
 */
export function surfacePricer(model: LevyModel, grid: OptionGrid, level = 0): SurfacePricer {
  const { forwardCalls } = contourPricer(model, gridLayout(grid), level);
  const maturityCount = grid.maturities.length;
  const strikeCount = grid.strikes.length;
  return {
    forwardCalls,
    prices(parameters, type, out) {
      forwardCalls(parameters, out);
      for (let t = 0; t < maturityCount; t++) {
        const T = grid.maturities[t] ?? Number.NaN;
        const discountedForward = grid.spot * Math.exp(-grid.dividendYield * T);
        const discount = Math.exp(-grid.rate * T);
        for (let i = 0; i < strikeCount; i++) {
          const index = i * maturityCount + t;
          const discountedStrike = (grid.strikes[i] ?? Number.NaN) * discount;
          const difference = discountedForward - discountedStrike;
          // A price of nothing comes out as ±1e-14; no option is worth less than nothing.
          const least = Math.max(difference, 0);
          const call = Math.min(
            Math.max(discountedForward * (out[index] ?? Number.NaN), least),
            discountedForward,
          );
          out[index] = type === 'call' ? call : call - difference;
        }
      }
    },
  };
}
