import type { Surface } from './surface.ts';

/** Six call prices about the money, for tests of what is done with a surface. */
export const sixCalls: Surface = {
  strikes: [90, 100, 110],
  maturities: [0.5, 1],
  prices: [13.1, 16.2, 6.9, 10.4, 3, 6.1],
  spot: 100,
  rate: 0.05,
  dividendYield: 0,
};
