import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright';

/** Calls that were made so many at a time. */
export interface Timed {
  readonly latenciesMs: readonly number[];
  readonly elapsedMs: number;
}

interface Task {
  /** Of the calls that were read, from the first. */
  readonly count: number;
  readonly atOnce: number;
  /** What every answer must come from: of another, another thing would be timed. */
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

/** Sends `POST /calibrate` from a page two folders under the contract's root. */
export function sendRequests(page: Page, task: Task): Promise<Timed> {
  return page.evaluate(({ count, atOnce, cache }) => {
    const { bodies, drive } = globalThis as unknown as Scope;
    const headers = { 'Content-Type': 'application/json' };
    return drive(count, atOnce, async (n) => {
      const init = { method: 'POST', headers, body: bodies[n] ?? '' };
      const response = await fetch('../../calibrate', init);
      await response.json();
      const found = response.headers.get('X-Cache');
      if (response.status !== 200 || found !== cache) {
        throw new Error(`Status ${response.status}, kept: ${found}.`);
      }
    });
  }, task);
}

/** Calls the calibration worker of the application's page from there, past the contract. */
export async function callWorker(page: Page, task: Task): Promise<Timed> {
  await page.evaluate(await readFile(comlink, 'utf8'));
  return page.evaluate(({ count, atOnce, cache }) => {
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
      if (cached !== (cache === 'hit')) throw new Error(`Kept: ${cached}.`);
    });
  }, task);
}

/** Where the calls are made: `atOnce` lanes, each of which makes the next when its own is answered. */
async function drive(
  count: number,
  atOnce: number,
  call: (n: number) => Promise<void>,
): Promise<Timed> {
  const latenciesMs: number[] = [];
  let next = 0;
  const lane = async () => {
    while (next < count) {
      const n = next++;
      const called = performance.now();
      await call(n);
      latenciesMs.push(performance.now() - called);
    }
  };
  const began = performance.now();
  await Promise.all(Array.from({ length: atOnce }, lane));
  return { latenciesMs, elapsedMs: performance.now() - began };
}
