import type { Surface } from '../quotes/surface.ts';

/** The least surface, for tests of what carries it. */
export const oneQuote: Surface = {
  strikes: [100],
  maturities: [1],
  prices: [10],
  spot: 100,
  rate: 0.05,
  dividendYield: 0,
};
