import {
  type CellVolatility,
  type Fit,
  forwardPrice,
  marketVolatilities,
} from '../../../calibration/fit.ts';
import type { Surface } from '../../../calibration/surface.ts';

/** What the plots show: volatility in % and residuals in bp, or both in the spot's currency. */
export type Quantity = 'volatility' | 'price';

/** A cell of the surface, counted from 0. */
export interface CellIndex {
  readonly strike: number;
  readonly maturity: number;
}

/** All that is known of one cell; what comes from the model is undefined before a fit. */
export interface CellView {
  readonly index: CellIndex;
  readonly strike: number;
  readonly maturity: number;
  /** ln(K/F). */
  readonly logMoneyness: number;
  readonly market: { readonly price: number; readonly volatility: CellVolatility };
  readonly model?: { readonly price: number; readonly volatility: CellVolatility };
  /** Model − market: in currency, and in bp where both volatilities are precise. */
  readonly priceResidual?: number;
  readonly volatilityResidual?: number;
}

/** Every cell of the surface, strike-major. */
export function cellViews(surface: Surface, fit: Fit | undefined): CellView[] {
  const market = fit?.marketVolatilities ?? marketVolatilities(surface);
  return surface.prices.map((price, i) => {
    const index = {
      strike: Math.floor(i / surface.maturities.length),
      maturity: i % surface.maturities.length,
    };
    const strike = surface.strikes[index.strike] ?? Number.NaN;
    const maturity = surface.maturities[index.maturity] ?? Number.NaN;
    const modelPrice = fit?.modelPrices[i];
    const volatilityResidual = fit?.volatilityResiduals[i];
    return {
      index,
      strike,
      maturity,
      logMoneyness: Math.log(strike / forwardPrice(surface, maturity)),
      market: { price, volatility: market[i] ?? UNKNOWN },
      ...(modelPrice !== undefined && {
        model: { price: modelPrice, volatility: fit?.modelVolatilities[i] ?? UNKNOWN },
        priceResidual: modelPrice - price,
      }),
      ...(volatilityResidual !== undefined && { volatilityResidual }),
    };
  });
}

/** The market's or the model's value of a cell: volatility in %, or price. */
export function levelOf(
  cell: CellView,
  side: 'market' | 'model',
  quantity: Quantity,
): number | undefined {
  const half = cell[side];
  if (quantity === 'price') return half?.price;
  return half?.volatility.ok ? 100 * half.volatility.volatility : undefined;
}

/** The residual of a cell: bp of volatility, or currency. */
export function residualOf(cell: CellView, quantity: Quantity): number | undefined {
  return quantity === 'price' ? cell.priceResidual : cell.volatilityResidual;
}

/** Levels closer than this are one: a volatility point, or a hundredth of the spot. */
export function leastLevel(quantity: Quantity, spot: number): number {
  return quantity === 'price' ? spot / 100 : 1;
}

/** Residuals under this are nothing: a basis point, or a millionth of the spot. */
export function leastResidual(quantity: Quantity, spot: number): number {
  return quantity === 'price' ? spot * 1e-6 : 1;
}

/** The cell nearest to the forward, of a slice at one maturity. */
export function atTheMoney(slice: readonly CellView[]): CellView | undefined {
  return slice.reduce<CellView | undefined>(
    (best, cell) =>
      best && Math.abs(best.logMoneyness) <= Math.abs(cell.logMoneyness) ? best : cell,
    undefined,
  );
}

const UNKNOWN: CellVolatility = { ok: false, reason: 'not-finite' };
