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
