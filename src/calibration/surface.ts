import type { OptionGrid } from '../levy/option-layout.ts';

/** Call prices on a grid, as an analyst has them. */
export interface Surface {
  /** Increasing, > 0, in the spot's currency. */
  readonly strikes: readonly number[];
  /** Increasing, > 0, in years. */
  readonly maturities: readonly number[];
  /** Present values of European calls, strike-major: index = maturities·strike + maturity. */
  readonly prices: readonly number[];
  readonly spot: number;
  /** Risk-free rate, continuously compounded, per year. */
  readonly rate: number;
}

/** What is wrong with an input, where, and what to do about it. */
export interface Problem {
  /** One sentence in the analyst's words that names row, column or cell. */
  readonly message: string;
  /** Cell of the surface concerned, counted from 0, where there is one. */
  readonly cell?: { readonly strike: number; readonly maturity: number };
}

/** A value that crossed a boundary, parsed, or all that is wrong with it. */
export type Result<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** The surface's options as the pricer takes them; the contract knows no dividends. */
export function optionGrid({ strikes, maturities, spot, rate }: Surface): OptionGrid {
  return { strikes, maturities, spot, rate, dividendYield: 0 };
}

/**
 * Undiscounted calls over the forward, c/F: without dividends the discounted forward is the spot.
 */
export function callsOverForward({ prices, spot }: Surface): Float64Array {
  return Float64Array.from(prices, (price) => price / spot);
}

/** Forward log-moneyness k = ln(K/F) and maturity in years of a strike-major cell. */
export function cellPlace(surface: Surface, cell: number) {
  const { strikes, maturities, spot, rate } = surface;
  const strike = strikes[Math.floor(cell / maturities.length)] ?? Number.NaN;
  const maturity = maturities[cell % maturities.length] ?? Number.NaN;
  return { logMoneyness: Math.log(strike / spot) - rate * maturity, maturity };
}
