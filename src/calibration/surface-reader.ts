import { contourPricer } from '../levy/contour-sum.ts';
import { contractGrid } from '../levy/contract-grid.ts';
import type { LevyModel } from '../levy/model.ts';
import { surfacePricer } from '../levy/pricer.ts';
import { cellTimeValue, optionFeature, surfaceFeatures } from '../network/features.ts';
import { CELL_COUNT, networkLogMoneyness, networkMaturity } from '../network/network-grid.ts';
import { type QuoteTable, toTimeValues } from './quotes/quote-table.ts';

/** A first look at quotes, and how to look again once parameters are known. */
export interface SurfaceReader {
  /** True where the quotes lie on the network's own cells, so that nothing is interpolated. */
  readonly exact: boolean;
  /**
   * Time values over the forward at the network's cells by interpolation of the quotes'
   * volatilities; NaN at cells far from any quote.
   */
  readonly first: () => Float64Array;
  /**
   * Time values of the model at `parameters`, with the difference between quotes and model, at the
   * cells that are nearest to a quote; NaN elsewhere. The closer the model, the less it matters that
   * a quote stands beside its cell. No quote speaks twice: the noise of interpolated cells hides in
   * their smoothness, and the network would be far too sure of itself.
   */
  readonly around: (parameters: ArrayLike<number>) => Float64Array;
}

/** A cell further than this from the quotes of a maturity, in log-moneyness, is missing there. */
const REACH = 0.025;
/** And one whose maturity is this many times that of the first or last slice, or one over it. */
const MATURITY_REACH = 1.5;
/** With fewer cells in reach, all take what is nearest at first: there has to be a start. */
const FEWEST_CELLS = 20;

/**
 * Brings quotes at any strikes and maturities to the forward log-moneyness and maturities at which
 * the networks look. The first look interpolates ln σ linearly in k and in maturity.
 * @param floor of the features, see `optionFeature`
 */
export function surfaceReader(model: LevyModel, table: QuoteTable, floor: number): SurfaceReader {
  const onGrid = networkCells(table);
  if (onGrid) return { exact: true, first: () => onGrid, around: () => onGrid };
  const market = quoteFeatures(table, table.timeValue, floor);
  const slices = slicesOf(table);
  const isNear = cellsInReach(slices);
  const places = placesOf(table);
  const ownPricer = contourPricer(model, table.layout);
  const networkPricer = surfacePricer(model, contractGrid);
  const own = new Float64Array(table.count);
  const networkCalls = new Float64Array(CELL_COUNT);
  const toTimeValuesAtCells = (features: Float64Array) =>
    features.map((feature, cell) => (isNear[cell] ? cellTimeValue(cell, feature, floor) : NaN));
  return {
    exact: false,
    first: () => toTimeValuesAtCells(toNetworkCells(slices, market)),
    around(parameters) {
      ownPricer.forwardCalls(parameters, own);
      toTimeValues(own, table, own);
      const fitted = quoteFeatures(table, own, floor);
      networkPricer.forwardCalls(parameters, networkCalls);
      return surfaceFeatures(networkCalls, floor).map((feature, cell) => {
        const quotes = places.get(cell);
        if (!quotes) return Number.NaN;
        const differences = quotes.map((i) => (market[i] ?? NaN) - (fitted[i] ?? NaN));
        const mean = differences.reduce((sum, difference) => sum + difference, 0) / quotes.length;
        return cellTimeValue(cell, feature + mean, floor);
      });
    },
  };
}

/** The quotes' time values at the network's cells, where each lies on one of its own. */
function networkCells(table: QuoteTable): Float64Array | undefined {
  if (table.count > CELL_COUNT) return undefined;
  const values = new Float64Array(CELL_COUNT).fill(Number.NaN);
  let cell = -1;
  for (let i = 0; i < table.count; i++) {
    const k = table.logMoneyness[i] ?? Number.NaN;
    const T = table.maturity[i] ?? Number.NaN;
    // Quotes come in the order of the cells, so one pass meets them all.
    do cell++;
    while (
      cell < CELL_COUNT &&
      !(
        Math.abs((networkLogMoneyness[cell] ?? Number.NaN) - k) < 1e-9 &&
        Math.abs(networkMaturity(cell) - T) < 1e-9
      )
    );
    if (cell === CELL_COUNT) return undefined;
    values[cell] = table.timeValue[i] ?? Number.NaN;
  }
  return values;
}

/** Features of the quotes' own options. */
function quoteFeatures(table: QuoteTable, timeValues: Float64Array, floor: number): Float64Array {
  return timeValues.map((value, i) => {
    const k = table.logMoneyness[i] ?? Number.NaN;
    return optionFeature(value, k, table.maturity[i] ?? Number.NaN, floor);
  });
}

/** The quotes of one maturity by increasing log-moneyness. */
interface Slice {
  readonly maturity: number;
  readonly knots: readonly number[];
  readonly quotes: readonly number[];
}

function slicesOf({ layout, logMoneyness }: QuoteTable): Slice[] {
  return layout.slices.map(({ maturity, cells }) => ({
    maturity,
    knots: Array.from(cells, (quote) => logMoneyness[quote] ?? Number.NaN),
    quotes: [...cells],
  }));
}

/** Whether quotes stand around each of the network's cells, or near it. */
function cellsInReach(slices: readonly Slice[]): boolean[] {
  const maturities = slices.map(({ maturity }) => maturity);
  const first = maturities[0] ?? Number.NaN;
  const last = maturities.at(-1) ?? Number.NaN;
  const isNear = Array.from(networkLogMoneyness, (k, cell) => {
    const T = networkMaturity(cell);
    if (T * MATURITY_REACH < first || T > last * MATURITY_REACH) return false;
    const [early, later] = bracket(maturities, T);
    return [early, later].every((t) => {
      const { knots = [] } = slices[t] ?? {};
      return k > (knots[0] ?? k) - REACH && k < (knots.at(-1) ?? k) + REACH;
    });
  });
  return isNear.filter(Boolean).length < FEWEST_CELLS ? isNear.map(() => true) : isNear;
}

/** The quotes that a cell is the nearest to, by cell: those in its reach, or all where none is. */
function placesOf({ count, logMoneyness, maturity }: QuoteTable): Map<number, number[]> {
  const quotes = Array.from({ length: count }, (_, i) => {
    const [k, T] = [logMoneyness[i] ?? Number.NaN, maturity[i] ?? Number.NaN];
    const cell = nearestCell(k, T);
    const ratio = networkMaturity(cell) / T;
    const isInReach =
      Math.abs((networkLogMoneyness[cell] ?? Number.NaN) - k) < REACH &&
      Math.max(ratio, 1 / ratio) <= MATURITY_REACH;
    return { i, cell, isInReach };
  });
  const isAnyInReach = quotes.some(({ isInReach }) => isInReach);
  const places = new Map<number, number[]>();
  for (const { i, cell, isInReach } of quotes) {
    if (isAnyInReach && !isInReach) continue;
    places.set(cell, [...(places.get(cell) ?? []), i]);
  }
  return places;
}

/** The cell nearest in units of both reaches, taken together. */
function nearestCell(k: number, T: number): number {
  let nearest = 0;
  let least = Number.POSITIVE_INFINITY;
  for (const [cell, own] of networkLogMoneyness.entries()) {
    const ratio = Math.abs(Math.log(networkMaturity(cell) / T));
    const distance = Math.abs(own - k) / REACH + ratio / Math.log(MATURITY_REACH);
    if (distance >= least) continue;
    nearest = cell;
    least = distance;
  }
  return nearest;
}

/** Values of the quotes, interpolated at the network's cells. */
function toNetworkCells(slices: readonly Slice[], values: Float64Array): Float64Array {
  const maturities = slices.map(({ maturity }) => maturity);
  return networkLogMoneyness.map((k, cell) => {
    const [early, later, weight] = bracket(maturities, networkMaturity(cell));
    const along = (t: number) => {
      const { knots = [], quotes = [] } = slices[t] ?? {};
      const [low, high, w] = bracket(knots, k);
      const value = (i: number) => values[quotes[i] ?? 0] ?? Number.NaN;
      return (1 - w) * value(low) + w * value(high);
    };
    return (1 - weight) * along(early) + weight * along(later);
  });
}

/**
 * Neighbours of x among increasing knots and the weight of the right one; a knot at x alone, and the
 * end knots beyond.
 */
function bracket(knots: readonly number[], x: number): [number, number, number] {
  const right = knots.findIndex((knot) => knot >= x);
  if (right < 0) return [knots.length - 1, knots.length - 1, 0];
  if (right === 0 || knots[right] === x) return [right, right, 0];
  const left = knots[right - 1] ?? x;
  return [right - 1, right, (x - left) / ((knots[right] ?? x) - left)];
}
