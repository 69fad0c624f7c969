import type { Surface } from '../../calibration/quotes/surface.ts';
import { fullText } from './decimal-mark.ts';
import { fixed } from './numbers.ts';

/** How prices, strikes and maturities are written. */

/** Decimals of a price: a hundredth of a basis point of the spot, so four at a spot of 100. */
export function priceDecimals(spot: number): number {
  return Math.min(Math.max(6 - Math.ceil(Math.log10(spot)), 0), 8);
}

/** Decimals of the quotes as they were given: all they have, {@link priceDecimals} at most. */
export function gridDecimals({ prices, spot }: Surface): number {
  return quoteDecimals(
    prices.filter((price) => price !== undefined),
    spot,
  );
}

/** {@link gridDecimals} of prices other than the surface's own, such as a bid and an ask. */
export function quoteDecimals(prices: readonly number[], spot: number): number {
  const most = priceDecimals(spot);
  return decimalsFor(prices, Math.min(2, most), most);
}

/** The fewest decimals, of `least` to `most`, that show every value as it is. */
export function decimalsFor(values: readonly number[], least: number, most: number): number {
  for (let decimals = least; decimals < most; decimals++) {
    if (values.every((value) => Math.abs(Number(value.toFixed(decimals)) - value) < 1e-9)) {
      return decimals;
    }
  }
  return most;
}

/**
 * Decimals of strikes or maturities: none of whole numbers, else two at least, and two digits of
 * the least step.
 */
export function axisDecimals(values: readonly number[]): number {
  if (values.every(Number.isInteger)) return 0;
  const steps = values.slice(1).map((value, i) => Math.abs(value - (values[i] ?? value)));
  return Math.min(Math.max(1 - Math.floor(Math.log10(Math.min(...steps))), 2), 6);
}

/** Short labels that tell strikes or maturities apart. */
export function distinctLabels(values: readonly number[]): string[] {
  const decimals = axisDecimals(values);
  const labels = values.map((value) => fixed(value, decimals));
  return new Set(labels).size === labels.length ? labels : values.map(fullText);
}

/** A forward price, to a cent or to the strikes' own decimals. */
export function forwardText(forward: number, strikes: readonly number[]): string {
  return fixed(forward, Math.max(axisDecimals(strikes), 2));
}

/** How many quotes break static arbitrage, as the start of a sentence. */
export function brokenText(broken: number, quotes: number): string {
  return `${broken} of ${quotes} quotes ${broken === 1 ? 'breaks' : 'break'} static arbitrage`;
}
