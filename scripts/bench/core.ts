import { quoteTable } from '../../src/calibration/quotes/quote-table.ts';
import { refine } from '../../src/calibration/refine/refine.ts';
import { surfaceFitter } from '../../src/calibration/report/fit.ts';
import { impliedVolatility, timeValue } from '../../src/levy/black.ts';
import { contractGrid } from '../../src/levy/contract-grid.ts';
import type { LevyModel } from '../../src/levy/model.ts';
import { models } from '../../src/levy/models.ts';
import { surfacePricer } from '../../src/levy/pricer.ts';
import { loadNetwork } from '../../src/network/load-network.ts';
import { networkFiles } from '../../src/training/learning/store.ts';
import { COS_RANGE, cosForwardCalls } from '../baselines/cos.ts';
import { boxPoints, byNetwork, cleanSurface } from './box.ts';
import { equalAccuracyRow } from './equal-accuracy.ts';
import { networkRows } from './network-rows.ts';
import { quantiles } from './quantiles.ts';
import { type Report, type Row, rowOf } from './report.ts';
import { timesOf } from './timing.ts';

const COS_TERMS = 1024;
const RUNS = 300;
const REFINEMENTS = 1000;
/** Surfaces on which errors are measured. */
const CHECKED = 50;

/** The numerical core in Node, on one thread. */
export async function benchCore(): Promise<Report> {
  const rows: Row[] = [];
  for (const model of models) rows.push(...(await rowsOf(model)));
  return {
    part: 'core',
    title: 'Numerical core',
    about:
      'In Node, on one thread, at random parameters of the training box and the contract’s grid of 20 × 10. ' +
      'Errors are of a price on a spot of 100, against four times the nodes.',
    rows,
  };
}

async function rowsOf(model: LevyModel): Promise<Row[]> {
  const points = boxPoints(model, REFINEMENTS);
  const point = (n: number) => points[n] ?? [];
  const pricer = surfacePricer(model, contractGrid);
  const network = await loadNetwork(model.name, networkFiles());
  const prices = new Float64Array(200);
  const gradient = new Float64Array(200 * model.parameters.length);
  const price = (n: number, out: Float64Array) => pricer.forwardCalls(point(n), out);
  const cos = (n: number, out: Float64Array) =>
    cosForwardCalls(model, point(n), contractGrid, () => COS_TERMS, COS_RANGE, out);
  const surface = cleanSurface(model, point(0));
  const reprice = surfaceFitter(surface, model);
  const quotes = points.map((_, n) => {
    const calls = new Float64Array(200);
    price(n, calls);
    return calls;
  });
  const starts = await Promise.all(
    points.map(async (own) => {
      const clean = cleanSurface(model, own);
      return { surface: clean, parameters: (await byNetwork(clean, network)).parameters };
    }),
  );
  const named = (what: string) => `${model.name}: ${what}`;
  const time = async (
    what: string,
    run: (n: number) => unknown,
    beside?: readonly [what: string, run: (n: number) => unknown],
    runs = RUNS,
  ) => {
    const { own, others } = await timesOf(runs, run, beside?.[1]);
    const baseline = beside && { what: beside[0], median: quantiles(others)(0.5) };
    return rowOf(named(what), own, baseline && { baseline });
  };
  const surfacePrices = ['a surface’s prices', (n: number) => price(n, prices)] as const;
  const errors = [price, cos].map((by) => largestError(model, points, by).toExponential(1));
  return [
    {
      ...(await time('surface of 200 prices', (n) => price(n, prices), [
        `COS, ${COS_TERMS} terms`,
        (n) => cos(n, prices),
      ])),
      note: `error ${errors[0]}; COS ${errors[1]}`,
    },
    equalAccuracyRow(model, points),
    await time(
      'prices with gradients',
      (n) => pricer.forwardCalls(point(n), prices, gradient),
      surfacePrices,
    ),
    await time('implied volatilities of 200 prices', (n) => volatilities(quotes[n] ?? prices)),
    ...(await networkRows(model, network, points, RUNS)),
    await time('calibration by the network, float64', () => byNetwork(surface, network)),
    await time(
      'refinement from there',
      (n) => {
        const start = starts[n];
        if (!start) return;
        refine(quoteTable(start.surface), model, start.parameters, { objective: 'vega' });
      },
      surfacePrices,
      REFINEMENTS,
    ),
    await time('what-if: repriced and compared', (n) => {
      for (const steps = reprice(point(n)); !steps.next().done; );
    }),
  ];
}

function largestError(
  model: LevyModel,
  points: readonly number[][],
  priced: (n: number, out: Float64Array) => void,
): number {
  const truth = surfacePricer(model, contractGrid, 2);
  const own = new Float64Array(200);
  const exact = new Float64Array(200);
  let largest = 0;
  for (let n = 0; n < CHECKED; n++) {
    priced(n, own);
    truth.forwardCalls(points[n] ?? [], exact);
    for (const [i, value] of own.entries()) {
      largest = Math.max(largest, 100 * Math.abs(value - (exact[i] ?? Number.NaN)));
    }
  }
  return largest;
}

/** Of undiscounted calls over the forward on the contract's grid. */
function volatilities(calls: Float64Array): void {
  const { strikes, maturities, spot, rate } = contractGrid;
  for (const [t, T] of maturities.entries()) {
    for (const [i, K] of strikes.entries()) {
      const k = Math.log(K / spot) - rate * T;
      const value = timeValue(calls[i * maturities.length + t] ?? Number.NaN, k);
      impliedVolatility(value, k, T, k >= 0 ? 'call' : 'put');
    }
  }
}
