import { timeValue } from '../levy/black.ts';
import { contractGrid } from '../levy/contract-grid.ts';
import type { LevyModel } from '../levy/model.ts';
import { surfacePricer } from '../levy/pricer.ts';
import { optionFeature, surfaceFeatures } from '../network/features.ts';
import { CELL_COUNT, networkLogMoneyness, networkMaturity } from '../network/network-grid.ts';
import { callsOverForward, cellPlace, optionGrid, type Surface } from './surface.ts';

/** A first look at a surface, and how to look again once parameters are known. */
export interface FeatureReader {
  /** True where the surface lies on the network's own cells, so that nothing is interpolated. */
  readonly exact: boolean;
  /** Features at the network's cells by interpolation of the surface's own. */
  readonly first: () => Float64Array;
  /**
   * Features of the model at `parameters`, plus the interpolated difference between surface and
   * model: the closer the model, the less is left to interpolate.
   */
  readonly around: (parameters: ArrayLike<number>) => Float64Array;
}

/**
 * Brings a surface with any strikes, maturities, spot and rate to the forward log-moneyness and
 * maturities at which the networks look. Interpolates ln σ linearly in k and in maturity, and holds
 * it constant beyond the quotes.
 */
export function featureReader(model: LevyModel, surface: Surface, floor: number): FeatureReader {
  const overForward = callsOverForward(surface);
  if (isNetworkGrid(surface)) {
    const features = surfaceFeatures(overForward, floor);
    return { exact: true, first: () => features, around: () => features };
  }
  const market = ownFeatures(surface, overForward, floor);
  const ownPricer = surfacePricer(model, optionGrid(surface));
  const networkPricer = surfacePricer(model, contractGrid);
  const calls = new Float64Array(surface.prices.length);
  const networkCalls = new Float64Array(CELL_COUNT);
  return {
    exact: false,
    first: () => toNetworkCells(surface, market),
    around(parameters) {
      ownPricer.forwardCalls(parameters, calls);
      const fitted = ownFeatures(surface, calls, floor);
      const difference = toNetworkCells(
        surface,
        fitted.map((f, i) => (market[i] ?? f) - f),
      );
      networkPricer.forwardCalls(parameters, networkCalls);
      return surfaceFeatures(networkCalls, floor).map((f, i) => f + (difference[i] ?? 0));
    },
  };
}

function isNetworkGrid(surface: Surface): boolean {
  if (surface.prices.length !== CELL_COUNT) return false;
  return networkLogMoneyness.every((k, cell) => {
    const { logMoneyness, maturity } = cellPlace(surface, cell);
    return Math.abs(logMoneyness - k) < 1e-9 && Math.abs(maturity - networkMaturity(cell)) < 1e-9;
  });
}

/** Features of the surface's own options, strike-major. */
function ownFeatures(surface: Surface, overForward: Float64Array, floor: number): Float64Array {
  return overForward.map((call, cell) => {
    const { logMoneyness, maturity } = cellPlace(surface, cell);
    return optionFeature(timeValue(call, logMoneyness), logMoneyness, maturity, floor);
  });
}

/** Values on the surface's own grid, interpolated at the network's cells. */
function toNetworkCells(surface: Surface, values: Float64Array): Float64Array {
  const { strikes, maturities, spot, rate } = surface;
  const logStrikes = strikes.map((K) => Math.log(K / spot));
  return networkLogMoneyness.map((k, cell) => {
    const [early, later, weight] = bracket(maturities, networkMaturity(cell));
    const along = (t: number) => {
      const x = k + rate * (maturities[t] ?? 0);
      const [low, high, w] = bracket(logStrikes, x);
      const value = (i: number) => values[i * maturities.length + t] ?? Number.NaN;
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
