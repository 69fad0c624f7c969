import { chromium } from 'playwright';
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
/** A backend whose pass takes longer than this is asked for none that is larger. */
const LONG_MS = 1500;

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
  try {
    const visit = async <T>(use: (page: Awaited<ReturnType<typeof browser.newPage>>) => T) => {
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
          const own = await visit((page) => rowsOn(page, served.url, backend, model, network));
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
  const missing = problems.length > 0 ? ` Did not run: ${problems.join('; ')}.` : '';
  return {
    part: 'networks',
    title: 'Network passes',
    about:
      `Inputs to outputs, parameters and their errors, in a worker of Chromium ${browser.version()}, one ` +
      'thread, denoising left out (see the numerical core). Larger batches are left out where a pass takes ' +
      'seconds. A graphics device that is emulated on the processor is named so: SwiftShader is no GPU. The ' +
      `baseline is the same network as a TensorFlow.js LayersModel on its WASM backend, by predict.${missing}`,
    rows: rows.map(({ batch: _, ...row }) => row),
  };
}

interface BatchRow extends Row {
  readonly batch: number;
}

async function rowsOn(
  page: Parameters<typeof openBackend>[0],
  url: string,
  backend: BackendName,
  model: LevyModel,
  network: Network,
): Promise<BatchRow[]> {
  const { adapter, time } = await openBackend(page, url, backend, network);
  const on = adapter.software ? `${adapter.adapter}, emulated` : adapter.adapter;
  const batches = await timeBatches(time);
  return [...batches].map(([batch, times]) => {
    const rate = `${short((1000 * batch) / quantiles(times)(0.5))} surfaces a second`;
    const what = `${model.name}: ${backendTitles[backend]} (${on}), batch ${batch}`;
    return { ...rowOf(what, times, { note: rate }), batch };
  });
}

/** Times by batch, from the smallest until they become long. */
async function timeBatches(
  time: (rows: number) => Promise<number[]>,
): Promise<Map<number, number[]>> {
  const times = new Map<number, number[]>();
  for (const batch of BATCHES) {
    const own = await time(batch);
    times.set(batch, own);
    if (quantiles(own)(0.5) > LONG_MS) break;
  }
  return times;
}

function besides(row: BatchRow, baselines: ReadonlyMap<number, number[]>): BatchRow {
  const times = baselines.get(row.batch);
  if (!times) return row;
  return { ...row, baseline: { what: 'LayersModel, WASM', median: quantiles(times)(0.5) } };
}
