import type { Surface } from '../../../../calibration/quotes/surface.ts';
import { count } from '../words.ts';

type Grid = Pick<Surface, 'strikes' | 'maturities' | 'prices'>;

/** What is wrong with the length of the list that a request gives as `option_prices`. */
export function priceCountProblem(surface: Grid): string | undefined {
  const { strikes, maturities, prices } = surface;
  const size = strikes.length * maturities.length;
  if (prices.length === size) return undefined;
  return `option_prices has ${count(prices.length, 'price')} instead of ${size} (${shapeInWords(surface)}). Correct the list, or strikes and maturities.`;
}

/** "20 strikes × 10 maturities, strike by strike". */
export function shapeInWords({ strikes, maturities }: Grid): string {
  return `${strikes.length} strikes × ${maturities.length} maturities, strike by strike`;
}
