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
  prices: readonly number[],
  context: { readonly spot: number; readonly rate: number },
): { value: number; notes: string[] } {
  const { spot, rate } = context;
  const lowest = strikes[0] ?? 0;
  const highest = strikes.at(-1) ?? 0;
  const shown = shortNumber(spot);
  const dearest = Math.max(...prices);
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
  prices: readonly number[],
  rate: number,
): { lower: number; upper: number } {
  const middle = Math.floor(strikes.length / 2);
  const price = (i: number) => prices[i * maturities.length] ?? 0;
  const strike = (i: number) => strikes[i] ?? 0;
  const slope = (price(0) - price(middle)) / (strike(middle) - strike(0));
  return {
    lower: Math.max(price(0) + strike(0) * slope, ...prices),
    upper: price(0) + strike(0) * Math.exp(-rate * (maturities[0] ?? 0)),
  };
}
