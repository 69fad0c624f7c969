import { normalDensity } from './normal.ts';
import type { OptionType } from './option-layout.ts';
import { callDeviation, otmCall } from './otm-call.ts';

/**
 * Why a price has no implied volatility. `not-finite`: an input is no number, or the maturity is not
 * positive. `no-time-value`: the option out of the money costs less than 1e-300 of the forward.
 */
export type NoVolatility = 'not-finite' | 'below-intrinsic' | 'no-time-value' | 'above-maximum';

export type ImpliedVolatility =
  | { readonly ok: true; readonly volatility: number }
  | { readonly ok: false; readonly reason: NoVolatility };

/**
 * Black's (1976) undiscounted option over the forward. Out of the money the relative error is a few
 * roundings, times d₁² in the tail; in the money the intrinsic value is added.
 * @param logMoneyness k = ln(K/F)
 * @param deviation σ√T
 */
export function blackPrice(
  logMoneyness: number,
  deviation: number,
  type: OptionType = 'call',
): number {
  const k = logMoneyness;
  // A put is the call struck as far on the other side, in units of the strike.
  const otm = k >= 0 ? otmCall(k, deviation) : Math.exp(k) * otmCall(-k, deviation);
  if (isOutOfTheMoney(k, type)) return otm;
  return otm + Math.abs(Math.expm1(k));
}

/** ∂/∂(σ√T) of {@link blackPrice}, the same for a call and a put. */
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
 * Black implied volatility of an undiscounted option over the forward.
 *
 * An option out of the money is taken as it stands, and gives back its volatility to a few units of
 * the last place. One in the money is brought there by put–call parity: it carries its time value,
 * and so its volatility, only to the rounding of its intrinsic value.
 * @param logMoneyness k = ln(K/F)
 * @param maturity years
 */
export function impliedVolatility(
  price: number,
  logMoneyness: number,
  maturity: number,
  type: OptionType = 'call',
): ImpliedVolatility {
  const k = logMoneyness;
  if (![price, k, maturity].every(Number.isFinite) || !(maturity > 0)) {
    return { ok: false, reason: 'not-finite' };
  }
  const otm = isOutOfTheMoney(k, type) ? price : price - Math.abs(Math.expm1(k));
  if (otm < 0) return { ok: false, reason: 'below-intrinsic' };
  if (otm < LEAST_PRICE) return { ok: false, reason: 'no-time-value' };
  // A quotient of a smaller by a larger number stays under 1, where a product might not.
  const call = k >= 0 ? otm : otm / Math.exp(k);
  if (call >= 1) return { ok: false, reason: 'above-maximum' };
  return { ok: true, volatility: callDeviation(call, Math.abs(k)) / Math.sqrt(maturity) };
}

/** Under it doubles begin to lose their last digits, and the normal density with them. */
const LEAST_PRICE = 1e-300;

function isOutOfTheMoney(k: number, type: OptionType): boolean {
  return k >= 0 === (type === 'call');
}
