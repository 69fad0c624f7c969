import type { APIRequestContext, Page } from '@playwright/test';
import { calibrateSurface } from '../src/calibration/calibrate.ts';
import type { Surface } from '../src/calibration/quotes/surface.ts';
import { contractGrid } from '../src/levy/contract-grid.ts';
import type { LevyModel } from '../src/levy/model.ts';
import { models } from '../src/levy/models.ts';
import { surfacePricer } from '../src/levy/pricer.ts';
import { loadNetwork } from '../src/network/load-network.ts';
import { oracleForward } from '../src/network/oracle.ts';
import { expect, guard, test } from './guarded-test.ts';

/** Largest difference from the float64 network, as a share of a parameter's range. */
const TOLERANCE = 1e-4;

/** Prices of the model at 30 % of each parameter's range. */
function surfaceOf(model: LevyModel): Surface {
  const parameters = model.parameters.map(({ range }) => range.min + 0.3 * (range.max - range.min));
  const prices = new Float64Array(contractGrid.strikes.length * contractGrid.maturities.length);
  surfacePricer(model, contractGrid).prices(parameters, 'call', prices);
  return { ...contractGrid, prices: [...prices] };
}

/** What the float64 network makes of the surface, here in Node, from the files that are served. */
async function oracleParameters(request: APIRequestContext, surface: Surface, model: LevyModel) {
  const network = await loadNetwork(model.name, async (path) => {
    const { buffer, byteOffset, byteLength } = await (await request.get(`networks/${path}`)).body();
    return buffer.slice(byteOffset, byteOffset + byteLength) as ArrayBuffer;
  });
  const forward = async (inputs: Float32Array, rows: number) =>
    oracleForward(network, inputs, rows);
  return (await calibrateSurface(surface, network, forward, 'oracle')).parameters;
}

const engine = (page: Page) => page.getByRole('status', { name: 'Engine' });

/** The network's own value, beside the refined one. */
const shown = async (page: Page, key: string) =>
  Number(await page.locator(`[data-parameter="${key}"]`).getAttribute('data-network-value'));

for (const [backend, title] of [
  ['webgpu', 'WebGPU'],
  ['webgl', 'WebGL'],
  ['wasm', 'WASM'],
  ['cpu', 'CPU'],
] as const) {
  test(`${title} runs when it is chosen, and agrees with the float64 network`, async ({
    page,
    request,
  }) => {
    await page.goto(`./?backend=${backend}`);
    await expect(engine(page)).toHaveAttribute('data-backend', backend, { timeout: 90_000 });
    await expect(engine(page)).toContainText(title);
    for (const model of models) {
      const surface = surfaceOf(model);
      const expected = await oracleParameters(request, surface, model);
      const json = { option_prices: surface.prices, model_name: model.name };
      await page.locator('input[type=file]').setInputFiles({
        name: 'surface.json',
        mimeType: 'application/json',
        buffer: Buffer.from(JSON.stringify(json)),
      });
      await page.getByLabel('Model', { exact: true }).selectOption(model.name);
      for (const [i, { key, range }] of model.parameters.entries()) {
        await expect
          .poll(async () => Math.abs((await shown(page, key)) - expected[i]!))
          .toBeLessThan(TOLERANCE * (range.max - range.min));
      }
      const header = await page.evaluate(async (data) => {
        const body = JSON.stringify(data);
        const headers = { 'Content-Type': 'application/json' };
        const response = await fetch('calibrate', { method: 'POST', headers, body });
        return response.headers.get('X-Backend');
      }, json);
      expect(header).toBe(backend);
    }
    await expect(engine(page)).toHaveAttribute('data-backend', backend);
  });
}

test('auto does not run on software WebGPU', async ({ page }) => {
  await page.goto('./');
  await expect(engine(page)).toHaveAttribute('data-phase', 'ready');
  await expect(engine(page)).toHaveAttribute('data-backend', /^(webgl|wasm)$/);
});

test('another backend answers when the graphics process crashes', { tag: '@fault' }, async ({
  playwright,
  problems,
}) => {
  // A browser of its own: after a crash Chromium may keep pages away from the graphics card.
  const { launchOptions = {}, baseURL = '' } = test.info().project.use;
  const browser = await playwright.chromium.launch(launchOptions);
  guard(browser, problems);
  try {
    const page = await browser.newPage({ baseURL });
    await page.goto('./?backend=webgpu');
    await expect(engine(page)).toHaveAttribute('data-backend', 'webgpu', { timeout: 90_000 });
    const devtools = await browser.newBrowserCDPSession();
    await devtools.send('Browser.crashGpuProcess');
    await expect(engine(page)).toHaveAttribute('data-backend', /^(webgl|wasm)$/);
    await page.getByRole('button', { name: 'Engine details' }).click();
    await expect(page.getByRole('dialog', { name: 'Engine details' })).toContainText(
      'WebGPU stopped working:',
    );
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Calibrate' }).click();
    await expect(page.locator('[data-parameter][data-value]').first()).toBeVisible();
  } finally {
    await browser.close();
  }
});

test('a worker that cannot be loaded is said to be, and can be started again', {
  tag: '@fault',
}, async ({ page }) => {
  await page.route('**/calibration.worker*', (route) => route.fulfill({ status: 404 }));
  await page.goto('./');
  await expect(engine(page)).toHaveAttribute('data-phase', 'failed');
  await page.unroute('**/calibration.worker*');
  await page.getByRole('button', { name: 'Start again' }).click();
  await expect(engine(page)).toHaveAttribute('data-phase', 'ready');
});
