import type { LevyModel } from './model.ts';
import type { OptionGrid, OptionType } from './option-layout.ts';
import { surfacePricer } from './pricer.ts';

/** Two evaluations on different contours must agree within this share of the forward. */
const TOLERANCE = 1e-9;
const LAST_LEVEL = 5;
/** The tables of the last level take half a megabyte a strike. */
const STRIKES_AT_ONCE = 32;

/** No level of the pricer could confirm a price. */
export class InaccuratePriceError extends Error {
  override readonly name = 'InaccuratePriceError';
}

/**
 * Present values in the spot's currency, strike-major, for any parameters in the model's domain and
 * any grid. Where the pricer's first contour is not enough (a gamma clock of tiny variance, a skew
 * far larger than the volatility, strikes a million forwards away), finer ones are tried until two
 * agree.
 * @throws InaccuratePriceError where none do, as where strike/forward is beyond 1e13.
 */
export function accuratePrices(
  model: LevyModel,
  parameters: ArrayLike<number>,
  grid: OptionGrid,
  type: OptionType,
): Float64Array {
  const width = grid.maturities.length;
  const prices = new Float64Array(grid.strikes.length * width);
  const all = Float64Array.from(grid.strikes);
  for (let start = 0; start < all.length; start += STRIKES_AT_ONCE) {
    const strikes = all.subarray(start, start + STRIKES_AT_ONCE);
    const part = prices.subarray(start * width, (start + strikes.length) * width);
    price(model, parameters, { ...grid, strikes }, type, part);
  }
  return prices;
}

function price(
  model: LevyModel,
  parameters: ArrayLike<number>,
  grid: OptionGrid,
  type: OptionType,
  out: Float64Array,
): void {
  const coarse = new Float64Array(out.length);
  const fine = new Float64Array(out.length);
  let doubtful = 0;
  surfacePricer(model, grid).forwardCalls(parameters, coarse);
  for (let level = 1; level <= LAST_LEVEL; level++) {
    const pricer = surfacePricer(model, grid, level);
    pricer.forwardCalls(parameters, fine);
    doubtful = fine.findIndex((call, i) => !(Math.abs(call - (coarse[i] ?? call)) < TOLERANCE));
    if (doubtful < 0) {
      pricer.prices(parameters, type, out);
      return;
    }
    coarse.set(fine);
  }
  const strike = grid.strikes[Math.floor(doubtful / grid.maturities.length)];
  const maturity = grid.maturities[doubtful % grid.maturities.length];
  throw new InaccuratePriceError(
    `The price at strike ${strike}, maturity ${maturity} cannot be told from rounding errors: strike, rate, maturity or parameters are too extreme.`,
  );
}
