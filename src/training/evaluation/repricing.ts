import { impliedVolatility, timeValue } from '../../levy/black.ts';
import { contractGrid } from '../../levy/contract-grid.ts';
import type { LevyModel } from '../../levy/model.ts';
import { surfacePricer } from '../../levy/pricer.ts';
import { CELL_COUNT, networkLogMoneyness, networkMaturity } from '../../network/network-grid.ts';
import type { Dataset } from '../data/dataset.ts';
import { quantile } from './quantile.ts';

/**
 * Root mean square difference in Black volatility between the true surface and that of the
 * network's parameters, in basis points: median and 95th percentile over surfaces.
 */
export interface Repricing {
  readonly median: number;
  readonly p95: number;
}

/** Volatilities are slow beside the network; this many surfaces settle the percentiles. */
const REPRICED = 2000;
/** A time value under this share of the forward is under a hundredth of a cent on a spot of 100. */
const LEAST_TIME_VALUE = 1e-6;

/** How far the surfaces of `answers` are from those of the data. */
export function repricing(model: LevyModel, data: Dataset, answers: Float64Array): Repricing {
  const dimensions = model.parameters.length;
  const pricer = surfacePricer(model, contractGrid);
  const own = new Float64Array(CELL_COUNT);
  const truth = new Float64Array(CELL_COUNT);
  const errors = Array.from({ length: Math.min(data.count, REPRICED) }, (_, row) => {
    const part = [row * dimensions, (row + 1) * dimensions] as const;
    pricer.forwardCalls(answers.subarray(...part), own);
    pricer.forwardCalls(data.parameters.subarray(...part), truth);
    return volatilityDistance(own, truth);
  });
  return { median: quantile(errors, 0.5), p95: quantile(errors, 0.95) };
}

/** Root mean square volatility difference in basis points over cells whose true price has one. */
function volatilityDistance(own: Float64Array, truth: Float64Array): number {
  let sum = 0;
  let count = 0;
  for (let cell = 0; cell < CELL_COUNT; cell++) {
    const k = networkLogMoneyness[cell] ?? Number.NaN;
    const T = networkMaturity(cell);
    const a = impliedVolatility(own[cell] ?? Number.NaN, k, T);
    const b = impliedVolatility(truth[cell] ?? Number.NaN, k, T);
    if (!b.ok || timeValue(truth[cell] ?? 0, k) < LEAST_TIME_VALUE) continue;
    // A price without time value has a volatility of 0: leaving it out would spare the network.
    const volatility = a.ok ? a.volatility : 0;
    sum += ((volatility - b.volatility) * 1e4) ** 2;
    count++;
  }
  return Math.sqrt(sum / count);
}
