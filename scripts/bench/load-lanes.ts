import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright';

/** Calls that were made so many at a time. */
export interface Timed {
  readonly latenciesMs: readonly number[];
  readonly elapsedMs: number;
  /** Answers that came from elsewhere than the task says. */
  readonly strays: number;
}

interface Task {
  /** Of the calls that were read, from the first. */
  readonly count: number;
  readonly atOnce: number;
  /**
   * What the answers must come from, all but a few: of another, another thing would be timed. On a
   * busy machine the service worker may doubt that the page lives, and ask it again for what it then
   * has kept.
   */
  readonly cache: 'hit' | 'miss';
}

/** What the functions below find in the page that they run in. */
interface Scope {
  readonly bodies: readonly string[];
  readonly drive: typeof drive;
  readonly Comlink: typeof import('comlink');
}

interface WorkerCalls {
  readonly calibrate: (...request: unknown[]) => Promise<{ readonly cached?: boolean }>;
}

const comlink = join(import.meta.dirname, '../../node_modules/comlink/dist/umd/comlink.min.js');

/** Puts the bodies of requests where they are to be sent from. */
export async function readCalls(page: Page, bodies: readonly string[]): Promise<void> {
  await page.evaluate((own) => void Object.assign(globalThis, { bodies: own }), bodies);
  await page.evaluate(`globalThis.drive = ${drive}; undefined`);
}

/** Share of the answers that may come from elsewhere. */
const MOST_STRAYS = 0.05;

/** Sends `POST /calibrate` from a page two folders under the contract's root. */
export async function sendRequests(page: Page, task: Task): Promise<Timed> {
  const timed = await page.evaluate(({ count, atOnce, cache }) => {
    const { bodies, drive } = globalThis as unknown as Scope;
    const headers = { 'Content-Type': 'application/json' };
    return drive(count, atOnce, async (n) => {
      const init = { method: 'POST', headers, body: bodies[n] ?? '' };
      const response = await fetch('../../calibrate', init);
      await response.json();
      const found = response.headers.get('X-Cache');
      if (response.status !== 200) throw new Error(`Status ${response.status}.`);
      return found === cache;
    });
  }, task);
  return steady(timed, task);
}

/** Calls the calibration worker of the application's page from there, past the contract. */
export async function callWorker(page: Page, task: Task): Promise<Timed> {
  await page.evaluate(await readFile(comlink, 'utf8'));
  const timed = await page.evaluate(({ count, atOnce, cache }) => {
    const { bodies, drive, Comlink } = globalThis as unknown as Scope;
    const { port1, port2 } = new MessageChannel();
    // As the service worker asks for its port.
    const data = 'connect';
    navigator.serviceWorker.dispatchEvent(new MessageEvent('message', { data, ports: [port2] }));
    const worker = Comlink.wrap<WorkerCalls>(port1);
    return drive(count, atOnce, async (n) => {
      const { model_name, refine, objective, ...asked } = JSON.parse(bodies[n] ?? '');
      const { strikes, maturities, option_prices: prices, spot_price: spot } = asked;
      const surface = { strikes, maturities, prices, spot, rate: asked.risk_free_rate };
      const quoted = { ...surface, dividendYield: 0 };
      const settings = refine && { objective };
      const { cached = false } = await worker.calibrate(quoted, model_name, n, settings);
      return cached === (cache === 'hit');
    });
  }, task);
  return steady(timed, task);
}

/** Throws where too many answers are of another kind than those that are to be timed. */
function steady(timed: Timed, { count, cache }: Task): Timed {
  if (timed.strays <= MOST_STRAYS * count) return timed;
  throw new Error(`${timed.strays} of ${count} answers were no cache ${cache}.`);
}

/**
 * Where the calls are made: `atOnce` lanes, each of which makes the next when its own is answered.
 * `call` says whether its answer came from where it should.
 */
async function drive(
  count: number,
  atOnce: number,
  call: (n: number) => Promise<boolean>,
): Promise<Timed> {
  const latenciesMs: number[] = [];
  let strays = 0;
  let next = 0;
  const lane = async () => {
    while (next < count) {
      const n = next++;
      const called = performance.now();
      if (!(await call(n))) strays++;
      latenciesMs.push(performance.now() - called);
    }
  };
  const began = performance.now();
  await Promise.all(Array.from({ length: atOnce }, lane));
  return { latenciesMs, elapsedMs: performance.now() - began, strays };
}
