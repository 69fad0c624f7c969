import { shortNumber } from './words.ts';

/** Quotes are noisy, and dividends move the bounds a little. */
const TOLERANCE = 1.05;

/**
 * The spot of an imported table. The analyst's own is kept unless strikes from the table lie beside
 * it and the prices contradict it; then the middle of the strikes is taken and said to be.
 */
export function spotFor(
  strikesGiven: boolean,
  strikes: readonly number[],
  maturities: readonly number[],
  prices: ReadonlyArray<number | undefined>,
  context: { readonly spot: number; readonly rate: number },
): { value: number; notes: string[] } {
  const { spot, rate } = context;
  const lowest = strikes[0] ?? 0;
  const highest = strikes.at(-1) ?? 0;
  const shown = shortNumber(spot);
  const dearest = Math.max(0, ...prices.filter((price) => price !== undefined));
  if (!strikesGiven) {
    const note = `The prices go up to ${shortNumber(dearest)}, but no call is worth more than the spot of ${shown}. Set the spot of this surface, then import it again.`;
    return { value: spot, notes: dearest > spot ? [note] : [] };
  }
  if (spot >= lowest && spot <= highest) return { value: spot, notes: [] };
  const bounds = spotBounds(strikes, maturities, prices, rate);
  if (spot * TOLERANCE >= bounds.lower && spot <= bounds.upper * TOLERANCE) {
    const range = `${shortNumber(lowest)}…${shortNumber(highest)}`;
    return { value: spot, notes: [`The spot of ${shown} lies outside the strikes ${range}.`] };
  }
  const middle = Number(((lowest + highest) / 2).toPrecision(12));
  const note = `Spot set to ${middle}, the middle of the strikes: the strikes lie far from the spot of ${shown}. Change it if it is wrong.`;
  return { value: middle, notes: [note] };
}

/**
 * Bounds on the spot from calls of the shortest maturity, C(0) = S: convexity in strike puts the
 * spot above the chord through two strikes, and the slope of at least −e^(−rT) below a line.
 */
function spotBounds(
  strikes: readonly number[],
  maturities: readonly number[],
  prices: ReadonlyArray<number | undefined>,
  rate: number,
): { lower: number; upper: number } {
  const width = maturities.length;
  const column = maturities.findIndex((_, j) =>
    strikes.some((_, i) => prices[i * width + j] !== undefined),
  );
  const quotes = strikes.flatMap((strike, i) => {
    const price = prices[i * width + column];
    return price === undefined ? [] : [{ strike, price }];
  });
  const first = quotes[0] ?? { strike: 0, price: 0 };
  const middle = quotes[quotes.length >> 1] ?? first;
  const slope = (first.price - middle.price) / (middle.strike - first.strike);
  const dearest = Math.max(0, ...prices.filter((price) => price !== undefined));
  return {
    lower: Math.max(first.price + first.strike * (slope || 0), dearest),
    upper: first.price + first.strike * Math.exp(-rate * (maturities[column] ?? 0)),
  };
}
