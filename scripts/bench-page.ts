/**
 * Times the production build in a real Chromium: navigation to the first calibrated sample, and how
 * long the main thread was blocked on the way. Each visit is a first one, in a new profile.
 * Usage: npm run build && npm run bench:page [-- --json]
 */
import { parseArgs } from 'node:util';
import { chromium } from 'playwright';
import { preview } from 'vite';
import { chromiumPath } from '../e2e/chromium.ts';

interface Visit {
  readonly backend: string;
  readonly firstResultMs: number;
  /** Longest task of the main thread (Long Tasks API, which counts from 50 ms), 0 if none. */
  readonly longestTaskMs: number;
}

const VISITS = 5;
const BACKENDS = ['wasm', 'cpu', 'webgl'];
const { values: options } = parseArgs({ options: { json: { type: 'boolean', default: false } } });

const server = await preview({ preview: { port: 4180, strictPort: false }, logLevel: 'warn' });
const url = server.resolvedUrls?.local[0] ?? '';
const executablePath = chromiumPath();
const browser = await chromium.launch({
  ...(executablePath && { executablePath }),
  args: ['--no-sandbox', '--disable-background-networking'],
});
const visits: Visit[] = [];
for (const backend of BACKENDS) {
  for (let n = 0; n < VISITS; n++) visits.push(await visit(backend));
}
await browser.close();
await server.close();

if (options.json) {
  console.log(JSON.stringify(visits));
} else {
  for (const backend of BACKENDS) {
    const own = visits.filter((v) => v.backend === backend);
    const times = own.map((v) => v.firstResultMs).sort((a, b) => a - b);
    const tasks = own.map((v) => v.longestTaskMs).sort((a, b) => a - b);
    const seconds = (ms: number | undefined) => `${((ms ?? Number.NaN) / 1000).toFixed(2)} s`;
    console.log(
      `${backend.padEnd(6)} first result: median ${seconds(times[Math.floor(VISITS / 2)])}, ` +
        `slowest ${seconds(times.at(-1))}; longest main-thread task: ` +
        `median ${tasks[Math.floor(VISITS / 2)]} ms, worst visit ${tasks.at(-1)} ms`,
    );
  }
}

async function visit(backend: string): Promise<Visit> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  // What the visit before leaves running in the browser is none of this one's work.
  await page.waitForTimeout(1500);
  await page.addInitScript(() => {
    const tasks: number[] = [];
    Object.assign(globalThis, { longTasks: tasks });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) tasks.push(entry.duration);
    }).observe({ type: 'longtask', buffered: true });
  });
  await page.goto(`${url}?backend=${backend}`);
  await page.locator('[data-parameter][data-value]').first().waitFor({ timeout: 60_000 });
  const firstResultMs = await page.evaluate(() => performance.now());
  // The charts come after the first figures: wait for them, they may block too.
  await page.locator('[data-line="model"][d^="M"]').first().waitFor({ timeout: 60_000 });
  await page.waitForTimeout(500);
  const tasks = await page.evaluate(() => (globalThis as { longTasks?: number[] }).longTasks ?? []);
  await context.close();
  return { backend, firstResultMs, longestTaskMs: Math.max(0, ...tasks) };
}
