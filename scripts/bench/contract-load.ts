import { join } from 'node:path';
import type { CDPSession, Page } from 'playwright';
import { contractGrid } from '../../src/levy/contract-grid.ts';
import { models } from '../../src/levy/models.ts';
import { surfacePricer } from '../../src/levy/pricer.ts';
import { readConfig } from '../../src/server/config.ts';
import { createLog } from '../../src/server/log.ts';
import { startServer } from '../../src/server/start.ts';
import { randomStream } from '../../src/training/data/random.ts';
import type { BuiltPage } from './built-page.ts';
import { callWorker, readCalls, sendRequests, type Timed } from './load-lanes.ts';
import { quantiles } from './quantiles.ts';
import { type Report, rowOf, short } from './report.ts';

/** Calibrations asked for by one way, so many at a time. */
interface Load extends Timed {
  readonly what: 'network' | 'refined' | 'kept answer';
  readonly way: 'worker' | 'service worker' | 'HTTP server';
  readonly atOnce: number;
}

interface ContractLoad {
  readonly loads: readonly Load[];
  /** From the call to its answer where the browser has stopped the service worker before. */
  readonly stoppedMs: readonly number[];
}

const REQUESTS = 1000;
const AT_ONCE = [1, 32] as const;
/** The last of them, before the first are timed: nobody keeps an answer for so long. */
const WARM_UP = 100;
/** Fewer than a service keeps. */
const KEPT = 100;
const STOPS = 15;

/**
 * Times `POST /calibrate` of a page that is no application, through the service worker to the
 * calibration worker of the application's tab, beside the same calls from that tab itself and HTTP
 * requests to a server in this process. Every surface is another, so that nothing is kept.
 */
async function timeContract({ visit }: BuiltPage): Promise<ContractLoad> {
  const files = join(import.meta.dirname, '../../dist');
  const read = readConfig({ PORT: '0', LOG_LEVEL: 'silent' }, files);
  if (!read.ok) throw new Error(read.problems.join(' '));
  const log = createLog(read.config.logLevel, () => {});
  const server = await startServer(read.config, files, log);
  try {
    return await visit('wasm', async (page) => {
      const plain = await plainPage(page, page.url());
      const remote = await plainPage(page, server.url);
      const loads = await timeLoads(page, plain, remote);
      return { loads, stoppedMs: await timeStopped(plain) };
    });
  } finally {
    await server.close();
  }
}

/** A page of the same origin that has nothing of the application. */
async function plainPage(page: Page, url: string): Promise<Page> {
  const plain = await page.context().newPage();
  await plain.goto(new URL('networks/VarianceGamma/card.json', url).href);
  return plain;
}

async function timeLoads(application: Page, plain: Page, remote: Page): Promise<Load[]> {
  const loads: Load[] = [];
  for (const what of ['network', 'refined'] as const) {
    const bodies = randomBodies(REQUESTS, { seed: 3, refine: what === 'refined' });
    for (const lanes of [application, plain, remote])
      await readCalls(lanes, bodies.slice(-WARM_UP));
    const warmUp = { count: WARM_UP, atOnce: 1, cache: 'miss' } as const;
    await callWorker(application, warmUp);
    await sendRequests(remote, warmUp);
    for (const lanes of [application, plain, remote]) await readCalls(lanes, bodies);
    for (const atOnce of AT_ONCE) {
      const task = { count: REQUESTS, atOnce, cache: 'miss' } as const;
      const named = { what, atOnce };
      loads.push({ ...named, way: 'worker', ...(await callWorker(application, task)) });
      loads.push({ ...named, way: 'service worker', ...(await sendRequests(plain, task)) });
      loads.push({ ...named, way: 'HTTP server', ...(await sendRequests(remote, task)) });
    }
  }
  return [...loads, ...(await timeKept(plain))];
}

/** The same few surfaces again and again: what a request costs beside the calibration. */
async function timeKept(plain: Page): Promise<Load[]> {
  const bodies = randomBodies(KEPT, { seed: 4 });
  await readCalls(plain, bodies);
  await sendRequests(plain, { count: KEPT, atOnce: 1, cache: 'miss' });
  await readCalls(
    plain,
    Array.from({ length: REQUESTS }, (_, n) => bodies[n % KEPT] ?? ''),
  );
  const loads: Load[] = [];
  for (const atOnce of AT_ONCE) {
    const timed = await sendRequests(plain, { count: REQUESTS, atOnce, cache: 'hit' });
    loads.push({ what: 'kept answer', way: 'service worker', atOnce, ...timed });
  }
  return loads;
}

/** Each call is the first since the browser stopped the service worker. */
async function timeStopped(plain: Page): Promise<number[]> {
  const devtools = await plain.context().newCDPSession(plain);
  await devtools.send('ServiceWorker.enable');
  const times: number[] = [];
  for (const body of randomBodies(STOPS, { seed: 5 })) {
    await readCalls(plain, [body]);
    await stopServiceWorker(devtools);
    const { latenciesMs } = await sendRequests(plain, { count: 1, atOnce: 1, cache: 'miss' });
    times.push(...latenciesMs);
  }
  return times;
}

async function stopServiceWorker(devtools: CDPSession): Promise<void> {
  const stopped = new Promise<void>((resolve) => {
    devtools.on('ServiceWorker.workerVersionUpdated', ({ versions }) => {
      if (versions.every(({ runningStatus }) => runningStatus === 'stopped')) resolve();
    });
  });
  await devtools.send('ServiceWorker.stopAllWorkers');
  await stopped;
}

/** Requests with the prices of random parameters, the models in turn. */
function randomBodies(count: number, { seed = 0, refine = false }): string[] {
  const random = randomStream(seed);
  const priced = models.map((model) => ({ model, pricer: surfacePricer(model, contractGrid) }));
  const prices = new Float64Array(contractGrid.strikes.length * contractGrid.maturities.length);
  return Array.from({ length: count }, (_, n) => {
    const { model, pricer } = priced[n % priced.length] as (typeof priced)[number];
    const parameters = model.parameters.map(
      ({ range }) => range.min + random() * (range.max - range.min),
    );
    pricer.prices(parameters, 'call', prices);
    const { strikes, maturities, spot, rate } = contractGrid;
    return JSON.stringify({
      option_prices: [...prices],
      strikes,
      maturities,
      spot_price: spot,
      risk_free_rate: rate,
      model_name: model.name,
      ...(refine && { refine, objective: 'vega' }),
    });
  });
}

/** A row a way, what it calibrates and how many at a time; then the stopped service worker's. */
export async function benchContract(built: BuiltPage): Promise<Report> {
  const { loads, stoppedMs } = await timeContract(built);
  const rows = loads.map(({ what, way, atOnce, latenciesMs, elapsedMs, strays }) => {
    const direct = loads.find(
      (load) => load.way === 'worker' && load.what === what && load.atOnce === atOnce,
    );
    const isBeside = way !== 'worker' && direct !== undefined;
    const rate = `${short((1000 * latenciesMs.length) / elapsedMs)} a second`;
    const kind = what === 'kept answer' ? 'computed' : 'kept';
    const note = strays > 0 ? `${rate}; ${strays} of them were ${kind}` : rate;
    return rowOf(`${what}, ${way}, ${atOnce} at once`, latenciesMs, {
      note,
      ...(isBeside && {
        baseline: { what: 'call in the worker', median: quantiles(direct.latenciesMs)(0.5) },
      }),
    });
  });
  const note = `slowest ${short(Math.max(...stoppedMs))} ms`;
  return {
    part: 'contract',
    title: 'POST /calibrate',
    about:
      'Calls from a page that is no application, of both models in turn, every surface another, to the answer ' +
      'read. WASM backend. Beside them the same calls from the application’s tab straight to its worker. ' +
      'Stopped before: each call is the first since the browser stopped the service worker.',
    rows: [...rows, rowOf('network, service worker stopped before', stoppedMs, { note })],
  };
}
