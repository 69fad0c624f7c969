import type { Page } from '@playwright/test';
import { damagedDeviations, deviations } from './contract-deviations.ts';
import { calibrate, open, send } from './contract-page.ts';
import { expect, test } from './guarded-test.ts';
import { calibrated } from './screen-page.ts';

test.use({ expectedErrors: [/^Failed to load resource: .* status of \d{3} /] });

/** What TensorFlow.js holds in the page's calibration worker. */
async function memory(page: Page) {
  const [worker] = page.workers();
  const held = await worker?.evaluate(() => {
    interface Memory {
      readonly numTensors: number;
      readonly numBytes: number;
      /** WebGL’s and WebGPU’s name of it. */
      readonly numBytesInGPUAllocated?: number;
      readonly numBytesAllocatedInGPU?: number;
    }
    const { _tfengine } = globalThis as unknown as { _tfengine: { memory: () => Memory } };
    const { numTensors, numBytes, ...gpu } = _tfengine.memory();
    const allocated = gpu.numBytesInGPUAllocated ?? gpu.numBytesAllocatedInGPU;
    return { tensors: numTensors, bytes: numBytes, allocated };
  });
  if (!held) throw new Error('The page has no calibration worker.');
  return held;
}

const warmUp = (page: Page) => send(page, { method: 'POST', path: '/warmup' });
const clearCache = (page: Page) => send(page, { method: 'DELETE', path: '/cache' });
const health = async (page: Page) =>
  JSON.parse((await send(page, { method: 'GET', path: '/health' })).text);

/** Spoils the last byte of every network that the service worker keeps. */
const damageWeights = (page: Page) =>
  page.evaluate(async () => {
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      for (const request of await cache.keys()) {
        if (!new URL(request.url).pathname.endsWith('.safetensors')) continue;
        const bytes = new Uint8Array((await (await cache.match(request))?.arrayBuffer()) ?? []);
        bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
        await cache.put(request, new Response(bytes));
      }
    }
  });

test('every deviation from the reference is answered by the service worker as meant', async ({
  page,
}) => {
  await open(page, './?backend=wasm');
  await calibrated(page);
  await warmUp(page);
  for (const { name, calls, expected, observed } of deviations) {
    await test.step(name, async () => {
      const replies = [];
      for (const call of calls) replies.push(await send(page, call));
      expect.soft(observed(replies), name).toEqual(expected);
    });
  }
});

test('damaged weights are told by every route, and nothing of them stays', async ({ page }) => {
  await open(page, './?backend=wasm');
  await calibrated(page);
  await warmUp(page);
  expect(await health(page)).toMatchObject({ status: 'healthy', model_loaded: true });
  await damageWeights(page);
  // What is in memory is whole, and goes on.
  expect((await send(page, calibrate)).status).toBe(200);
  await clearCache(page);
  for (const { name, calls, expected, observed } of damagedDeviations) {
    const replies = [];
    for (const call of calls) replies.push(await send(page, call));
    expect.soft(observed(replies), name).toEqual(expected);
  }
  await page.getByRole('button', { name: 'Calibrate', exact: true }).click();
  const report = page.getByRole('region', { name: 'Fitted parameters' }).getByRole('alert');
  await expect(report).toContainText('SHA-256');
  await expect(page.getByRole('status', { name: 'Engine' })).toContainText('degraded');
});

for (const backend of ['webgl', 'webgpu', 'wasm'] as const) {
  test(`on ${backend} clearing the cache drops networks and their memory; the next call loads again`, async ({
    page,
  }) => {
    await open(page, `./?backend=${backend}`);
    await expect(page.getByRole('status', { name: 'Engine' })).toHaveAttribute(
      'data-backend',
      backend,
      { timeout: 90_000 },
    );
    // The other model, too, whose network would come back later.
    await expect(page.getByText('is preferred')).toBeVisible();
    await warmUp(page);
    expect((await send(page, calibrate)).headers['x-backend']).toBe(backend);
    expect((await send(page, calibrate)).headers['x-cache']).toBe('hit');
    const full = await memory(page);
    expect(full.tensors).toBeGreaterThan(10);

    const cleared = await clearCache(page);
    expect(cleared.headers['x-backend']).toBe(backend);
    expect(await health(page)).toMatchObject({ status: 'healthy', model_loaded: false });
    const empty = await memory(page);
    expect(empty.tensors).toBeLessThan(full.tensors / 4);
    expect(empty.bytes).toBeLessThan(full.bytes / 20);
    // What lies on the graphics device, with what TensorFlow.js keeps there for later.
    if (backend !== 'wasm') expect(empty.allocated).toBeLessThan((full.allocated ?? 0) / 4);

    const loads: string[] = [];
    page.on('request', (request) => loads.push(new URL(request.url()).pathname));
    const again = await send(page, calibrate);
    expect(again.headers['x-cache']).toBe('miss');
    expect(again.headers['x-backend']).toBe(backend);
    expect(loads.filter((path) => path.endsWith('/weights.safetensors'))).toHaveLength(1);
    expect(await health(page)).toMatchObject({ status: 'healthy', model_loaded: true });
    const one = await memory(page);
    expect(one.tensors).toBeGreaterThan(empty.tensors);
    await warmUp(page);
    expect((await memory(page)).tensors).toBe(full.tensors);
  });
}

test('an answer is kept by what was asked, however it was written', async ({ page }) => {
  await open(page, './?backend=wasm');
  await calibrated(page);
  await clearCache(page);
  const prices = Array.from({ length: 200 }, (_, i) => 20 - Math.floor(i / 10) + (i % 10) / 4);
  const bodies = [
    JSON.stringify({ option_prices: prices }),
    JSON.stringify({ option_prices: prices }),
    JSON.stringify({ option_prices: prices }, null, 2),
    JSON.stringify({ model_name: 'VarianceGamma', spot_price: '100', option_prices: prices }),
    JSON.stringify({ option_prices: prices.with(0, 20.5) }),
    JSON.stringify({ option_prices: prices, model_name: 'CGMY' }),
  ];
  const replies = [];
  for (const body of bodies) replies.push(await send(page, { ...calibrate, body }));
  expect(replies.map(({ headers }) => headers['x-cache'])).toEqual([
    ...['miss', 'hit', 'hit', 'hit'],
    ...['miss', 'miss'],
  ]);
  const [first, second, third, fourth] = replies.map(({ text }) => JSON.parse(text).parameters);
  expect([second, third, fourth]).toEqual([first, first, first]);
});

test('every answer has a request’s name, its timing and what computed it', async ({ page }) => {
  await open(page, './?backend=wasm');
  await calibrated(page);
  const json = { 'Content-Type': 'application/json' };
  const calls = [
    calibrate,
    { ...calibrate, body: '{' },
    { ...calibrate, headers: { ...json, 'X-Scenario': 'error-500' } },
    { ...calibrate, headers: { ...json, 'X-Scenario': 'model-unavailable' } },
    ...['/', '/health', '/models', '/metrics', '/openapi.json', '/docs', '/nowhere', '/warmup'].map(
      (path) => ({ method: 'GET', path }),
    ),
    { method: 'POST', path: '/warmup' },
    { method: 'DELETE', path: '/cache' },
  ];
  const ids = new Set<string | undefined>();
  for (const call of calls) {
    const { headers } = await send(page, call);
    const name = `${call.method} ${call.path}`;
    ids.add(headers['x-request-id']);
    expect.soft(headers['x-request-id'], name).toMatch(/^[\da-f-]{36}$/);
    expect.soft(headers['server-timing'], name).toMatch(/(^|, )total;dur=\d+\.\d\d$/);
    expect.soft(headers['x-backend'], name).toMatch(/^(wasm|none)$/);
  }
  expect(ids.size).toBe(calls.length);
  const echoed = await page.evaluate(async () => {
    const ids = ['desk:7.a-b_c', 'no spaces please', 'x'.repeat(129)];
    const answers = ids.map((id) => fetch('health', { headers: { 'X-Request-ID': id } }));
    return (await Promise.all(answers)).map(({ headers }) => headers.get('X-Request-ID'));
  });
  expect(echoed[0]).toBe('desk:7.a-b_c');
  expect(echoed.slice(1)).toEqual([expect.stringMatching(/^[\da-f-]{36}$/), expect.anything()]);
});

test('two tabs are each answered by their own backend, also after the browser has stopped the worker', {
  tag: '@fault',
}, async ({ page, context }) => {
  await open(page, './?backend=wasm');
  await calibrated(page);
  const other = await context.newPage();
  await open(other, './?backend=cpu');
  await calibrated(other);
  const backends = async () => [
    (await send(page, calibrate)).headers['x-backend'],
    (await send(other, calibrate)).headers['x-backend'],
  ];
  expect(await backends()).toEqual(['wasm', 'cpu']);

  const devtools = await context.newCDPSession(page);
  await devtools.send('ServiceWorker.enable');
  const stopped = new Promise<void>((resolve) => {
    devtools.on('ServiceWorker.workerVersionUpdated', ({ versions }) => {
      if (versions.some(({ runningStatus }) => runningStatus === 'stopped')) resolve();
    });
  });
  await devtools.send('ServiceWorker.stopAllWorkers');
  await stopped;
  expect(await backends()).toEqual(['wasm', 'cpu']);
  await devtools.send('ServiceWorker.stopAllWorkers');
  await other.bringToFront();
  await other.getByRole('button', { name: 'Calibrate', exact: true }).click();
  await calibrated(other);
  await expect(other.getByRole('alert')).toHaveCount(0);
});
