import { isContractSurface, quotedCells, type Surface } from '../calibration/quotes/surface.ts';
import type { RefineSettings } from '../calibration/refine/refinement.ts';
import { contractGrid } from '../levy/contract-grid.ts';

/**
 * The request that means this surface and model: the contract's wherever it can say it. What it
 * cannot say needs `refine`.
 */
export function surfaceToRequest(surface: Surface, model: string, refine?: RefineSettings) {
  const { strikes, maturities, prices, forwards } = surface;
  const market = {
    model_name: model,
    spot_price: surface.spot,
    risk_free_rate: surface.rate,
    ...(refine && { refine: true, ...refine }),
  };
  if (isContractSurface(surface)) return { option_prices: prices, strikes, maturities, ...market };
  const quotes = quotedCells(surface).map((cell) => ({
    strike: strikes[Math.floor(cell / maturities.length)],
    maturity: maturities[cell % maturities.length],
    option_type: surface.puts?.[cell] ? 'put' : 'call',
    ...(surface.spreads?.[cell] ?? { price: prices[cell] }),
  }));
  return {
    quotes,
    ...market,
    dividend_yield: surface.dividendYield,
    ...(forwards && {
      forwards: maturities.map((maturity, t) => ({ maturity, forward: forwards[t] })),
    }),
  };
}

/** Whether a surface is one that the contract answers without a refinement. */
export function fitsContract(surface: Surface): boolean {
  const { strikes, maturities } = contractGrid;
  return (
    isContractSurface(surface) &&
    surface.strikes.length === strikes.length &&
    surface.maturities.length === maturities.length
  );
}
