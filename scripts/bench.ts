/**
 * Times the numerical core beside a baseline in the same run; then, in the production build and a
 * real Chromium, requests of the REST contract, an edited price to the screen that shows its answer,
 * and pictures while a what-if slider is dragged.
 * Usage: npm run bench [-- --json] [-- --core] [-- --url <of a server that runs already>]
 */
import { parseArgs } from 'node:util';
import { calibrateSurface } from '../src/calibration/calibrate.ts';
import { quoteTable } from '../src/calibration/quotes/quote-table.ts';
import { refine } from '../src/calibration/refine/refine.ts';
import { surfaceFitter } from '../src/calibration/report/fit.ts';
import { impliedVolatility, timeValue } from '../src/levy/black.ts';
import { contractGrid } from '../src/levy/contract-grid.ts';
import type { LevyModel } from '../src/levy/model.ts';
import { models } from '../src/levy/models.ts';
import { surfacePricer } from '../src/levy/pricer.ts';
import { timeValues } from '../src/network/features.ts';
import { loadNetwork } from '../src/network/load-network.ts';
import type { Network } from '../src/network/network-file.ts';
import { networkReader } from '../src/network/network-reader.ts';
import { oracleForward } from '../src/network/oracle.ts';
import { disturb, undisturbed } from '../src/training/data/noise.ts';
import { randomStream } from '../src/training/data/random.ts';
import { networkFiles } from '../src/training/learning/store.ts';
import { cosForwardCalls } from './baselines/cos.ts';
import { batchLines, timeBatch } from './bench/batch.ts';
import { withBuiltPage } from './bench/built-page.ts';
import { contractLines, timeContract } from './bench/contract-load.ts';
import { editLines, timeEdits } from './bench/edit-to-screen.ts';
import { quantiles } from './bench/quantiles.ts';
import { sliderLines, timeSlider } from './bench/slider-frames.ts';

interface Row {
  readonly model: string;
  readonly what: string;
  readonly medianMs: number;
  /** Tenth and ninetieth percentile. */
  readonly spreadMs: readonly [number, number];
  readonly p99Ms: number;
  /** Times that of the prices alone, the two timed in turn. */
  readonly ratio?: number;
  /** Largest error of a price on a spot of 100, against 2,600 nodes, where the row prices. */
  readonly largestError?: number;
}

const COS_TERMS = 1024;
const RUNS = 300;
const REFINEMENTS = 1000;
const VEGA = { objective: 'vega' } as const;
const { values: options } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    /** Leaves the page out. */
    core: { type: 'boolean', default: false },
    url: { type: 'string' },
  },
});
const rows: Row[] = [];
for (const model of models) rows.push(...(await benchmark(model)));
const batch = await timeBatch();
if (!options.json) print();
const page = options.core
  ? undefined
  : await withBuiltPage(options.url, async (built) => ({
      contract: await timeContract(built),
      edits: await timeEdits(built),
      slider: await timeSlider(built),
    }));
if (options.json) console.log(JSON.stringify({ node: process.version, rows, batch, ...page }));
else if (page) {
  const { contract, edits, slider } = page;
  console.log([...contractLines(contract), ...editLines(edits), ...sliderLines(slider)].join('\n'));
}

async function benchmark(model: LevyModel): Promise<Row[]> {
  const random = randomStream(1);
  const points = Array.from({ length: REFINEMENTS }, () =>
    model.parameters.map(({ range }) => range.min + random() * (range.max - range.min)),
  );
  const point = (n: number) => points[n] ?? [];
  const truth = surfacePricer(model, contractGrid, 2);
  const pricer = surfacePricer(model, contractGrid);
  const network = await loadNetwork(model.name, networkFiles());
  const prices = new Float64Array(200);
  const gradient = new Float64Array(200 * model.parameters.length);
  const price = (n: number, out: Float64Array) => pricer.forwardCalls(point(n), out);
  const cleanSurface = (n: number) => {
    pricer.prices(point(n), 'call', prices);
    return { ...contractGrid, prices: [...prices] };
  };
  const surface = cleanSurface(0);
  const reprice = surfaceFitter(surface, model);
  const forward = async (inputs: Float32Array, count: number) =>
    oracleForward(network, inputs, count);
  const cos = (n: number, out: Float64Array) =>
    cosForwardCalls(model, point(n), contractGrid, COS_TERMS, out);
  const quotes = points.map((_, n) => {
    const calls = new Float64Array(200);
    price(n, calls);
    return calls;
  });
  const starts = await Promise.all(
    points.map(async (_, n) => {
      const clean = cleanSurface(n);
      const { parameters } = await calibrateSurface(clean, network, forward, 'oracle');
      return { surface: clean, parameters };
    }),
  );
  const error = (priced: (n: number, out: Float64Array) => void) => {
    const own = new Float64Array(200);
    const exact = new Float64Array(200);
    let largest = 0;
    for (let n = 0; n < 50; n++) {
      priced(n, own);
      truth.forwardCalls(point(n), exact);
      for (const [i, value] of own.entries()) {
        largest = Math.max(largest, 100 * Math.abs(value - (exact[i] ?? Number.NaN)));
      }
    }
    return largest;
  };
  return [
    {
      ...(await time(model, 'surface of 200 prices, contour', (n) => price(n, prices))),
      largestError: error(price),
    },
    {
      ...(await time(model, `surface of 200 prices, COS ${COS_TERMS} terms`, (n) =>
        cos(n, prices),
      )),
      largestError: error(cos),
    },
    await time(
      model,
      'prices with gradients',
      (n) => pricer.forwardCalls(point(n), prices, gradient),
      (n) => price(n, prices),
    ),
    await time(model, 'implied volatilities of 200 prices', (n) =>
      volatilities(quotes[n] ?? prices),
    ),
    ...(await networkRows(model, network, points)),
    await time(model, 'calibration, prices to parameters', () =>
      calibrateSurface(surface, network, forward, 'oracle'),
    ),
    await time(
      model,
      'refinement from there, one thread',
      (n) => {
        const start = starts[n];
        if (start) refine(quoteTable(start.surface), model, start.parameters, VEGA);
      },
      (n) => price(n, prices),
      REFINEMENTS,
    ),
    await time(model, 'what-if: repriced and compared', (n) => {
      for (const steps = reprice(point(n)); !steps.next().done; );
    }),
  ];
}

/** What a calibration by the network alone is made of. */
async function networkRows(
  model: LevyModel,
  network: Network,
  points: readonly number[][],
): Promise<Row[]> {
  const random = randomStream(2);
  const pricer = surfacePricer(model, contractGrid);
  const calls = new Float64Array(200);
  const exact = new Float64Array(200);
  const { read, answer } = networkReader(network);
  const quoted = (deviation: number) =>
    points.slice(0, RUNS).map((point) => {
      const values = new Float64Array(200);
      pricer.forwardCalls(point, calls);
      timeValues(calls, exact);
      disturb(exact, 0, { ...undisturbed, deviation }, random, values);
      const { inputs, noise } = read(values);
      return { values, inputs, noise, outputs: oracleForward(network, inputs, 1) };
    });
  const timeOn = (
    what: string,
    surfaces: ReturnType<typeof quoted>,
    run: (surface: (typeof surfaces)[number]) => unknown,
  ) =>
    time(model, what, (n) => {
      const surface = surfaces[n];
      if (surface) run(surface);
    });
  const clean = quoted(0);
  const noisy = quoted(0.05);
  return [
    await timeOn('denoising, clean prices', clean, ({ values }) => read(values)),
    await timeOn('denoising, noise of 5 %', noisy, ({ values }) => read(values)),
    await timeOn('network pass, float64', clean, ({ inputs }) => oracleForward(network, inputs, 1)),
    await timeOn('answer, errors and unfamiliarity', clean, ({ values, noise, outputs }) =>
      answer(values, noise, outputs),
    ),
  ];
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

async function time(
  model: LevyModel,
  what: string,
  run: (n: number) => unknown,
  beside?: (n: number) => unknown,
  runs = RUNS,
): Promise<Row> {
  const times: number[] = [];
  const others: number[] = [];
  for (let n = 0; n < 2 * runs; n++) {
    if (n === runs) times.length = others.length = 0; // the first half warms up
    if (beside) others.push(await timeOf(() => beside(n % runs)));
    times.push(await timeOf(() => run(n % runs)));
  }
  const at = quantiles(times);
  return {
    model: model.name,
    what,
    medianMs: at(0.5),
    spreadMs: [at(0.1), at(0.9)],
    p99Ms: at(0.99),
    ...(beside && { ratio: at(0.5) / quantiles(others)(0.5) }),
  };
}

async function timeOf(run: () => unknown): Promise<number> {
  const started = performance.now();
  await run();
  return performance.now() - started;
}

function print(): void {
  for (const { model, what, medianMs, spreadMs, p99Ms, ratio, largestError } of rows) {
    const [low, high, worst] = [...spreadMs, p99Ms].map((ms) => ms.toFixed(3));
    const accuracy = largestError === undefined ? '' : `   error ${largestError.toExponential(1)}`;
    const times = `${medianMs.toFixed(3)} ms (${low} … ${high}, 99 % ${worst})`;
    const share = ratio === undefined ? '' : `   ${ratio.toFixed(2)} × a surface’s prices`;
    console.log(`${model.padEnd(14)} ${what.padEnd(38)} ${times}${share}${accuracy}`);
  }
  console.log(batchLines(batch).join('\n'));
}
