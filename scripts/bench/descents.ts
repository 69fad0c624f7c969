import { quoteTable } from '../../src/calibration/quotes/quote-table.ts';
import type { Surface } from '../../src/calibration/quotes/surface.ts';
import { refine } from '../../src/calibration/refine/refine.ts';
import { contractGrid } from '../../src/levy/contract-grid.ts';
import type { LevyModel } from '../../src/levy/model.ts';
import { models } from '../../src/levy/models.ts';
import { surfacePricer } from '../../src/levy/pricer.ts';
import { loadNetwork } from '../../src/network/load-network.ts';
import { networkFiles } from '../../src/training/learning/store.ts';
import { finiteDifferenceFit } from '../baselines/finite-differences.ts';
import { boxPoints, byNetwork, cleanSurface } from './box.ts';
import { quantiles } from './quantiles.ts';
import { type Report, rowOf } from './report.ts';

const SURFACES = 200;
const WARM_UP = 20;
/** What a surface is recovered by: every parameter to this share of its range, every price to this. */
const NEAR = 1e-4;
const CLOSE = 1e-7;

/** Network and refinement beside the search that does without: time, and how many end at the truth. */
export async function benchDescents(): Promise<Report> {
  const rows = [];
  for (const model of models) rows.push(await rowFor(model));
  return {
    part: 'descents',
    title: 'Calibration to the last digit',
    about:
      `Prices to parameters on the same ${SURFACES} clean surfaces, in Node, on one thread: the network’s ` +
      'answer in float64 and its refinement, beside Levenberg–Marquardt from the middle of the box with ' +
      'forward differences, which has the same residuals, bounds, end of the search and our pricer. ' +
      'Recovered is what comes within 1e-4 of every range and 1e-7 of every price.',
    rows,
  };
}

async function rowFor(model: LevyModel) {
  const network = await loadNetwork(model.name, networkFiles());
  const points = boxPoints(model, SURFACES);
  const times: number[] = [];
  const others: number[] = [];
  const pricings: number[] = [];
  let recovered = 0;
  let othersRecovered = 0;
  for (let n = -WARM_UP; n < SURFACES; n++) {
    const point = points[Math.abs(n)] ?? [];
    const surface = cleanSurface(model, point);
    const began = performance.now();
    const { parameters: start } = await byNetwork(surface, network);
    const refined = refine(quoteTable(surface), model, start, { objective: 'vega' });
    const between = performance.now();
    const descent = finiteDifferenceFit(quoteTable(surface), model);
    const ended = performance.now();
    if (n < 0) continue;
    times.push(between - began);
    others.push(ended - between);
    pricings.push(descent.pricings);
    if (isRecovered(model, surface, point, refined.parameters)) recovered++;
    if (isRecovered(model, surface, point, descent.parameters)) othersRecovered++;
  }
  const share = (count: number) => `${((100 * count) / SURFACES).toFixed(1)} %`;
  const baseline = {
    what: 'finite-difference LM from mid-box',
    median: quantiles(others)(0.5),
  };
  const note =
    `recovered ${share(recovered)}; from mid-box ${share(othersRecovered)}, ` +
    `by ${quantiles(pricings)(0.5)} pricings, 99 % ${quantiles(others)(0.99).toFixed(1)} ms`;
  return rowOf(`${model.name}: network and refinement`, times, { baseline, note });
}

function isRecovered(
  model: LevyModel,
  { prices }: Surface,
  truth: readonly number[],
  found: ArrayLike<number>,
): boolean {
  const own = new Float64Array(prices.length);
  surfacePricer(model, contractGrid).prices(found, 'call', own);
  return (
    model.parameters.every(({ range }, i) => {
      const error = (found[i] ?? Number.NaN) - (truth[i] ?? Number.NaN);
      return Math.abs(error) <= NEAR * (range.max - range.min);
    }) && own.every((price, i) => Math.abs(price - (prices[i] ?? Number.NaN)) <= CLOSE)
  );
}
