import { blackVega } from '../../levy/black.ts';
import { cellFeature, largestTimeValue } from '../../network/features.ts';
import { CELL_COUNT, networkLogMoneyness, networkMaturity } from '../../network/network-grid.ts';

/** Feature of a cell's time value, as {@link cellFeature} computes it. */
export type FeatureTable = (cell: number, timeValue: number) => number;

const KNOTS = 512;

/**
 * Features by cubic Hermite interpolation in ln(time value) instead of solving for each
 * volatility: training draws new noise for every sample it sees.
 */
export function featureTable(floor: number): FeatureTable {
  const first = Math.log(floor);
  const values = new Float64Array(CELL_COUNT * KNOTS);
  const slopes = new Float64Array(CELL_COUNT * KNOTS);
  const steps = new Float64Array(CELL_COUNT);
  for (let cell = 0; cell < CELL_COUNT; cell++) {
    const k = networkLogMoneyness[cell] ?? Number.NaN;
    const rootT = Math.sqrt(networkMaturity(cell));
    const step = (Math.log(largestTimeValue(k)) - first) / (KNOTS - 1);
    steps[cell] = step;
    for (let i = 0; i < KNOTS; i++) {
      const timeValue = Math.exp(first + i * step);
      const feature = cellFeature(cell, timeValue - floor, floor);
      const volatility = Math.exp(feature);
      // d ln σ / d ln o, per knot.
      const vega = blackVega(k, volatility * rootT) * rootT;
      values[cell * KNOTS + i] = feature;
      slopes[cell * KNOTS + i] = (step * timeValue) / (vega * volatility);
    }
  }
  return (cell, timeValue) => {
    const position = (Math.log(Math.max(timeValue, 0) + floor) - first) / (steps[cell] as number);
    const knot = Math.min(Math.max(Math.floor(position), 0), KNOTS - 2);
    const t = Math.min(position - knot, 1);
    const left = cell * KNOTS + knot;
    const t2 = t * t;
    const t3 = t2 * t;
    return (
      (values[left] as number) * (2 * t3 - 3 * t2 + 1) +
      (values[left + 1] as number) * (3 * t2 - 2 * t3) +
      (slopes[left] as number) * (t3 - 2 * t2 + t) +
      (slopes[left + 1] as number) * (t3 - t2)
    );
  };
}
