import type { Page } from 'playwright';
import type { Adapter, BackendName } from '../../src/network/engine/backend.ts';
import type { Network } from '../../src/network/network-file.ts';
import type { BackendPage } from './page.ts';

/** A backend that runs in a browser with one network. */
export interface OpenBackend {
  readonly adapter: Adapter;
  /** rows × inputs → rows × outputs, one row a pass. */
  readonly run: (inputs: Float32Array, rows: number) => Promise<Float32Array>;
  /** Of passes of so many rows at once, in ms. */
  readonly time: (rows: number) => Promise<number[]>;
}

type Scope = typeof globalThis & { readonly backendPage: BackendPage };

/** Rejects, as the engine does, where the backend does not run or fails the golden inputs. */
export async function openBackend(
  page: Page,
  url: string,
  name: BackendName,
  network: Network,
): Promise<OpenBackend> {
  await page.goto(url);
  await page.waitForFunction(() => 'backendPage' in globalThis);
  const adapter = await page.evaluate(
    (asked) => (globalThis as Scope).backendPage.start(asked.name, asked.network),
    { name, network },
  );
  return {
    adapter,
    run: (inputs, rows) =>
      page.evaluate((asked) => (globalThis as Scope).backendPage.run(asked.inputs, asked.rows), {
        inputs,
        rows,
      }),
    time: (rows) => page.evaluate((asked) => (globalThis as Scope).backendPage.time(asked), rows),
  };
}

/** Starts TensorFlow.js's own `LayersModel` on WASM in an open page; gives what times it, in ms. */
export async function openLayersModel(page: Page, network: Network) {
  await page.evaluate(
    (asked) => (globalThis as Scope).backendPage.startLayersModel(asked),
    network,
  );
  return (rows: number) =>
    page.evaluate(
      async (asked) => (await (globalThis as Scope).backendPage.timeLayersModel(asked)) ?? [],
      rows,
    );
}
