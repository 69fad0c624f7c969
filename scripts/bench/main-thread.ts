import type { Page } from 'playwright';

/** What is read of an event of Chromium's trace; times in µs. */
interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  readonly ts: number;
  readonly dur?: number;
  /** Of the thread's processor time, where the platform tells. */
  readonly tdur?: number;
  readonly args?: {
    readonly name?: string;
    readonly data?: { readonly documentLoaderURL?: string };
  };
}

/** One task of the main thread. */
export interface LongestTask {
  /** By the clock, waiting for a processor included. */
  readonly ms: number;
  /** That it ran. */
  readonly processorMs: number;
}

const CATEGORIES = ['toplevel', 'devtools.timeline', 'blink.user_timing'];

/**
 * The task of the page's main thread that took the most processor time while `use` ran, from its
 * navigation on. On a machine that others use too, the clock tells of them; this does not.
 */
export async function longestTask(page: Page, use: () => Promise<unknown>): Promise<LongestTask> {
  const browser = page.context().browser();
  if (!browser) throw new Error('There is no browser to trace.');
  await browser.startTracing(page, { categories: CATEGORIES });
  await use();
  const trace = (await browser.stopTracing()).toString();
  const { traceEvents: events } = JSON.parse(trace) as { traceEvents: TraceEvent[] };
  const { origin } = new URL(page.url());
  const start = events.find(({ name, args }) => {
    return name === 'navigationStart' && args?.data?.documentLoaderURL?.startsWith(origin);
  });
  const main = events.find(({ name, pid, args }) => {
    return name === 'thread_name' && args?.name === 'CrRendererMain' && pid === start?.pid;
  });
  const tasks = events.filter(({ name, ph, pid, tid, ts }) => {
    const isMain = pid === main?.pid && tid === main.tid && ts >= (start?.ts ?? 0);
    return isMain && ph === 'X' && name.endsWith('RunTask');
  });
  const [longest] = tasks.toSorted((a, b) => (b.tdur ?? 0) - (a.tdur ?? 0));
  if (!longest) throw new Error('The trace has no task of the main thread.');
  return { ms: (longest.dur ?? 0) / 1000, processorMs: (longest.tdur ?? 0) / 1000 };
}
