import type { Surface } from '../../../calibration/quotes/surface.ts';

/** How numbers are written on the grid and beside it. */

/** Decimals that the grid shows of its prices: all they have, but seven digits of the spot at most. */
export function gridDecimals({ prices, spot }: Surface): number {
  return quoteDecimals(
    prices.filter((price) => price !== undefined),
    spot,
  );
}

/** {@link gridDecimals} of prices other than the surface's own, such as a bid and an ask. */
export function quoteDecimals(prices: readonly number[], spot: number): number {
  const most = Math.max(6 - Math.max(Math.ceil(Math.log10(spot)), 1), 0);
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

/** Fixed decimals with a real minus sign, and none before a zero. */
export function fixed(value: number, decimals: number): string {
  const text = Math.abs(value).toFixed(decimals);
  return value < 0 && Number(text) !== 0 ? `−${text}` : text;
}

/** {@link fixed} with a sign before every number but zero. */
export function signed(value: number, decimals: number): string {
  const text = fixed(value, decimals);
  return value > 0 && Number(text) !== 0 ? `+${text}` : text;
}
