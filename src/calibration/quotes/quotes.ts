import type { OptionType } from '../../levy/option-layout.ts';
import { parityForwards } from './parity.ts';
import type { BidAsk, Surface } from './surface.ts';

/** One European option as a list of quotes has it: present values in the spot's currency. */
export interface Quote {
  readonly strike: number;
  /** Years. */
  readonly maturity: number;
  readonly type: OptionType;
  /** Taken where bid and ask are missing; else the quote is worth their mid. */
  readonly price?: number;
  readonly bid?: number;
  readonly ask?: number;
}

/** What the quotes are written on. */
export interface QuoteMarket {
  readonly spot: number;
  readonly rate: number;
  /** Where neither this nor `forwards` is known, forwards come from put–call parity, else it is 0. */
  readonly dividendYield?: number;
  readonly forwards?: ReadonlyArray<{ readonly maturity: number; readonly forward: number }>;
}

/** What is wrong with one quote: completes a sentence that names it. */
export interface QuoteFault {
  /** Counted from 0; undefined where it is the list as a whole. */
  readonly quote?: number;
  readonly message: string;
}

export interface QuotedSurface {
  readonly surface: Surface;
  /** Cell of the surface of each quote; undefined for a twin in the money, which is not fitted. */
  readonly cells: ReadonlyArray<number | undefined>;
  /** One sentence for each inference, for the analyst to check. */
  readonly notes: readonly string[];
}

/** Strikes × maturities beyond which a list is no surface; a whole index chain has a fifth of it. */
const MOST_CELLS = 100_000;
const MOST_MATURITIES = 1000;

/**
 * The surface that a list of quotes describes, any strikes at each maturity. Where a call and a put
 * share strike and maturity, both tell the forward, and the one out of the money is fitted.
 * @param nameOf How messages name another quote of the list, counted from 0.
 */
export function surfaceFromQuotes(
  quotes: readonly Quote[],
  market: QuoteMarket,
  nameOf = (quote: number) => `quote ${quote + 1}`,
):
  | { readonly ok: true; readonly value: QuotedSurface }
  | { readonly ok: false; readonly faults: readonly QuoteFault[] } {
  const faults = quoteFaults(quotes, nameOf);
  if (faults.length > 0) return { ok: false, faults };
  const strikes = distinct(quotes.map(({ strike }) => strike));
  const maturities = distinct(quotes.map(({ maturity }) => maturity));
  if (strikes.length * maturities.length > MOST_CELLS || maturities.length > MOST_MATURITIES) {
    const message = `${strikes.length} strikes × ${maturities.length} maturities are too many for one surface. Give fewer.`;
    return { ok: false, faults: [{ message }] };
  }
  const found = parityForwards(quotes, maturities, market);
  if (!found.ok) return { ok: false, faults: [{ message: found.message }] };
  const { forwards, dividendYield, notes } = found;

  const rowOf = new Map(strikes.map((strike, row) => [strike, row]));
  const columnOf = new Map(maturities.map((maturity, column) => [maturity, column]));
  const size = strikes.length * maturities.length;
  const fitted = new Map<number, number>();
  const cells = quotes.map(({ strike, maturity }) => {
    return (rowOf.get(strike) ?? 0) * maturities.length + (columnOf.get(maturity) ?? 0);
  });
  for (const [i, cell] of cells.entries()) {
    const twin = fitted.get(cell);
    const { strike, maturity, type } = quotes[i] as Quote;
    const forward =
      forwards?.[columnOf.get(maturity) ?? 0] ??
      market.spot * Math.exp((market.rate - dividendYield) * maturity);
    if (twin === undefined || type === (strike >= forward ? 'call' : 'put')) fitted.set(cell, i);
  }
  const prices = new Array<number | undefined>(size).fill(undefined);
  const puts = new Array<boolean>(size).fill(false);
  const spreads = new Array<BidAsk | undefined>(size).fill(undefined);
  for (const [cell, i] of fitted) {
    const quote = quotes[i] as Quote;
    const { bid, ask } = quote;
    prices[cell] = quotePrice(quote);
    puts[cell] = quote.type === 'put';
    if (bid !== undefined && ask !== undefined) spreads[cell] = { bid, ask };
  }
  const twins = quotes.length - fitted.size;
  const surface: Surface = {
    strikes,
    maturities,
    prices,
    ...(puts.includes(true) && { puts }),
    ...(spreads.some((sides) => sides !== undefined) && { spreads }),
    spot: market.spot,
    rate: market.rate,
    dividendYield,
    ...(forwards && { forwards }),
  };
  const twinNote =
    twins === 0
      ? []
      : [
          `${twins} ${twins === 1 ? 'strike has' : 'strikes have'} both a call and a put: the one out of the money is fitted.`,
        ];
  return {
    ok: true,
    value: {
      surface,
      cells: cells.map((cell, i) => (fitted.get(cell) === i ? cell : undefined)),
      notes: [...notes, ...twinNote],
    },
  };
}

/** The mid of bid and ask, or the one price; NaN where the quote has neither. */
export function quotePrice({ price, bid, ask }: Quote): number {
  return bid !== undefined && ask !== undefined ? (bid + ask) / 2 : (price ?? Number.NaN);
}

function quoteFaults(quotes: readonly Quote[], nameOf: (quote: number) => string): QuoteFault[] {
  if (quotes.length === 0) return [{ message: 'There are no quotes.' }];
  const seen = new Map<string, number>();
  return quotes.flatMap((quote, i): QuoteFault[] => {
    const message = quoteFault(quote);
    if (message !== undefined) return [{ quote: i, message }];
    const key = `${quote.type} ${quote.strike} ${quote.maturity}`;
    const first = seen.get(key);
    if (first === undefined) {
      seen.set(key, i);
      return [];
    }
    return [
      { quote: i, message: `is the same ${quote.type} as ${nameOf(first)}. Remove one of them.` },
    ];
  });
}

function quoteFault({ strike, maturity, price, bid, ask }: Quote): string | undefined {
  if (!(strike > 0 && Number.isFinite(strike))) {
    return `has the strike ${strike}, which must be above 0 and finite.`;
  }
  if (!(maturity > 0 && Number.isFinite(maturity))) {
    return `has the maturity ${maturity}, which must be above 0 years and finite.`;
  }
  if ((bid === undefined) !== (ask === undefined)) {
    const [has, lacks] = bid === undefined ? ['an ask', 'bid'] : ['a bid', 'ask'];
    if (price === undefined) return `has ${has} and no ${lacks}. Give both, or one price.`;
  }
  if (bid !== undefined && ask !== undefined) {
    if (!(bid >= 0)) return `has a bid of ${bid}, which must not be negative.`;
    if (!Number.isFinite(ask)) return `has an ask of ${ask}, which must be finite.`;
    return bid > ask ? `has a bid of ${bid} above its ask of ${ask}.` : undefined;
  }
  if (price === undefined) return 'has no price. Give a price, or a bid and an ask.';
  return price >= 0 && Number.isFinite(price)
    ? undefined
    : `has the price ${price}, which must be 0 or more and finite.`;
}

function distinct(values: readonly number[]): number[] {
  return [...new Set(values)].sort((a, b) => a - b);
}
