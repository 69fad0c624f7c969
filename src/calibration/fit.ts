import { blackVega, impliedVolatility, type NoVolatility } from '../levy/black.ts';
import { linspace } from '../levy/contract-grid.ts';
import type { LevyModel } from '../levy/model.ts';
import { surfacePricer } from '../levy/pricer.ts';
import { cellPlace, optionGrid, type Surface } from './surface.ts';

/** Black implied volatility of a cell, per √year, or why it has none that means anything. */
export type CellVolatility =
  | { readonly ok: true; readonly volatility: number }
  | { readonly ok: false; readonly reason: NoVolatility | 'imprecise' };

/** Size of the residuals of the cells that have one. */
export interface ErrorSummary {
  readonly count: number;
  readonly rmse: number;
  /** The residual of largest magnitude, signed, and its cell. */
  readonly largest: number;
  readonly strike: number;
  readonly maturity: number;
}

/**
 * A model held against a surface. Arrays are strike-major like the surface's prices. Residuals are
 * model − market throughout: positive where the model is dearer than the quote.
 */
export interface Fit {
  readonly surface: Surface;
  readonly model: LevyModel;
  readonly parameters: readonly number[];
  /** Present values of calls, in the spot's currency. */
  readonly modelPrices: readonly number[];
  readonly marketVolatilities: readonly CellVolatility[];
  readonly modelVolatilities: readonly CellVolatility[];
  /** In the spot's currency. */
  readonly priceResiduals: readonly number[];
  /** In basis points of volatility; undefined where quote or model has no precise volatility. */
  readonly volatilityResiduals: ReadonlyArray<number | undefined>;
  /** In the spot's currency; like the next, undefined if no cell has such a residual. */
  readonly priceError: ErrorSummary | undefined;
  /** In basis points of volatility. */
  readonly volatilityError: ErrorSummary | undefined;
}

/** A price known to ± `error` of the forward has a volatility if that moves it by less than `limit`. */
interface Precision {
  readonly error: number;
  readonly limit: number;
}

/**
 * Half a cent on a spot of 100 against 50 bp: the usual rounding of quotes. Deep in the money and
 * short-dated, the vega is so small that the rounding alone makes any volatility.
 */
const QUOTE: Precision = { error: 5e-5, limit: 50e-4 };

/** The pricer's error against 1 bp. */
const PRICER: Precision = { error: 1e-12, limit: 1e-4 };

/**
 * Prices the surface's grid under `model` and compares, in price and in Black volatility. No
 * dividends. A volatility residual exists where both the quote's and the model's vega are large
 * enough: the quote's alone would keep noisy quotes that err upwards and drop those that err down.
 * @throws RangeError if `parameters` lie outside the model's domain.
 */
export function fitSurface(surface: Surface, model: LevyModel, parameters: ArrayLike<number>): Fit {
  const { maturities, prices } = surface;
  const modelPrices = modelCalls(surface, model, parameters);
  const marketVolatilities = volatilities(surface, prices, QUOTE);
  const modelVolatilities = volatilities(surface, modelPrices, PRICER);
  const priceResiduals = modelPrices.map((price, cell) => price - (prices[cell] ?? Number.NaN));
  const volatilityResiduals = modelVolatilities.map((fitted, cell) => {
    const quoted = marketVolatilities[cell];
    if (!fitted.ok || !quoted?.ok) return undefined;
    const precise = isPrecise(surface, cell, fitted.volatility, QUOTE);
    return precise ? 1e4 * (fitted.volatility - quoted.volatility) : undefined;
  });
  return {
    surface,
    model,
    parameters: Array.from(parameters),
    modelPrices,
    marketVolatilities,
    modelVolatilities,
    priceResiduals,
    volatilityResiduals,
    priceError: errorSummary(priceResiduals, maturities.length),
    volatilityError: errorSummary(volatilityResiduals, maturities.length),
  };
}

/** Black volatilities of the surface's quotes, strike-major. */
export function marketVolatilities(surface: Surface): CellVolatility[] {
  return volatilities(surface, surface.prices, QUOTE);
}

/** A point of the model's curve at one maturity; no volatility where the price has no time value. */
export interface CurvePoint {
  readonly strike: number;
  readonly price: number;
  readonly volatility: number | undefined;
}

/**
 * The model at one maturity of the surface and `count` strikes evenly spaced over the surface's.
 * @throws RangeError if `parameters` lie outside the model's domain.
 */
export function modelCurve(
  surface: Surface,
  model: LevyModel,
  parameters: ArrayLike<number>,
  maturityIndex: number,
  count: number,
): CurvePoint[] {
  const strikes = linspace(
    surface.strikes[0] ?? Number.NaN,
    surface.strikes.at(-1) ?? Number.NaN,
    count,
  );
  const maturities = surface.maturities.slice(maturityIndex, maturityIndex + 1);
  const slice = { ...surface, strikes, maturities };
  const prices = modelCalls(slice, model, parameters);
  const found = volatilities(slice, prices, PRICER);
  return strikes.map((strike, i) => {
    const cell = found[i];
    const volatility = cell?.ok ? cell.volatility : undefined;
    return { strike, price: prices[i] ?? Number.NaN, volatility };
  });
}

/** Forward price for delivery in `maturity` years; no dividends. */
export function forwardPrice(surface: Surface, maturity: number): number {
  return surface.spot * Math.exp(surface.rate * maturity);
}

function modelCalls(surface: Surface, model: LevyModel, parameters: ArrayLike<number>): number[] {
  const problem = model.domainProblem(parameters);
  if (problem) throw new RangeError(problem);
  const out = new Float64Array(surface.strikes.length * surface.maturities.length);
  surfacePricer(model, optionGrid(surface)).prices(parameters, 'call', out);
  return Array.from(out);
}

function volatilities(
  surface: Surface,
  prices: readonly number[],
  precision: Precision,
): CellVolatility[] {
  return prices.map((price, cell) => {
    const { logMoneyness, maturity } = cellPlace(surface, cell);
    // Without dividends the discounted forward is the spot, so that c/F is the price over the spot.
    const found = impliedVolatility(price / surface.spot, logMoneyness, maturity);
    if (!found.ok || isPrecise(surface, cell, found.volatility, precision)) return found;
    return { ok: false, reason: 'imprecise' };
  });
}

function isPrecise(
  surface: Surface,
  cell: number,
  volatility: number,
  { error, limit }: Precision,
): boolean {
  const { logMoneyness, maturity } = cellPlace(surface, cell);
  const root = Math.sqrt(maturity);
  return error <= limit * blackVega(logMoneyness, volatility * root) * root;
}

/**
 * Size of strike-major residuals, at every maturity or at one; undefined if there is none.
 */
export function errorSummary(
  residuals: ReadonlyArray<number | undefined>,
  maturityCount: number,
  onlyMaturity?: number,
): ErrorSummary | undefined {
  let count = 0;
  let squares = 0;
  let worst = -1;
  let largest = 0;
  residuals.forEach((residual, cell) => {
    if (residual === undefined) return;
    if (onlyMaturity !== undefined && cell % maturityCount !== onlyMaturity) return;
    count++;
    squares += residual * residual;
    if (worst >= 0 && Math.abs(residual) <= Math.abs(largest)) return;
    largest = residual;
    worst = cell;
  });
  if (count === 0) return undefined;
  return {
    count,
    rmse: Math.sqrt(squares / count),
    largest,
    strike: Math.floor(worst / maturityCount),
    maturity: worst % maturityCount,
  };
}
