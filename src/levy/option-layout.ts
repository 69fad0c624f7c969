export type OptionType = 'call' | 'put';

/** Spot in currency; rate and dividend yield continuously compounded, per year. */
export interface Market {
  readonly spot: number;
  readonly rate: number;
  readonly dividendYield: number;
}

/** Every strike (currency) at every maturity (years). */
export interface OptionGrid extends Market {
  readonly strikes: ArrayLike<number>;
  readonly maturities: ArrayLike<number>;
}

/** Options of one maturity. */
export interface OptionSlice {
  /** Years. */
  readonly maturity: number;
  /** ln(F/S). */
  readonly logForward: number;
  /** Which of the layout's strikes it has, and where in the output each goes. */
  readonly strikes: Int32Array;
  readonly cells: Int32Array;
}

/** European options whose strikes may recur at several maturities. */
export interface OptionLayout {
  /** ln(K/S) of the distinct strikes. */
  readonly logStrikes: Float64Array;
  readonly slices: readonly OptionSlice[];
}

/** Every strike at every maturity, cells strike-major. */
export function gridLayout({
  strikes,
  maturities,
  spot,
  rate,
  dividendYield,
}: OptionGrid): OptionLayout {
  const all = Int32Array.from(strikes, (_, i) => i);
  return {
    logStrikes: Float64Array.from(strikes, (K) => Math.log(K / spot)),
    slices: Array.from(maturities, (maturity, t) => ({
      maturity,
      logForward: (rate - dividendYield) * maturity,
      strikes: all,
      cells: all.map((i) => i * maturities.length + t),
    })),
  };
}
