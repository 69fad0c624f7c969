import { contractGrid } from '../levy/contract-grid.ts';

/*
 * Where a network looks at a surface: at fixed forward log-moneyness and maturity, so that spot,
 * rate and dividend yield do not matter to it. The nodes are those of the contract's own grid,
 * hence a surface on that grid is read without interpolation.
 */

const MATURITY_COUNT = contractGrid.maturities.length;
export const CELL_COUNT = contractGrid.strikes.length * MATURITY_COUNT;

/** Maturity in years of a cell, index = 10·strike + maturity. */
export function networkMaturity(cell: number): number {
  return contractGrid.maturities[cell % MATURITY_COUNT] ?? Number.NaN;
}

/** Forward log-moneyness k = ln(K/F) of each of the 200 cells. */
export const networkLogMoneyness: Float64Array = Float64Array.from(
  { length: CELL_COUNT },
  (_, cell) => {
    const strike = contractGrid.strikes[Math.floor(cell / MATURITY_COUNT)] ?? Number.NaN;
    return Math.log(strike / contractGrid.spot) - contractGrid.rate * networkMaturity(cell);
  },
);

/** What a call of each cell is worth over the forward beyond its time value: 1 − K/F in the money. */
export const networkIntrinsic: Float64Array = networkLogMoneyness.map((k) =>
  Math.max(-Math.expm1(k), 0),
);
