import { erfcx, normalCdf, normalDensity } from './normal.ts';

/** Why a price has no implied volatility. */
export type NoVolatility = 'not-finite' | 'below-intrinsic' | 'no-time-value' | 'above-maximum';

export type ImpliedVolatility =
  | { readonly ok: true; readonly volatility: number }
  | { readonly ok: false; readonly reason: NoVolatility };

/**
 * Black's (1976) undiscounted call over the forward, c/F.
 * @param logMoneyness k = ln(K/F)
 * @param deviation σ√T
 */
export function blackCall(logMoneyness: number, deviation: number): number {
  const k = logMoneyness;
  const otm = Math.exp(k / 2) * normalisedOtm(-Math.abs(k), deviation);
  return k >= 0 ? otm : otm - Math.expm1(k);
}

/** ∂(c/F)/∂(σ√T) of {@link blackCall}. */
export function blackVega(logMoneyness: number, deviation: number): number {
  if (!(deviation > 0)) return 0;
  return normalDensity(-logMoneyness / deviation + deviation / 2);
}

/**
 * Price of the out-of-the-money option over the forward, call or put, from an undiscounted call over
 * the forward, by put–call parity. Rounding of the call may leave a slightly negative one.
 * @param logMoneyness k = ln(K/F)
 */
export function timeValue(callOverForward: number, logMoneyness: number): number {
  return logMoneyness >= 0 ? callOverForward : callOverForward + Math.expm1(logMoneyness);
}

/**
 * Black implied volatility of an undiscounted call over the forward.
 *
 * Solved on the out-of-the-money price, since an in-the-money price carries its time value only to
 * the rounding of the intrinsic value: by Halley steps, from the inflection point √(2|k|) (Manaster
 * & Koehler 1982), on the price above it and on the logarithm of the price below it, where the
 * price itself is flat; a step that leaves the bracket is replaced by halving.
 * @param callOverForward c/F
 * @param logMoneyness k = ln(K/F)
 * @param maturity years
 */
export function impliedVolatility(
  callOverForward: number,
  logMoneyness: number,
  maturity: number,
): ImpliedVolatility {
  const k = logMoneyness;
  if (!Number.isFinite(callOverForward + k + maturity) || !(maturity > 0)) {
    return { ok: false, reason: 'not-finite' };
  }
  const x = -Math.abs(k);
  const target = timeValue(callOverForward, k) * Math.exp(-k / 2);
  if (target < 0) return { ok: false, reason: 'below-intrinsic' };
  if (target < Number.MIN_VALUE / Number.EPSILON) return { ok: false, reason: 'no-time-value' };
  if (target >= Math.exp(x / 2)) return { ok: false, reason: 'above-maximum' };
  return { ok: true, volatility: solveDeviation(target, x) / Math.sqrt(maturity) };
}

function solveDeviation(target: number, x: number): number {
  let low = 0;
  let high = Number.POSITIVE_INFINITY;
  // At the money there is no inflection; the price is s/√(2π) to first order.
  let s = Math.max(Math.sqrt(-2 * x), Math.min(target * 2.5066282746310002, 2));
  const useLog = target < normalisedOtm(x, s);
  for (let iteration = 0; iteration < 200; iteration++) {
    const price = normalisedOtm(x, s);
    if (price < target) low = s;
    else high = s;
    const slope = normalDensity(x / s) * Math.exp((-s * s) / 8);
    // Halley's step from Newton's; the price's second derivative is its slope times this.
    const bend = (x * x) / (s * s * s) - s / 4;
    const newton = useLog ? (-Math.log(price / target) * price) / slope : (target - price) / slope;
    const curvature = useLog ? bend - slope / price : bend;
    const halley = s + newton / Math.max(1 + 0.5 * newton * curvature, 0.5);
    // Convergence is cubic: what is left after so short a step is far under rounding.
    if (Math.abs(halley - s) <= 1e-6 * s) return halley;
    const inside = halley > low && halley < high;
    const next = inside ? halley : high === Number.POSITIVE_INFINITY ? 2 * s : (low + high) / 2;
    s = next;
  }
  return s;
}

/** Black's out-of-the-money price over √(FK), at x = −|k|; Jäckel (2015), eq. 2.1. */
function normalisedOtm(x: number, s: number): number {
  if (!(s > 0)) return 0;
  const h = x / s;
  const t = s / 2;
  if (h + t > 0) return Math.exp(x / 2) * normalCdf(h + t) - Math.exp(-x / 2) * normalCdf(h - t);
  const tails = erfcx(-(h + t) * Math.SQRT1_2) - erfcx(-(h - t) * Math.SQRT1_2);
  return 0.5 * Math.exp(-0.5 * (h * h + t * t)) * tails;
}
