import { blackVega, impliedVolatility, timeValue } from './black.ts';

/** A static-arbitrage bound that a call price breaks. */
export type ArbitrageKind =
  | 'below-intrinsic'
  | 'above-spot'
  | 'rises-with-strike'
  | 'falls-too-fast'
  | 'not-convex'
  | 'variance-falls';

/** Call prices at one maturity, by increasing strike; puts are brought here by put–call parity. */
export interface CallSlice {
  /** Years. */
  readonly maturity: number;
  readonly forward: number;
  /** Present value of 1 paid at maturity. */
  readonly discount: number;
  readonly strikes: readonly number[];
  /** Present values. */
  readonly calls: readonly number[];
  /** What each may be off by rounding or within its bid and ask, in currency. */
  readonly tolerances: readonly number[];
}

/** One broken bound at one quote. */
export interface ArbitrageProblem {
  readonly kind: ArbitrageKind;
  /** Slice and quote within it, counted from 0. */
  readonly slice: number;
  readonly quote: number;
  /** The call there and the bound that it breaks, in currency; total variances for `variance-falls`. */
  readonly value: number;
  readonly bound: number;
}

/**
 * Static-arbitrage checks of call prices: bounds, slope in strike within [−e^(−rT), 0], convexity in
 * strike, and Black total variance rising in maturity at equal forward log-moneyness (Gatheral &
 * Jacquier 2014, lemma 2.1). `slices` by increasing maturity.
 */
export function arbitrageProblems(slices: readonly CallSlice[]): ArbitrageProblem[] {
  const problems: ArbitrageProblem[] = [];
  for (const [t, slice] of slices.entries()) checkMaturity(slice, t, problems);
  checkCalendar(slices.map(varianceSlice), problems);
  return problems;
}

function checkMaturity(slice: CallSlice, index: number, problems: ArbitrageProblem[]): void {
  const { strikes, discount } = slice;
  const presentForward = slice.forward * discount;
  const strike = (i: number) => strikes[i] as number;
  const call = (i: number) => slice.calls[i] as number;
  const tolerance = (i: number) => slice.tolerances[i] as number;
  const report = (kind: ArbitrageKind, quote: number, bound: number) =>
    problems.push({ kind, slice: index, quote, value: call(quote), bound });

  for (let i = 0; i < strikes.length; i++) {
    const intrinsic = Math.max(presentForward - strike(i) * discount, 0);
    if (call(i) < intrinsic - tolerance(i)) report('below-intrinsic', i, intrinsic);
    if (call(i) > presentForward + tolerance(i)) report('above-spot', i, presentForward);
    if (i === 0) continue;
    const fall = call(i - 1) - call(i);
    const steepest = (strike(i) - strike(i - 1)) * discount;
    const slack = tolerance(i) + tolerance(i - 1);
    if (fall < -slack) report('rises-with-strike', i, call(i - 1));
    if (fall > steepest + slack) report('falls-too-fast', i, call(i - 1) - steepest);
    if (i + 1 === strikes.length) continue;
    const weight = (strike(i + 1) - strike(i)) / (strike(i + 1) - strike(i - 1));
    const chord = weight * call(i - 1) + (1 - weight) * call(i + 1);
    const chordSlack = weight * tolerance(i - 1) + (1 - weight) * tolerance(i + 1);
    if (call(i) > chord + tolerance(i) + chordSlack) report('not-convex', i, chord);
  }
}

/** Total variance and its uncertainty from the tolerance, against forward log-moneyness. */
interface VarianceSlice {
  readonly logMoneyness: number[];
  readonly variance: number[];
  readonly error: number[];
}

function varianceSlice(slice: CallSlice): VarianceSlice {
  const { maturity, forward, discount } = slice;
  const variances: VarianceSlice = { logMoneyness: [], variance: [], error: [] };
  for (const [i, strike] of slice.strikes.entries()) {
    const k = Math.log(strike / forward);
    const call = (slice.calls[i] as number) / (forward * discount);
    const found = impliedVolatility(call, k, maturity);
    const deviation = found.ok ? found.volatility * Math.sqrt(maturity) : Number.NaN;
    // To first order; where the whole time value may be rounding, the variance is not known at all.
    const rounding = (slice.tolerances[i] as number) / (forward * discount);
    const known = timeValue(call, k) > 2 * rounding;
    variances.logMoneyness.push(k);
    variances.variance.push(deviation * deviation);
    variances.error.push(known ? (2 * deviation * rounding) / blackVega(k, deviation) : Infinity);
  }
  return variances;
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
        problems.push({ kind: 'variance-falls', slice: t, quote: i, value, bound });
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
