import { blackVega, impliedVolatility, timeValue } from './black.ts';
import type { OptionGrid } from './option-layout.ts';

/** A static-arbitrage bound that a call price breaks. */
export type ArbitrageKind =
  | 'below-intrinsic'
  | 'above-spot'
  | 'rises-with-strike'
  | 'falls-too-fast'
  | 'not-convex'
  | 'variance-falls';

/** One broken bound at one cell of the grid. */
export interface ArbitrageProblem {
  readonly kind: ArbitrageKind;
  readonly strikeIndex: number;
  readonly maturityIndex: number;
  /** The price there and the bound that it breaks, in currency; total variances for `variance-falls`. */
  readonly value: number;
  readonly bound: number;
}

/**
 * Static-arbitrage checks of present-value call prices, strike-major on `grid` (strikes and
 * maturities increasing): bounds, slope in strike within [−e^(−rT), 0], convexity in strike, and
 * Black total variance rising in maturity at equal forward log-moneyness (Gatheral & Jacquier 2014,
 * lemma 2.1). `tolerance` is what a quote may be off by rounding, in currency.
 */
export function arbitrageProblems(
  prices: ArrayLike<number>,
  grid: OptionGrid,
  tolerance: number,
): ArbitrageProblem[] {
  const problems: ArbitrageProblem[] = [];
  const slices: VarianceSlice[] = [];
  for (let t = 0; t < grid.maturities.length; t++) {
    checkMaturity(prices, grid, t, tolerance, problems);
    slices.push(varianceSlice(prices, grid, t, tolerance));
  }
  checkCalendar(slices, problems);
  return problems;
}

function checkMaturity(
  prices: ArrayLike<number>,
  grid: OptionGrid,
  maturityIndex: number,
  tolerance: number,
  problems: ArbitrageProblem[],
): void {
  const T = grid.maturities[maturityIndex] as number;
  const discountedSpot = grid.spot * Math.exp(-grid.dividendYield * T);
  const discount = Math.exp(-grid.rate * T);
  const strike = (i: number) => grid.strikes[i] as number;
  const price = (i: number) => prices[i * grid.maturities.length + maturityIndex] as number;
  const report = (kind: ArbitrageKind, strikeIndex: number, bound: number) =>
    problems.push({ kind, strikeIndex, maturityIndex, value: price(strikeIndex), bound });

  for (let i = 0; i < grid.strikes.length; i++) {
    const intrinsic = Math.max(discountedSpot - strike(i) * discount, 0);
    if (price(i) < intrinsic - tolerance) report('below-intrinsic', i, intrinsic);
    if (price(i) > discountedSpot + tolerance) report('above-spot', i, discountedSpot);
    if (i === 0) continue;
    const fall = price(i - 1) - price(i);
    const steepest = (strike(i) - strike(i - 1)) * discount;
    if (fall < -2 * tolerance) report('rises-with-strike', i, price(i - 1));
    if (fall > steepest + 2 * tolerance) report('falls-too-fast', i, price(i - 1) - steepest);
    if (i + 1 === grid.strikes.length) continue;
    const weight = (strike(i + 1) - strike(i)) / (strike(i + 1) - strike(i - 1));
    const chord = weight * price(i - 1) + (1 - weight) * price(i + 1);
    if (price(i) > chord + 2 * tolerance) report('not-convex', i, chord);
  }
}

/** Total variance and its uncertainty from `tolerance`, against forward log-moneyness. */
interface VarianceSlice {
  readonly logMoneyness: number[];
  readonly variance: number[];
  readonly error: number[];
}

function varianceSlice(
  prices: ArrayLike<number>,
  grid: OptionGrid,
  maturityIndex: number,
  tolerance: number,
): VarianceSlice {
  const T = grid.maturities[maturityIndex] as number;
  const forward = grid.spot * Math.exp((grid.rate - grid.dividendYield) * T);
  const scale = Math.exp(grid.rate * T) / forward;
  const slice: VarianceSlice = { logMoneyness: [], variance: [], error: [] };
  for (let i = 0; i < grid.strikes.length; i++) {
    const k = Math.log((grid.strikes[i] as number) / forward);
    const price = prices[i * grid.maturities.length + maturityIndex] as number;
    const call = price * scale;
    const found = impliedVolatility(call, k, T);
    const deviation = found.ok ? found.volatility * Math.sqrt(T) : Number.NaN;
    // To first order; where the whole time value may be rounding, the variance is not known at all.
    const rounding = tolerance * scale;
    const known = timeValue(call, k) > 2 * rounding;
    slice.logMoneyness.push(k);
    slice.variance.push(deviation * deviation);
    slice.error.push(known ? (2 * deviation * rounding) / blackVega(k, deviation) : Infinity);
  }
  return slice;
}

function checkCalendar(slices: readonly VarianceSlice[], problems: ArbitrageProblem[]): void {
  for (let t = 1; t < slices.length; t++) {
    const before = slices[t - 1] as VarianceSlice;
    const slice = slices[t] as VarianceSlice;
    for (let i = 0; i < slice.variance.length; i++) {
      const earlier = interpolate(before, slice.logMoneyness[i] as number);
      const value = slice.variance[i] as number;
      const slack = earlier.error + (slice.error[i] as number);
      if (value < earlier.variance - slack - CALENDAR_SLACK * earlier.variance) {
        const bound = earlier.variance;
        problems.push({ kind: 'variance-falls', strikeIndex: i, maturityIndex: t, value, bound });
      }
    }
  }
}

/** Linear interpolation between strikes may overstate a convex smile's variance by this much. */
const CALENDAR_SLACK = 0.01;

/** Linear interpolation in k; NaN outside the slice's strikes. */
function interpolate(slice: VarianceSlice, k: number): { variance: number; error: number } {
  const ks = slice.logMoneyness;
  const right = ks.findIndex((value) => value >= k);
  if (right <= 0) return { variance: Number.NaN, error: Number.NaN };
  const w = (k - (ks[right - 1] as number)) / ((ks[right] as number) - (ks[right - 1] as number));
  const mix = (v: readonly number[]) =>
    (1 - w) * (v[right - 1] as number) + w * (v[right] as number);
  return { variance: mix(slice.variance), error: mix(slice.error) };
}
