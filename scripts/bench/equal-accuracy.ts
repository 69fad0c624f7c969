import { contractGrid } from '../../src/levy/contract-grid.ts';
import type { LevyModel } from '../../src/levy/model.ts';
import { surfacePricer } from '../../src/levy/pricer.ts';
import { COS_RANGE, cosForwardCalls } from '../baselines/cos.ts';
import { quantiles } from './quantiles.ts';
import { type Row, rowOf, short } from './report.ts';

/** Of every price, over the forward: 1e-9 on a spot of 100. */
const ACCURACY = 1e-11;
const SURFACES = 40;
const REPEATS = 9;
const FEWEST = 64;
const MOST = 1 << 16;
const FINER = Math.SQRT2;
/** The best of these for each maturity: a range too short has an error that no term mends. */
const RANGES = [COS_RANGE, 1.6 * COS_RANGE, 2.5 * COS_RANGE];

/** What COS takes for one maturity to be as right as the contour. */
interface Need {
  readonly maturity: number;
  readonly range: number;
  readonly terms: number;
}

/**
 * Ours beside COS with the range and the fewest terms that reach 1e-9, looked for maturity by maturity,
 * where some 65,536 do. The search, without which nobody knows them, is not timed.
 */
export function equalAccuracyRow(model: LevyModel, points: readonly number[][]): Row {
  const own: number[] = [];
  const theirs: number[] = [];
  const terms: number[] = [];
  const ratios: number[] = [];
  let tried = 0;
  for (const point of points.slice(0, SURFACES)) {
    const needs = contractGrid.maturities.flatMap((maturity) => needOf(model, point, maturity));
    tried += contractGrid.maturities.length;
    terms.push(...needs.map((need) => need.terms));
    if (needs.length === 0) continue;
    const grid = { ...contractGrid, maturities: needs.map(({ maturity }) => maturity) };
    const pricer = surfacePricer(model, grid);
    const out = new Float64Array(grid.strikes.length * needs.length);
    const columns = needs.map(({ maturity, range, terms: count }) => ({
      grid: { ...contractGrid, maturities: [maturity] },
      range,
      count,
    }));
    const column = new Float64Array(grid.strikes.length);
    const ours = bestOf(() => pricer.forwardCalls(point, out));
    const cos = bestOf(() => {
      for (const { grid: one, range, count } of columns) {
        cosForwardCalls(model, point, one, () => count, range, column);
      }
    });
    own.push(ours);
    theirs.push(cos);
    ratios.push(cos / ours);
  }
  const ratio = quantiles(ratios);
  const sum = (times: readonly number[]) => times.reduce((total, time) => total + time, 0);
  const together = short(sum(theirs) / sum(own));
  const reached = Math.round((100 * terms.length) / tried);
  return rowOf(`${model.name}: prices to 1e-9, where COS reaches it`, own, {
    baseline: { what: 'COS, terms for 1e-9', median: quantiles(theirs)(0.5) },
    note:
      `reached at ${reached} % of the maturities, by ${quantiles(terms)(0.5)} terms (median); ` +
      `all surfaces together ${together} × faster, one by one ` +
      `${short(ratio(0.5))} × (${short(ratio(0.1))} … ${short(ratio(0.9))})`,
  });
}

function needOf(model: LevyModel, point: readonly number[], maturity: number): Need[] {
  const grid = { ...contractGrid, maturities: [maturity] };
  const exact = new Float64Array(grid.strikes.length);
  surfacePricer(model, grid, 2).forwardCalls(point, exact);
  const out = new Float64Array(exact.length);
  let best: Need | undefined;
  for (const range of RANGES) {
    for (let count = FEWEST; count <= MOST; count *= FINER) {
      const terms = Math.round(count);
      if (best && terms >= best.terms) break;
      cosForwardCalls(model, point, grid, () => terms, range, out);
      if (out.every((value, i) => Math.abs(value - (exact[i] as number)) <= ACCURACY)) {
        best = { maturity, range, terms };
      }
    }
  }
  return best ? [best] : [];
}

/** In ms: the least disturbed of several runs, the same for both. */
function bestOf(run: () => void): number {
  let best = Number.POSITIVE_INFINITY;
  for (let n = 0; n < REPEATS; n++) {
    const started = performance.now();
    run();
    best = Math.min(best, performance.now() - started);
  }
  return best;
}
