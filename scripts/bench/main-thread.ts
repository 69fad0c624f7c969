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
    readonly chrome_mojo_event_info?: { readonly mojo_interface_tag?: string };
    readonly data?: {
      readonly documentLoaderURL?: string;
      readonly functionName?: string;
      readonly url?: string;
    };
  };
}

/** One task of the main thread. */
export interface LongestTask {
  /** By the clock, waiting for a processor included. */
  readonly ms: number;
  /** That it ran. */
  readonly processorMs: number;
  /** What in it took longest by processor time, a line each. */
  readonly inside: readonly string[];
}

const CATEGORIES = ['toplevel', 'devtools.timeline', 'blink.user_timing'];
const END = 'end of what was traced';
/** Parts of a task that are told. */
const TOLD_MS = 3;
const MOST_TOLD = 12;

/**
 * The task of the page's main thread that took the most processor time while `use` ran, and since the
 * navigation if there was one. On a machine that others use too, the clock tells of them; this does
 * not. What the tool that drives the page does in it (looking for elements, `page.evaluate`) is left
 * out: what is to be measured has to come from input, timers or messages.
 */
export async function longestTask(page: Page, use: () => Promise<unknown>): Promise<LongestTask> {
  const browser = page.context().browser();
  if (!browser) throw new Error('There is no browser to trace.');
  await browser.startTracing(page, { categories: CATEGORIES });
  let trace: string;
  try {
    await use();
    await page.evaluate((name) => void performance.mark(name), END);
  } finally {
    trace = (await browser.stopTracing()).toString();
  }
  const { traceEvents } = JSON.parse(trace) as { traceEvents: TraceEvent[] };
  // The browser's own pages have main threads, too.
  const end = traceEvents.find(({ name }) => name === END);
  const { origin } = new URL(page.url());
  const own = traceEvents.filter(({ pid, tid }) => pid === end?.pid && tid === end.tid);
  const start = own.find(({ name, args }) => {
    return name === 'navigationStart' && args?.data?.documentLoaderURL?.startsWith(origin);
  });
  const complete = own.filter(({ ph, ts }) => ph === 'X' && ts >= (start?.ts ?? 0));
  const ofTool = complete.filter(({ args }) => {
    return args?.chrome_mojo_event_info?.mojo_interface_tag === 'blink.mojom.DevToolsSession';
  });
  const tasks = complete.filter(({ name }) => name.endsWith('RunTask'));
  const [longest] = tasks
    .map((task) => {
      const tool = ofTool.filter((event) => isIn(event, task));
      const ms = (task.dur ?? 0) - sum(tool, ({ dur }) => dur);
      return { task, ms, processorMs: (task.tdur ?? 0) - sum(tool, ({ tdur }) => tdur) };
    })
    .sort((a, b) => b.processorMs - a.processorMs);
  if (!longest) throw new Error('The trace has no task of the main thread.');
  if (longest.task.tdur === undefined) throw new Error('The trace tells no processor time.');
  const inside = complete
    .filter((event) => event !== longest.task && isIn(event, longest.task))
    .filter(({ tdur = 0 }) => tdur >= 1000 * TOLD_MS)
    .sort((a, b) => (b.tdur ?? 0) - (a.tdur ?? 0))
    .slice(0, MOST_TOLD)
    .map(told);
  return { ms: longest.ms / 1000, processorMs: longest.processorMs / 1000, inside };
}

function isIn({ ts }: TraceEvent, task: TraceEvent): boolean {
  return ts >= task.ts && ts < task.ts + (task.dur ?? 0);
}

function sum(events: readonly TraceEvent[], of: (event: TraceEvent) => number | undefined): number {
  return events.reduce((total, event) => total + (of(event) ?? 0), 0);
}

function told({ name, tdur = 0, args }: TraceEvent): string {
  const { functionName = '', url = '' } = args?.data ?? {};
  const file = url.split('/').at(-1) ?? '';
  return `${(tdur / 1000).toFixed(0)} ms of ${[name, functionName, file].join(' ').trim()}`;
}
