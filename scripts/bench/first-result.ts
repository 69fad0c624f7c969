import type { BuiltPage } from './built-page.ts';
import { quantiles } from './quantiles.ts';

export interface Visit {
  readonly backend: string;
  readonly firstResultMs: number;
  /** Longest task of the main thread (Long Tasks API, which counts from 50 ms), 0 if none. */
  readonly longestTaskMs: number;
}

const VISITS = 5;
const BACKENDS = ['wasm', 'cpu', 'webgl'];

/** From the navigation to the first calibrated sample; each visit is a first one. */
export async function timeFirstResults({ visit }: BuiltPage): Promise<Visit[]> {
  const visits: Visit[] = [];
  for (const backend of BACKENDS) {
    for (let n = 0; n < VISITS; n++) {
      visits.push(
        await visit(
          backend,
          async (page) => {
            const firstResultMs = await page.evaluate(() => performance.now());
            // The charts come after the first figures: wait for them, they may block too.
            await page.locator('[data-line="model"][d^="M"]').first().waitFor({ timeout: 60_000 });
            await page.waitForTimeout(500);
            const tasks = await page.evaluate(
              () => (globalThis as { longTasks?: number[] }).longTasks ?? [],
            );
            return { backend, firstResultMs, longestTaskMs: Math.max(0, ...tasks) };
          },
          (page) => page.addInitScript(noteLongTasks),
        ),
      );
    }
  }
  return visits;
}

/** In the page. */
function noteLongTasks(): void {
  const tasks: number[] = [];
  Object.assign(globalThis, { longTasks: tasks });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) tasks.push(entry.duration);
  }).observe({ type: 'longtask', buffered: true });
}

/** A line a backend. */
export function firstResultLines(visits: readonly Visit[]): string[] {
  const seconds = (ms: number) => `${(ms / 1000).toFixed(2)} s`;
  return BACKENDS.map((backend) => {
    const own = visits.filter((visit) => visit.backend === backend);
    const times = quantiles(own.map(({ firstResultMs }) => firstResultMs));
    const tasks = quantiles(own.map(({ longestTaskMs }) => longestTaskMs));
    return (
      `${backend.padEnd(6)} first result: median ${seconds(times(0.5))}, slowest ${seconds(times(1))}; ` +
      `longest main-thread task: median ${tasks(0.5)} ms, worst visit ${tasks(1)} ms`
    );
  });
}
