import type { Page } from 'playwright';
import type { Adapter, BackendName } from '../../src/network/engine/backend.ts';
import type { Network } from '../../src/network/network-file.ts';
import type { BackendPage } from './page.ts';

/** A backend that runs in a browser with one network. */
export interface OpenBackend {
  readonly adapter: Adapter;
  /** rows × inputs → rows × outputs, one row a pass. */
  readonly run: (inputs: Float32Array, rows: number) => Promise<Float32Array>;
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
  };
}
