import { textSource } from '../../src/app/batch/batch-source.ts';
import { runBatch } from '../../src/app/batch/run-batch.ts';
import type { BatchPool } from '../../src/calibration/batch/batch-pool.ts';
import { calibrateSurface, refineCalibration } from '../../src/calibration/calibrate.ts';
import { contractGrid } from '../../src/levy/contract-grid.ts';
import type { LevyModel } from '../../src/levy/model.ts';
import { models } from '../../src/levy/models.ts';
import { surfacePricer } from '../../src/levy/pricer.ts';
import { loadNetwork } from '../../src/network/load-network.ts';
import { oracleForward } from '../../src/network/oracle.ts';
import { randomStream } from '../../src/training/data/random.ts';
import { networkFiles } from '../../src/training/learning/store.ts';
import { openNodePool } from '../batch/node-pool.ts';
import { type Report, rowOf } from './report.ts';

/** Surfaces a second, from text to parameters, beside one surface at a time on one thread. */
interface BatchRate {
  readonly model: string;
  readonly what: 'network' | 'refined';
  readonly workers: number;
  readonly batch: number;
  readonly oneAtATime: number;
  /** Surfaces whose parameters are not those that priced them, to 1e-4 of the range; of refined ones. */
  readonly lost?: number;
}

const SURFACES = 10_000;
/** One at a time: fewer say as much. */
const SINGLE = 400;
const VEGA = { objective: 'vega' } as const;

/** Calibrates the same clean surfaces as a batch, on a thread for each core, and one by one. */
async function timeBatch(): Promise<BatchRate[]> {
  const rates: BatchRate[] = [];
  for (const model of models) {
    const truths = randomTruths(model);
    const surfaces = pricesOf(model, truths);
    const text = surfaces.map((prices, i) => [i, ...prices].join()).join('\n');
    for (const refined of [false, true]) {
      const pool = openNodePool();
      try {
        // Loads the networks, and the code.
        const start = text.slice(0, text.indexOf('\n', text.length >> 3));
        await batchOf(start, model, refined, pool);
        const began = performance.now();
        const found = await batchOf(text, model, refined, pool);
        const batch = perSecond(SURFACES, began);
        const oneAtATime = await timeSingle(model, surfaces, refined);
        const what = refined ? 'refined' : 'network';
        const common = { model: model.name, what, workers: pool.size, batch, oneAtATime } as const;
        rates.push(refined ? { ...common, lost: lostOf(model, truths, found) } : common);
      } finally {
        pool.close();
      }
    }
  }
  return rates;
}

/** The part of the benchmark that calibrates many surfaces at once. */
export async function benchBatch(): Promise<Report> {
  const rates = await timeBatch();
  return {
    part: 'batch',
    title: 'Many surfaces at once',
    about: `${SURFACES.toLocaleString('en-GB')} clean surfaces from text to parameters in Node, on a thread for each core; the time is that of the whole run for each surface.`,
    rows: rates.map(({ model, what, workers, batch, oneAtATime, lost }) => {
      const found = lost === undefined ? '' : `, ${SURFACES - lost} of ${SURFACES} recovered`;
      const title = `${model}, ${what === 'refined' ? 'refined' : 'network only'}, ${workers} threads`;
      return rowOf(title, [1000 / batch], {
        baseline: { what: 'one at a time, one thread', median: 1000 / oneAtATime },
        note: `${(SURFACES / batch).toFixed(1)} s, ${batch.toFixed(0)} surfaces a second${found}`,
      });
    }),
  };
}

function randomTruths(model: LevyModel): number[][] {
  const random = randomStream(4);
  return Array.from({ length: SURFACES }, () =>
    model.parameters.map(({ range }) => range.min + random() * (range.max - range.min)),
  );
}

function pricesOf(model: LevyModel, truths: readonly number[][]): number[][] {
  const pricer = surfacePricer(model, contractGrid);
  const out = new Float64Array(200);
  return truths.map((parameters) => {
    pricer.prices(parameters, 'call', out);
    return [...out];
  });
}

async function batchOf(text: string, model: LevyModel, refined: boolean, pool: BatchPool) {
  const { spot, rate, dividendYield } = contractGrid;
  const asked = { spot, rate, dividendYield, model: model.name, pool };
  const found: (readonly number[])[] = [];
  const options = refined ? { ...asked, refine: VEGA } : asked;
  for await (const outcomes of runBatch([textSource('bench', text)], options)) {
    for (const outcome of outcomes) found.push(outcome.ok ? outcome.fit.parameters : []);
  }
  return found;
}

async function timeSingle(model: LevyModel, surfaces: readonly number[][], refined: boolean) {
  const network = await loadNetwork(model.name, networkFiles());
  const forward = async (inputs: Float32Array, rows: number) =>
    oracleForward(network, inputs, rows);
  const options = refined ? { refine: VEGA } : {};
  let began = 0;
  for (let n = 0; n < 2 * SINGLE; n++) {
    if (n === SINGLE) began = performance.now(); // the first half warms up
    const surface = { ...contractGrid, prices: surfaces[n] ?? [] };
    const calibration = await calibrateSurface(surface, network, forward, 'oracle');
    await refineCalibration(surface, calibration, options);
  }
  return perSecond(SINGLE, began);
}

function perSecond(count: number, began: number): number {
  return (1000 * count) / (performance.now() - began);
}

function lostOf(
  { parameters }: LevyModel,
  truths: readonly number[][],
  found: ReadonlyArray<readonly number[]>,
): number {
  return truths.filter((truth, n) =>
    parameters.some(({ range }, i) => {
      const error = Math.abs((found[n]?.[i] ?? Number.NaN) - (truth[i] ?? Number.NaN));
      return !(error < 1e-4 * (range.max - range.min));
    }),
  ).length;
}
