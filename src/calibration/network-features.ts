import { contourPricer } from '../levy/contour-sum.ts';
import { contractGrid } from '../levy/contract-grid.ts';
import type { LevyModel } from '../levy/model.ts';
import { surfacePricer } from '../levy/pricer.ts';
import { cellFeature, optionFeature, surfaceFeatures } from '../network/features.ts';
import { CELL_COUNT, networkLogMoneyness, networkMaturity } from '../network/network-grid.ts';
import { type QuoteTable, toTimeValues } from './quotes/quote-table.ts';

/** A first look at quotes, and how to look again once parameters are known. */
export interface FeatureReader {
  /** True where the quotes lie on the network's own cells, so that nothing is interpolated. */
  readonly exact: boolean;
  /** Features at the network's cells by interpolation of the quotes' own. */
  readonly first: () => Float64Array;
  /**
   * Features of the model at `parameters`, plus the interpolated difference between quotes and
   * model: the closer the model, the less is left to interpolate.
   */
  readonly around: (parameters: ArrayLike<number>) => Float64Array;
}

/**
 * Brings quotes at any strikes and maturities to the forward log-moneyness and maturities at which
 * the networks look. Interpolates ln σ linearly in k and in maturity, and holds it constant beyond
 * the quotes.
 */
export function featureReader(model: LevyModel, table: QuoteTable, floor: number): FeatureReader {
  if (isNetworkGrid(table)) {
    const features = table.timeValue.map((value, cell) => cellFeature(cell, value, floor));
    return { exact: true, first: () => features, around: () => features };
  }
  const market = quoteFeatures(table, table.timeValue, floor);
  const slices = slicesOf(table);
  const ownPricer = contourPricer(model, table.layout);
  const networkPricer = surfacePricer(model, contractGrid);
  const own = new Float64Array(table.count);
  const networkCalls = new Float64Array(CELL_COUNT);
  return {
    exact: false,
    first: () => toNetworkCells(slices, market),
    around(parameters) {
      ownPricer.forwardCalls(parameters, own);
      toTimeValues(own, table, own);
      const fitted = quoteFeatures(table, own, floor);
      const difference = toNetworkCells(
        slices,
        fitted.map((f, i) => (market[i] ?? f) - f),
      );
      networkPricer.forwardCalls(parameters, networkCalls);
      return surfaceFeatures(networkCalls, floor).map((f, i) => f + (difference[i] ?? 0));
    },
  };
}

function isNetworkGrid({ count, logMoneyness, maturity }: QuoteTable): boolean {
  if (count !== CELL_COUNT) return false;
  return networkLogMoneyness.every(
    (k, cell) =>
      Math.abs((logMoneyness[cell] ?? Number.NaN) - k) < 1e-9 &&
      Math.abs((maturity[cell] ?? Number.NaN) - networkMaturity(cell)) < 1e-9,
  );
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

/** Neighbours of x among increasing knots and the weight of the right one; the end knots beyond. */
function bracket(knots: readonly number[], x: number): [number, number, number] {
  const right = knots.findIndex((knot) => knot >= x);
  if (right < 0) return [knots.length - 1, knots.length - 1, 0];
  if (right === 0) return [0, 0, 0];
  const left = knots[right - 1] ?? x;
  return [right - 1, right, (x - left) / ((knots[right] ?? x) - left)];
}
