import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Page, Worker } from '@playwright/test';
import { expect, test } from './guarded-test.ts';
import { calibrated, cell, parameters } from './screen-page.ts';

test.use({ expectedErrors: [/^Failed to load resource: |provoked/] });

/*
 * Faults that are provoked in the calibration worker and around it. What worker code is changed has to
 * be changed as it is loaded: the service worker is kept away where that matters.
 */

const fault = { tag: '@fault' };

const engine = (page: Page) => page.getByRole('status', { name: 'Engine' });

/** Puts code in front of the calibration worker's script. */
async function prepareWorker(page: Page, code: string) {
  await page.route('**/assets/calibration.worker-*.js', async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: `${code};\n${await response.text()}` });
  });
}

/** The worker that computes. */
async function calibrationWorker(page: Page): Promise<Worker> {
  const find = () => page.workers().find((worker) => worker.url().includes('calibration.worker'));
  await expect.poll(find).toBeDefined();
  return find() as Worker;
}

async function open(page: Page, backend: string) {
  await page.goto(`./?backend=${backend}`);
  await expect(engine(page)).toHaveAttribute('data-backend', backend, { timeout: 90_000 });
  await calibrated(page);
}

/** Types another price, and waits for the answer to it. */
async function editAndCalibrate(page: Page, text: string) {
  const before = await parameters(page);
  await cell(page, 5, 2).focus();
  await page.keyboard.type(text);
  await page.keyboard.press('Enter');
  await expect(cell(page, 5, 2)).toHaveAttribute('data-value', text);
  await expect.poll(() => parameters(page), { timeout: 60_000 }).not.toEqual(before);
  await calibrated(page);
}

async function engineDetails(page: Page) {
  await page.getByRole('button', { name: 'Engine details' }).click();
  return page.getByRole('dialog', { name: 'Engine details' });
}

/** Fetches a network as it is not, as long as it lasts. */
function spoilWeights(page: Page, spoil: (bytes: Buffer) => Buffer) {
  return page.route('**/networks/*/weights.safetensors*', async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: spoil(await response.body()) });
  });
}

test.describe('without a service worker', () => {
  test.use({ serviceWorkers: 'block' });

  test('a WebGPU device that is lost is replaced by the next backend', fault, async ({ page }) => {
    await prepareWorker(
      page,
      `const ask = GPUAdapter.prototype.requestDevice;
       GPUAdapter.prototype.requestDevice = async function (...options) {
         const device = await ask.apply(this, options);
         (self.devices ??= []).push(device);
         return device;
       }`,
    );
    await open(page, 'webgpu');
    await (await calibrationWorker(page)).evaluate(() => {
      const { devices } = globalThis as unknown as { devices: { destroy(): void }[] };
      for (const device of devices) device.destroy();
    });
    await expect(engine(page)).toHaveAttribute('data-backend', /^(webgl|wasm)$/);
    await expect(await engineDetails(page)).toContainText('WebGPU stopped working:');
    await page.keyboard.press('Escape');
    await editAndCalibrate(page, '17');
  });

  test('a WebGL context that is lost is replaced by the next backend', fault, async ({ page }) => {
    await prepareWorker(
      page,
      `const get = OffscreenCanvas.prototype.getContext;
       OffscreenCanvas.prototype.getContext = function (...options) {
         const context = get.apply(this, options);
         (self.contexts ??= new Set()).add(context);
         return context;
       }`,
    );
    await open(page, 'webgl');
    await (await calibrationWorker(page)).evaluate(() => {
      const { contexts } = globalThis as unknown as { contexts: Set<WebGL2RenderingContext> };
      for (const context of contexts) context?.getExtension('WEBGL_lose_context')?.loseContext();
    });
    await expect(engine(page)).toHaveAttribute('data-backend', 'wasm');
    await expect(await engineDetails(page)).toContainText('WebGL stopped working:');
    await page.keyboard.press('Escape');
    await editAndCalibrate(page, '17');
  });

  test('a backend that computes wrongly is not trusted', fault, async ({ page }) => {
    await prepareWorker(
      page,
      `for (const name of ['readPixels', 'getBufferSubData']) {
         const read = WebGL2RenderingContext.prototype[name];
         WebGL2RenderingContext.prototype[name] = function (...options) {
           read.apply(this, options);
           const out = options.findLast(ArrayBuffer.isView);
           if (out instanceof Float32Array) for (let i = 0; i < out.length; i++) out[i] *= 1.01;
         };
       }`,
    );
    await page.goto('./?backend=webgl');
    await expect(engine(page)).toHaveAttribute('data-backend', 'wasm');
    const details = await engineDetails(page);
    await expect(details).toContainText('WebGL does not run here: Its parameters are off by');
    await expect(details.getByRole('listitem').first()).toHaveAttribute('data-accepted', 'false');
    await page.keyboard.press('Escape');
    await calibrated(page);
  });

  test('a worker that crashes is followed by another', fault, async ({ page }) => {
    await open(page, 'wasm');
    const before = await calibrationWorker(page);
    await before.evaluate(() => {
      setTimeout(() => {
        throw new Error('provoked');
      });
    });
    await expect.poll(() => page.workers().includes(before)).toBe(false);
    await expect(engine(page)).toHaveAttribute('data-phase', 'ready');
    await expect(await engineDetails(page)).toContainText('provoked. Another was started.');
    await page.keyboard.press('Escape');
    await editAndCalibrate(page, '17');
  });

  for (const [what, spoil, said] of [
    ['truncated', (bytes: Buffer) => bytes.subarray(0, bytes.length / 2), 'bytes instead of'],
    [
      'altered',
      (bytes: Buffer) => {
        const altered = Buffer.from(bytes);
        altered[altered.length - 1] = (altered.at(-1) ?? 0) ^ 1;
        return altered;
      },
      'SHA-256',
    ],
  ] as const) {
    test(
      `weights that are ${what} are refused, and loaded again when asked`,
      fault,
      async ({ page }) => {
        await spoilWeights(page, spoil);
        await page.goto('./?backend=wasm');
        const alert = page.getByRole('alert').filter({ hasText: said });
        await expect(alert).toBeVisible();
        await expect(cell(page, 0, 0)).toHaveAttribute('data-value', /^20\.48/);
        await page.unroute('**/networks/*/weights.safetensors*');
        await page.getByRole('button', { name: 'Try again' }).click();
        await calibrated(page);
        await expect(alert).toHaveCount(0);
      },
    );
  }

  test('where WebAssembly’s file is missing, another backend computes', fault, async ({ page }) => {
    await page.route('**/*.wasm', (route) => route.fulfill({ status: 404 }));
    await page.goto('./?backend=wasm');
    await expect(engine(page)).toHaveAttribute('data-phase', 'ready', { timeout: 60_000 });
    await expect(engine(page)).not.toHaveAttribute('data-backend', 'wasm');
    await expect(await engineDetails(page)).toContainText('WASM does not run here');
    await page.keyboard.press('Escape');
    await calibrated(page);
  });
});

test('a network that was damaged on the device is fetched anew', fault, async ({ page }) => {
  await open(page, 'wasm');
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
  await page.evaluate(async () => {
    const [name = ''] = await caches.keys();
    const cache = await caches.open(name);
    for (const request of await cache.keys()) {
      if (request.url.includes('weights')) await cache.put(request, new Response('damaged'));
    }
  });
  await page.reload();
  const alert = page.getByRole('alert').filter({ hasText: 'bytes instead of' });
  await expect(alert).toBeVisible();
  await page.getByRole('button', { name: 'Fetch it anew' }).click();
  await expect(alert).toHaveCount(0);
  await calibrated(page);
});

test('a page that is opened as a file says what it needs', fault, async ({ page, problems }) => {
  await page.goto(pathToFileURL(resolve(import.meta.dirname, '../dist/index.html')).href);
  await expect(page.getByText('not from a file')).toBeVisible();
  // What it may not load it says to the console, too.
  await page.close();
  expect(problems.splice(0).length).toBeGreaterThan(0);
});

test('a worker that hangs is found out, and another takes its place', fault, async ({ page }) => {
  await open(page, 'wasm');
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
  const before = await calibrationWorker(page);
  await before.evaluate(() => {
    setTimeout(() => {
      for (;;);
    });
  });
  // The service worker hears nothing of it either, and answers itself meanwhile.
  await editAndCalibrate(page, '17');
  await expect.poll(() => page.workers().includes(before), { timeout: 60_000 }).toBe(false);
  await expect(engine(page)).toHaveAttribute('data-phase', 'ready', { timeout: 30_000 });
  await editAndCalibrate(page, '18');
});

test('a clock that is set back or forward changes nothing', fault, async ({ page }) => {
  await page.clock.install({ time: '2026-06-01T12:00:00Z' });
  await page.clock.resume();
  await open(page, 'wasm');
  for (const [time, text] of [
    ['2019-01-01T00:00:00Z', '17'],
    ['2031-01-01T00:00:00Z', '18'],
  ] as const) {
    await page.clock.setSystemTime(time);
    await editAndCalibrate(page, text);
  }
  await page.keyboard.press('ControlOrMeta+z');
  await expect(cell(page, 5, 2)).toHaveAttribute('data-value', '17');
  await calibrated(page);
});

test('a tab that was frozen goes on when it is resumed', fault, async ({ page }) => {
  await open(page, 'wasm');
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Page.setWebLifecycleState', { state: 'frozen' });
  await new Promise((resolve) => setTimeout(resolve, 3000));
  await devtools.send('Page.setWebLifecycleState', { state: 'active' });
  await editAndCalibrate(page, '17');
  await expect(engine(page)).toHaveAttribute('data-phase', 'ready');
});
