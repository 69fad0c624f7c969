import { chromium, type Page } from 'playwright';
import { chromiumArguments, chromiumPath } from '../../e2e/chromium.ts';
import type { LevyModel } from '../../src/levy/model.ts';
import { models } from '../../src/levy/models.ts';
import { type BackendName, backendTitles, reasonOf } from '../../src/network/engine/backend.ts';
import { loadNetwork } from '../../src/network/load-network.ts';
import type { Network } from '../../src/network/network-file.ts';
import { networkFiles } from '../../src/training/learning/store.ts';
import { openBackend, openLayersModel } from '../backends/open-backend.ts';
import { serveBackendPage } from '../backends/serve-page.ts';
import { quantiles } from './quantiles.ts';
import { type Report, type Row, rowOf, short } from './report.ts';

const BACKENDS = ['wasm', 'cpu', 'oracle', 'webgl', 'webgpu'] as const satisfies BackendName[];
const BATCHES = [1, 16, 256, 1024, 4096, 16_384, 65_536];
/** Up to here a pass takes about as long as for one surface. */
const SMALL = 256;
/** A batch is left out where the one before lets expect a pass of so long. */
const LONG_MS = 2000;

/** Passes of many surfaces at once on every backend that runs here, in a worker of a real Chromium. */
export async function benchPasses(): Promise<Report> {
  const served = await serveBackendPage();
  const executablePath = chromiumPath();
  const browser = await chromium.launch({
    ...(executablePath && { executablePath }),
    args: [...chromiumArguments],
  });
  const rows: BatchRow[] = [];
  const problems: string[] = [];
  const adapters = new Map<string, string>();
  try {
    const visit = async <T>(use: (page: Page) => Promise<T>) => {
      const page = await browser.newPage();
      try {
        return await use(page);
      } finally {
        await page.close();
      }
    };
    for (const model of models) {
      const network = await loadNetwork(model.name, networkFiles());
      const baselines = await visit(async (page) => {
        await page.goto(served.url);
        await page.waitForFunction(() => 'backendPage' in globalThis);
        return timeBatches(await openLayersModel(page, network));
      });
      for (const backend of BACKENDS) {
        try {
          const own = await visit((page) =>
            rowsOn(page, served.url, backend, model, network, adapters),
          );
          rows.push(...own.map((row) => besides(row, baselines)));
        } catch (error) {
          // The rest is the stack in the page.
          problems.push(`${backendTitles[backend]}: ${reasonOf(error).split('\n')[0]}`);
        }
      }
    }
  } finally {
    await browser.close();
    await served.close();
  }
  const devices = [...adapters].map(([title, adapter]) => ` ${title} runs on ${adapter}.`).join('');
  const missing = problems.length > 0 ? ` Did not run: ${problems.join('; ')}.` : '';
  return {
    part: 'networks',
    title: 'Network passes',
    about:
      `Inputs to outputs, parameters and their errors, in a worker of Chromium ${browser.version()}, one ` +
      'thread, denoising left out (see the numerical core). Larger batches are left out where a pass takes ' +
      `seconds.${devices} The baseline is the same network as a TensorFlow.js LayersModel on its WASM backend, ` +
      `asked by predict as it comes, which takes batches apart into 32 rows each.${missing}`,
    rows: rows.map(({ batch: _, ...row }) => row),
  };
}

interface BatchRow extends Row {
  readonly batch: number;
}

async function rowsOn(
  page: Page,
  url: string,
  backend: BackendName,
  model: LevyModel,
  network: Network,
  adapters: Map<string, string>,
): Promise<BatchRow[]> {
  const { adapter, time } = await openBackend(page, url, backend, network);
  if (backend === 'webgl' || backend === 'webgpu') {
    const kind = adapter.software ? 'emulated on the processor' : 'a graphics device';
    adapters.set(backendTitles[backend], `${adapter.adapter}, ${kind}`);
  }
  const title = backend === 'oracle' ? 'float64 oracle' : backendTitles[backend];
  const named = adapter.software ? `${title} (emulated)` : title;
  const batches = await timeBatches(time);
  return [...batches].map(([batch, times]) => {
    const rate = `${short((1000 * batch) / quantiles(times)(0.5))} surfaces a second`;
    const what = `${model.name}: ${named}, batch ${batch}`;
    return { ...rowOf(what, times, { note: rate }), batch };
  });
}

/** Times by batch, from the smallest until they become long. */
async function timeBatches(
  time: (rows: number) => Promise<number[]>,
): Promise<Map<number, number[]>> {
  const times = new Map<number, number[]>();
  for (const [n, batch] of BATCHES.entries()) {
    const before = BATCHES[n - 1];
    const known = before && times.get(before);
    // In proportion; small batches cost the same as one surface.
    if (known && batch > SMALL && quantiles(known)(0.5) * (batch / before) > LONG_MS) break;
    times.set(batch, await time(batch));
  }
  return times;
}

function besides(row: BatchRow, baselines: ReadonlyMap<number, number[]>): BatchRow {
  const times = baselines.get(row.batch);
  if (!times) return row;
  return { ...row, baseline: { what: 'LayersModel, WASM', median: quantiles(times)(0.5) } };
}
