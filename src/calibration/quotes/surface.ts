import type { OptionType } from '../../levy/option-layout.ts';

/** The two sides of a quote, present values; 0 ≤ bid ≤ ask. */
export interface BidAsk {
  readonly bid: number;
  readonly ask: number;
}

/**
 * European option quotes as an analyst has them: at most one for each strike and maturity. What
 * lists a value for each cell is strike-major: index = maturities·strike + maturity.
 */
export interface Surface {
  /** Increasing, > 0, in the spot's currency. */
  readonly strikes: readonly number[];
  /** Increasing, > 0, in years. */
  readonly maturities: readonly number[];
  /** Present values; the mid of a bid and ask; undefined where nothing is quoted. */
  readonly prices: ReadonlyArray<number | undefined>;
  /** Cells whose option is a put; absent where all are calls. */
  readonly puts?: readonly boolean[];
  /** Bid and ask of the cells that have them; absent where none has. */
  readonly spreads?: ReadonlyArray<BidAsk | undefined>;
  readonly spot: number;
  /** Risk-free rate, continuously compounded, per year. */
  readonly rate: number;
  /** Dividend yield, continuously compounded, per year. */
  readonly dividendYield: number;
  /** Forward price at each maturity, where known; else spot, rate and yield tell it. */
  readonly forwards?: readonly number[];
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

/** Where a cell lies, and what its option is. */
export interface CellPlace {
  readonly strike: number;
  /** Years. */
  readonly maturity: number;
  readonly forward: number;
  /** Forward log-moneyness k = ln(K/F). */
  readonly logMoneyness: number;
  /** Present value of the forward, in currency: a price over it is undiscounted and over F. */
  readonly scale: number;
  readonly type: OptionType;
}

/** Forward price at a maturity of the surface, counted from 0. */
export function forwardPrice(surface: Surface, maturityIndex: number): number {
  const { spot, rate, dividendYield, maturities, forwards } = surface;
  const known = forwards?.[maturityIndex];
  if (known !== undefined) return known;
  return spot * Math.exp((rate - dividendYield) * (maturities[maturityIndex] ?? Number.NaN));
}

/** Place of a strike-major cell. */
export function cellPlace(surface: Surface, cell: number): CellPlace {
  const { strikes, maturities, rate, puts } = surface;
  const strike = strikes[Math.floor(cell / maturities.length)] ?? Number.NaN;
  const column = cell % maturities.length;
  const maturity = maturities[column] ?? Number.NaN;
  const forward = forwardPrice(surface, column);
  return {
    strike,
    maturity,
    forward,
    logMoneyness: Math.log(strike / forward),
    scale: forward * Math.exp(-rate * maturity),
    type: puts?.[cell] ? 'put' : 'call',
  };
}

/** The cells that are quoted, in order. */
export function quotedCells({ prices }: Surface): number[] {
  return prices.flatMap((price, cell) => (price === undefined ? [] : [cell]));
}

/** Whether this is what the REST contract's request can say: calls in every cell, no dividends. */
export function isContractSurface(surface: Surface): boolean {
  const { prices, puts, spreads, dividendYield, forwards } = surface;
  return (
    dividendYield === 0 &&
    !forwards &&
    !spreads &&
    !puts?.includes(true) &&
    !prices.includes(undefined)
  );
}
