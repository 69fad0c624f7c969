import type { Page } from 'playwright';
import { compiledIn, heapOf } from '../../e2e/heap.ts';
import { historyWriter } from '../../e2e/long-history.ts';
import { contractGrid } from '../../src/levy/contract-grid.ts';
import { models } from '../../src/levy/models.ts';
import { surfacePricer } from '../../src/levy/pricer.ts';
import { randomStream } from '../../src/training/data/random.ts';

/** What the page holds, and how many calibrations it has answered by then. */
export interface SoakPoint {
  readonly calibrations: number;
  readonly pageMB: number;
  /** Of it compiled functions; looked at now and then. */
  readonly pageCodeMB?: number;
  readonly workerMB: number;
  readonly serviceWorkerMB: number;
  readonly tensors: number;
  readonly tensorMB: number;
  readonly workers: number;
}

/** Calibrations between two points: edits on the screen, and requests from the page. */
const EDITS = 50;
const REQUESTS = 200;
const AT_ONCE = 8;
const OTHER_BACKENDS = ['webgl', 'cpu'] as const;
const MB = 2 ** 20;
/** Points from one look at the compiled functions to the next. */
const LOOK_EVERY = 4;
/** As many as the history keeps. */
const HISTORY = 500;

/**
 * Calibrates `count` times on the screen of `page`, and by requests from it. Its history is full from
 * the start, so that what the analyst keeps does not look like what nobody let go.
 */
export async function soak(
  page: Page,
  count: number,
  onPoint: (point: SoakPoint) => void,
): Promise<{ readonly points: readonly SoakPoint[]; readonly errors: readonly string[] }> {
  const errors: string[] = [];
  page.on('pageerror', ({ message }) => errors.push(`page: ${message}`));
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(`console: ${message.text()}`);
  });
  await fillHistory(page);
  const points: SoakPoint[] = [];
  const random = randomStream(11);
  let calibrations = 0;
  for (let round = 0; calibrations < count; round++) {
    await choose(page, 'Model', models[round % models.length]?.name ?? '');
    for (let n = 0; n < EDITS; n++) await edit(page, random);
    errors.push(...(await request(page, requestBodies(random))));
    calibrations += 1 + EDITS + REQUESTS;
    const other = OTHER_BACKENDS[round % OTHER_BACKENDS.length];
    if (round % 4 === 1 && other) {
      await switchBackend(page, other);
      await edit(page, random);
      errors.push(...(await request(page, requestBodies(random).slice(0, 20))));
      calibrations += 21;
      await switchBackend(page, 'wasm');
    }
    if (round % 3 === 2) await page.evaluate(() => fetch('cache', { method: 'DELETE' }));
    const point = { calibrations, ...(await held(page, round % LOOK_EVERY === LOOK_EVERY - 1)) };
    points.push(point);
    onPoint(point);
  }
  return { points, errors };
}

async function fillHistory(page: Page): Promise<void> {
  await page.getByRole('banner').getByRole('button', { name: 'History' }).click();
  const panel = page.getByRole('dialog', { name: 'History' });
  await panel.locator('[data-history-id]').first().waitFor();
  const history = await historyWriter(page);
  const buffer = Buffer.from(history(HISTORY));
  const file = { name: 'history.json', mimeType: 'application/json', buffer };
  await panel.getByLabel('Import history').setInputFiles(file);
  await panel.getByText(`${HISTORY} read from history.json.`).waitFor();
  await page.keyboard.press('Escape');
}

async function choose(page: Page, label: string, value: string): Promise<void> {
  await page.getByRole('combobox', { name: label, exact: true }).selectOption(value);
  await isDone(page);
}

async function switchBackend(page: Page, backend: string): Promise<void> {
  await page.getByRole('button', { name: 'Engine details' }).click();
  await page.getByRole('combobox', { name: 'Backend' }).selectOption(backend);
  await page.keyboard.press('Escape');
  await page.locator(`[role="status"][data-backend="${backend}"]`).waitFor({ timeout: 60_000 });
  await isDone(page);
}

/** Types another price into a cell, and waits for what the fit makes of it. */
async function edit(page: Page, random: () => number): Promise<void> {
  const cell = page.locator('[data-key="5:2"]');
  await cell.focus();
  await page.keyboard.type((13.4 + 0.2 * random()).toFixed(6));
  await page.keyboard.press('Enter');
  await isDone(page);
}

function isDone(page: Page): Promise<unknown> {
  return page.locator('section[aria-labelledby="parameters-title"]:not([data-stale])').waitFor();
}

/** Sends the requests from the page; gives what is wrong with the answers. */
function request(page: Page, bodies: readonly string[]): Promise<string[]> {
  return page.evaluate(
    async ({ bodies, atOnce }) => {
      const wrong: string[] = [];
      let next = 0;
      const lane = async () => {
        while (next < bodies.length) {
          const body = bodies[next++] ?? '';
          const headers = { 'Content-Type': 'application/json' };
          const response = await fetch('calibrate', { method: 'POST', headers, body });
          const text = await response.text();
          if (response.status !== 200) wrong.push(`status ${response.status}: ${text}`);
        }
      };
      await Promise.all(Array.from({ length: atOnce }, lane));
      return wrong;
    },
    { bodies, atOnce: AT_ONCE },
  );
}

/** Surfaces that no request had before, of each model in turn; one in ten is refined. */
function requestBodies(random: () => number): string[] {
  const prices = new Float64Array(contractGrid.strikes.length * contractGrid.maturities.length);
  return Array.from({ length: REQUESTS }, (_, n) => {
    const model = models[n % models.length] as (typeof models)[number];
    const truth = model.parameters.map(
      ({ range }) => range.min + random() * (range.max - range.min),
    );
    surfacePricer(model, contractGrid).prices(truth, 'call', prices);
    const refine = n % 10 === 3 && { refine: true };
    return JSON.stringify({ option_prices: [...prices], model_name: model.name, ...refine });
  });
}

/** What is held with every network in memory. */
async function held(page: Page, looks: boolean): Promise<Omit<SoakPoint, 'calibrations'>> {
  const metrics = await page.evaluate(async () => {
    await fetch('warmup', { method: 'POST' });
    return (await fetch('metrics')).text();
  });
  const gauge = (name: string) => Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(metrics)?.[1]);
  const browser = page.context().browser();
  if (!browser) throw new Error('The page has no browser of its own.');
  const origin = new URL(page.url()).origin;
  const own = `${origin}/?backend`;
  return {
    pageMB: (await heapOf(browser, own)) / MB,
    ...(looks && { pageCodeMB: (await compiledIn(browser, own)) / MB }),
    workerMB: (await heapOf(browser, 'calibration.worker')) / MB,
    serviceWorkerMB: (await heapOf(browser, `${origin}/sw.js`)) / MB,
    tensors: gauge('levy_tensors'),
    tensorMB: gauge('levy_tensor_bytes') / MB,
    workers: page.workers().length,
  };
}
