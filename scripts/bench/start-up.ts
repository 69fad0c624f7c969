import { gzipSync } from 'node:zlib';
import type { Page } from 'playwright';
import type { BuiltPage } from './built-page.ts';
import { type LongestTask, longestTask } from './main-thread.ts';
import { quantiles } from './quantiles.ts';
import { type Report, type Row, rowOf, short } from './report.ts';

/** One navigation, seen from the page. */
interface Start {
  readonly kind: (typeof KINDS)[number];
  readonly firstResultMs: number;
  /** Longest task of the main thread (Long Tasks API, which counts from 50 ms), 0 if none. */
  readonly longestTaskMs: number;
  /** What ran longest in the slowest animation frame, where the browser tells. */
  readonly longestScript: string;
}

interface Bytes {
  readonly count: number;
  readonly gzipped: number;
}

const VISITS = 5;
const KINDS = ['cold', 'warm', 'offline'] as const;
const OTHER_BACKENDS = ['cpu', 'webgl'];
const OTHER_VISITS = 2;
const TRACED = 3;

/**
 * From the navigation to the frame that shows the first calibrated figures: cold in a new profile,
 * then again in the same one, then again without a network.
 */
export async function benchStart(built: BuiltPage): Promise<Report> {
  const starts: Start[] = [];
  const bytes: Bytes[] = [];
  for (let n = 0; n < VISITS; n++) {
    const seen = await startsOf(built);
    starts.push(...seen.starts);
    bytes.push(seen.bytes);
  }
  const rows: Row[] = KINDS.map((kind) => startRow(`${kind}, WASM`, starts, kind));
  for (const backend of OTHER_BACKENDS) {
    const own: Start[] = [];
    for (let n = 0; n < OTHER_VISITS; n++) {
      own.push(await built.visit(backend, (page) => readStart(page, 'cold'), prepare));
    }
    rows.push(startRow(`cold, ${backend}`, own, 'cold'));
  }
  const tasks: LongestTask[] = [];
  for (let n = 0; n < TRACED; n++) tasks.push(await built.visit('wasm', tracedVisit));
  const processorMs = tasks.map((task) => task.processorMs);
  const clock = tasks.map((task) => short(task.ms)).join(', ');
  const longest = rowOf('longest main-thread task of a first visit, processor time', processorMs, {
    note: `by the clock, which waits for a processor too: ${clock} ms`,
  });
  const fetched = rowOf(
    'first load, gzipped',
    bytes.map(({ gzipped }) => gzipped / 1000),
    {
      unit: 'kB',
      note: `${bytes[0]?.count ?? 0} files to the first figures, both networks among them`,
    },
  );
  return {
    part: 'start',
    title: 'Start-up',
    about:
      'Navigation to the frame that shows the first calibrated sample, production build, from a server on this ' +
      'machine. Cold is a new profile; warm and offline are later visits in it.',
    rows: [...rows, longest, fetched],
  };
}

function startRow(what: string, starts: readonly Start[], kind: Start['kind']): Row {
  const own = starts.filter((start) => start.kind === kind);
  const tasks = quantiles(own.map(({ longestTaskMs }) => longestTaskMs));
  const [worst] = own.toSorted((a, b) => b.longestTaskMs - a.longestTaskMs);
  const script = worst?.longestTaskMs ? ` (${worst.longestScript})` : '';
  return rowOf(
    what,
    own.map(({ firstResultMs }) => firstResultMs),
    {
      note: `longest main-thread task: median ${short(tasks(0.5))} ms, worst visit ${short(tasks(1))} ms${script}; 0 is none over 50`,
    },
  );
}

/** Another visit to the page that is open, in a profile of its own, since a trace begins before it. */
async function tracedVisit(open: Page): Promise<LongestTask> {
  const browser = open.context().browser();
  const context = await browser?.newContext({ viewport: open.viewportSize() });
  if (!context) throw new Error('There is no browser to visit with.');
  try {
    const page = await context.newPage();
    return await longestTask(page, async () => {
      await prepare(page);
      await page.goto(open.url());
      await readStart(page, 'cold');
    });
  } finally {
    await context.close();
  }
}

async function startsOf({ visit }: BuiltPage): Promise<{ starts: Start[]; bytes: Bytes }> {
  const sizes: Array<Promise<number>> = [];
  let isCounted = true;
  return visit(
    'wasm',
    async (page) => {
      isCounted = false;
      const starts = [await readStart(page, 'cold')];
      const context = page.context();
      const address = page.url();
      await page.evaluate(async () => void (await navigator.serviceWorker.ready));
      for (const kind of ['warm', 'offline'] as const) {
        await page.close();
        await context.setOffline(kind === 'offline');
        page = await context.newPage();
        // What the visit before leaves running in the browser is none of this one's work.
        await page.waitForTimeout(1500);
        await prepare(page);
        await page.goto(address);
        starts.push(await readStart(page, kind));
      }
      const all = await Promise.all(sizes);
      const gzipped = all.reduce((sum, size) => sum + size, 0);
      return { starts, bytes: { count: all.length, gzipped } };
    },
    async (page) => {
      page.on('response', (response) => {
        if (!isCounted || !response.ok()) return;
        const size = response.body().then(
          (body) => gzipSync(body).length,
          () => 0, // the answer of the service worker itself has none
        );
        sizes.push(size);
      });
      await prepare(page);
    },
  );
}

const prepare = (page: Page) => page.addInitScript(noteStart);

async function readStart(page: Page, kind: Start['kind']): Promise<Start> {
  await page.waitForFunction(() => (globalThis as unknown as Scope).start?.firstResultMs);
  // The charts come after the first figures: wait for them, they may block too.
  await page.locator('[data-line="model"][d^="M"]').first().waitFor({ timeout: 60_000 });
  await page.waitForTimeout(500);
  const start = await page.evaluate(() => (globalThis as unknown as Scope).start);
  return { kind, ...start };
}

interface Scope {
  readonly start: Omit<Start, 'kind'>;
}

/** What long animation frames tell of their scripts; the DOM's types do not know them yet. */
interface LongFrame extends PerformanceEntry {
  readonly scripts: ReadonlyArray<{
    readonly duration: number;
    readonly invoker: string;
    readonly sourceURL: string;
    readonly sourceFunctionName: string;
  }>;
}

/** In the page: when the first figures are painted, and what kept the main thread longest. */
function noteStart(): void {
  const start = { firstResultMs: 0, longestTaskMs: 0, longestScript: '' };
  Object.assign(globalThis, { start });
  const observer = new MutationObserver(() => {
    if (!document.querySelector('[data-parameter][data-value]')) return;
    observer.disconnect();
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => {
        start.firstResultMs = performance.now();
      };
      port2.postMessage(undefined);
    });
  });
  observer.observe(document, { subtree: true, childList: true, attributes: true });
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) {
      start.longestTaskMs = Math.max(start.longestTaskMs, duration);
    }
  }).observe({ type: 'longtask', buffered: true });
  let longest = 0;
  new PerformanceObserver((list) => {
    for (const { scripts } of list.getEntries() as LongFrame[]) {
      for (const { duration, invoker, sourceURL, sourceFunctionName } of scripts) {
        if (duration <= longest) continue;
        longest = duration;
        const file = sourceURL.split('/').at(-1);
        start.longestScript =
          `${Math.round(duration)} ms of ${invoker} ${file} ${sourceFunctionName}`.trim();
      }
    }
  }).observe({ type: 'long-animation-frame', buffered: true });
}
