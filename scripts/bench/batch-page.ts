import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright';
import { batchDialog, ended } from '../../e2e/batch-page.ts';
import type { BuiltPage } from './built-page.ts';
import { type Report, rowOf, short } from './report.ts';
import { sizeInWords, withSurfacesFile } from './surfaces-file.ts';

/** What a batch in the page came to. */
interface PageRun {
  readonly surfaces: number;
  readonly bytes: number;
  readonly seconds: number;
  /** Of the page: heap and buffers after a collection, with the results on the screen. */
  readonly heldMB: number;
  /** Of its process, with all workers, at any time since it was started. */
  readonly peakMB: number;
}

const COUNTS = [10_000, 100_000] as const;
const MOST_MS = 1_200_000;
const MB = 2 ** 20;

/** The part of the benchmark that calibrates files of two sizes on the screen, the network alone. */
export async function benchBatchPage({ visit }: BuiltPage): Promise<Report> {
  const runs: PageRun[] = [];
  for (const count of COUNTS) {
    const run = await withSurfacesFile(count, (path, bytes) =>
      visit('wasm', async (page) => ({ bytes, ...(await runInPage(page, path, count)) })),
    );
    runs.push(run);
  }
  return {
    part: 'batch-page',
    title: 'Many surfaces on the screen',
    about:
      'What the page holds, heap and buffers, when it shows the results of a CSV file of Variance Gamma ' +
      'surfaces, the network alone: it keeps a row of each, and no surface. Beside it the most memory that ' +
      'its process took at any time, the application and all workers together.',
    rows: runs.map(({ surfaces, bytes, seconds, heldMB, peakMB }) =>
      rowOf(sizeInWords(surfaces, bytes), [heldMB], {
        unit: 'MB',
        note: `process at most ${short(peakMB)} MB; ${(surfaces / seconds).toFixed(0)} surfaces a second`,
      }),
    ),
  };
}

async function runInPage(
  page: Page,
  path: string,
  surfaces: number,
): Promise<Omit<PageRun, 'bytes'>> {
  await page.keyboard.press('Alt+Shift+B');
  const dialog = batchDialog(page);
  await dialog.getByLabel('Choose files').setInputFiles(path);
  await dialog.getByRole('combobox', { name: 'Fit by' }).selectOption('network');
  const began = performance.now();
  await dialog.getByRole('button', { name: 'Start' }).click();
  await ended(page).waitFor({ timeout: MOST_MS });
  const seconds = (performance.now() - began) / 1000;
  const grid = dialog.getByRole('grid', { name: 'Results' });
  const rows = Number(await grid.getAttribute('aria-rowcount')) - 1;
  if (rows !== surfaces)
    throw new Error(`${rows} rows of ${surfaces}: ${await ended(page).innerText()}`);
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('HeapProfiler.collectGarbage');
  const { usedSize, backingStorageSize } = await devtools.send('Runtime.getHeapUsage');
  return {
    surfaces,
    seconds,
    heldMB: (usedSize + backingStorageSize) / MB,
    peakMB: await peakOf(page),
  };
}

/** Of the largest process that draws pages: that of the application. NaN where no system tells. */
async function peakOf(page: Page): Promise<number> {
  const devtools = await page.context().browser()?.newBrowserCDPSession();
  const { processInfo = [] } = (await devtools?.send('SystemInfo.getProcessInfo')) ?? {};
  const peaks = processInfo
    .filter(({ type }) => type === 'renderer')
    .map(async ({ id }) => {
      const status = await readFile(`/proc/${id}/status`, 'utf8').catch(() => '');
      return Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1]) / 1024;
    });
  return Math.max(...(await Promise.all(peaks)));
}
