import { blackVega, impliedVolatility, type NoVolatility } from '../../levy/black.ts';
import { linspace } from '../../levy/contract-grid.ts';
import type { LevyModel } from '../../levy/model.ts';
import { type QuoteTable, quoteTable } from '../quotes/quote-table.ts';
import type { Surface } from '../quotes/surface.ts';
import { modelTimeValues } from './model-time-values.ts';
import { rootMeanSquare } from './root-mean-square.ts';

/** Black implied volatility of a cell, per √year, or why it has none that means anything. */
export type CellVolatility =
  | { readonly ok: true; readonly volatility: number }
  | { readonly ok: false; readonly reason: NoVolatility | 'imprecise' | 'not-quoted' };

/** Size of the residuals of the cells that have one. */
export interface ErrorSummary {
  readonly count: number;
  readonly rmse: number;
  /** Mean residual: positive where the model is dearer on the whole. */
  readonly bias: number;
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
  /** Present values of the quoted options, in the spot's currency; undefined where none is quoted. */
  readonly modelPrices: ReadonlyArray<number | undefined>;
  readonly marketVolatilities: readonly CellVolatility[];
  readonly modelVolatilities: readonly CellVolatility[];
  /** In the spot's currency. */
  readonly priceResiduals: ReadonlyArray<number | undefined>;
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

/** Quotes whose volatilities are found in one step. */
const QUOTES_A_STEP = 2000;

/**
 * {@link fitSurface} at one set of parameters after the other, in steps of a few milliseconds each:
 * what the quotes say of themselves, and what the pricer needs of their places, is worked out once.
 */
export function surfaceFitter(
  surface: Surface,
  model: LevyModel,
): (parameters: ArrayLike<number>) => Generator<undefined, Fit> {
  const table = quoteTable(surface);
  const timeValues = modelTimeValues(model, table);
  const width = surface.maturities.length;
  let market: readonly CellVolatility[] | undefined;

  function* inSteps<T>(
    make: (from: number, to: number) => readonly T[],
  ): Generator<undefined, T[]> {
    const parts: T[] = [];
    for (let from = 0; from < table.count; from += QUOTES_A_STEP) {
      for (const part of make(from, Math.min(from + QUOTES_A_STEP, table.count))) parts.push(part);
      yield;
    }
    return parts;
  }

  return function* fit(parameters) {
    const own = timeValues(parameters);
    yield;
    market ??= yield* inSteps((from, to) => {
      return volatilities(table, table.timeValue, QUOTE, from, to);
    });
    const quoted = market;
    const fitted = yield* inSteps((from, to) => volatilities(table, own, PRICER, from, to));
    const residuals = own.map((value, i) => {
      return (value - at(table.timeValue, i)) * at(table.scale, i);
    });
    const prices = own.map((value, i) => (value + at(table.intrinsic, i)) * at(table.scale, i));
    const priceResiduals = byCell(surface, table, residuals, undefined);
    yield;
    const inVolatility = fitted.map((cell, i) => volatilityResidual(table, i, cell, quoted[i]));
    const volatilityResiduals = byCell(surface, table, inVolatility, undefined);
    return {
      surface,
      model,
      parameters: Array.from(parameters),
      modelPrices: byCell(surface, table, prices, undefined),
      marketVolatilities: byCell(surface, table, quoted, NOT_QUOTED),
      modelVolatilities: byCell(surface, table, fitted, NOT_QUOTED),
      priceResiduals,
      volatilityResiduals,
      priceError: errorSummary(priceResiduals, width),
      volatilityError: errorSummary(volatilityResiduals, width),
    };
  };
}

/** Model − market in basis points, where both are precise. */
function volatilityResidual(
  table: QuoteTable,
  quote: number,
  model: CellVolatility,
  market: CellVolatility | undefined,
): number | undefined {
  if (!model.ok || !market?.ok || !isPrecise(table, quote, model.volatility, QUOTE)) {
    return undefined;
  }
  return 1e4 * (model.volatility - market.volatility);
}

/**
 * Prices the surface's quotes under `model` and compares, in price and in Black volatility. A
 * volatility residual exists where both the quote's and the model's vega are large enough: the
 * quote's alone would keep noisy quotes that err upwards and drop those that err down.
 * @throws RangeError if `parameters` lie outside the model's domain.
 */
export function fitSurface(surface: Surface, model: LevyModel, parameters: ArrayLike<number>): Fit {
  const steps = surfaceFitter(surface, model)(parameters);
  let step = steps.next();
  while (!step.done) step = steps.next();
  return step.value;
}

const NOT_QUOTED: CellVolatility = { ok: false, reason: 'not-quoted' };

/** Values of the table's quotes at the cells of its surface. */
function byCell<T, U>(
  surface: Surface,
  table: QuoteTable,
  values: ArrayLike<T>,
  absent: U,
): Array<T | U> {
  const cells = new Array<T | U>(surface.prices.length).fill(absent);
  for (const [i, cell] of table.cells.entries()) cells[cell] = values[i] as T;
  return cells;
}

/** Black volatilities of the surface's quotes, strike-major. */
export function marketVolatilities(surface: Surface): CellVolatility[] {
  const table = quoteTable(surface);
  return byCell(surface, table, volatilities(table, table.timeValue, QUOTE), NOT_QUOTED);
}

/**
 * Black volatilities of the quoted options under `model`, strike-major.
 * @throws RangeError if `parameters` lie outside the model's domain.
 */
export function modelVolatilities(
  surface: Surface,
  model: LevyModel,
  parameters: ArrayLike<number>,
): CellVolatility[] {
  const table = quoteTable(surface);
  const own = modelTimeValues(model, table)(parameters);
  return byCell(surface, table, volatilities(table, own, PRICER), NOT_QUOTED);
}

/** A point of the model's curve at one maturity; no volatility where the price has no time value. */
export interface CurvePoint {
  readonly strike: number;
  /** Present value of the call, or of the put. */
  readonly call: number;
  readonly put: number;
  readonly volatility: number | undefined;
}

/**
 * The model at one maturity of the surface and `count` strikes evenly spaced over the quoted ones.
 * @throws RangeError if `parameters` lie outside the model's domain.
 */
export function modelCurve(
  surface: Surface,
  model: LevyModel,
  parameters: ArrayLike<number>,
  maturityIndex: number,
  count: number,
): CurvePoint[] {
  const [low, high] = quotedStrikes(surface, maturityIndex);
  const strikes = linspace(low, high, count);
  const forwards = surface.forwards?.slice(maturityIndex, maturityIndex + 1);
  const slice: Surface = {
    strikes,
    maturities: surface.maturities.slice(maturityIndex, maturityIndex + 1),
    prices: strikes.map(() => 0),
    spot: surface.spot,
    rate: surface.rate,
    dividendYield: surface.dividendYield,
    ...(forwards && { forwards }),
  };
  const table = quoteTable(slice);
  const own = modelTimeValues(model, table)(parameters);
  const found = volatilities(table, own, PRICER);
  return strikes.map((strike, i) => {
    const cell = found[i];
    const k = at(table.logMoneyness, i);
    const scale = at(table.scale, i);
    return {
      strike,
      call: (at(own, i) + Math.max(-Math.expm1(k), 0)) * scale,
      put: (at(own, i) + Math.max(Math.expm1(k), 0)) * scale,
      volatility: cell?.ok ? cell.volatility : undefined,
    };
  });
}

/** First and last strike quoted at a maturity. */
function quotedStrikes({ strikes, maturities, prices }: Surface, maturityIndex: number) {
  const quoted = strikes.filter(
    (_, i) => prices[i * maturities.length + maturityIndex] !== undefined,
  );
  const all = quoted.length > 1 ? quoted : strikes;
  return [all[0] ?? Number.NaN, all.at(-1) ?? Number.NaN] as const;
}

function volatilities(
  table: QuoteTable,
  timeValues: Float64Array,
  precision: Precision,
  from = 0,
  to = table.count,
): CellVolatility[] {
  return Array.from(timeValues.subarray(from, to), (value, n) => {
    const i = from + n;
    const k = at(table.logMoneyness, i);
    const type = k >= 0 ? 'call' : 'put';
    const found = impliedVolatility(value, k, at(table.maturity, i), type);
    if (!found.ok || isPrecise(table, i, found.volatility, precision)) return found;
    return { ok: false, reason: 'imprecise' };
  });
}

function isPrecise(
  table: QuoteTable,
  quote: number,
  volatility: number,
  { error, limit }: Precision,
): boolean {
  const root = Math.sqrt(at(table.maturity, quote));
  return error <= limit * blackVega(at(table.logMoneyness, quote), volatility * root) * root;
}

/** Size of strike-major residuals, at every maturity or at one; undefined if there is none. */
export function errorSummary(
  residuals: ReadonlyArray<number | undefined>,
  maturityCount: number,
  onlyMaturity?: number,
): ErrorSummary | undefined {
  const cells: number[] = [];
  const errors: number[] = [];
  let worst = 0;
  residuals.forEach((residual, cell) => {
    if (residual === undefined) return;
    if (onlyMaturity !== undefined && cell % maturityCount !== onlyMaturity) return;
    if (Math.abs(residual) > Math.abs(errors[worst] ?? 0)) worst = errors.length;
    cells.push(cell);
    errors.push(residual);
  });
  const [cell, largest] = [cells[worst], errors[worst]];
  if (cell === undefined || largest === undefined) return undefined;
  return {
    count: errors.length,
    rmse: rootMeanSquare(errors),
    bias: errors.reduce((sum, error) => sum + error / errors.length, 0),
    largest,
    strike: Math.floor(cell / maturityCount),
    maturity: cell % maturityCount,
  };
}

/** Element of a typed array at an index that is in range by construction. */
function at(values: Float64Array, index: number): number {
  return values[index] as number;
}
