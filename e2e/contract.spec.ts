import type { Worker } from '@playwright/test';
import { bodyOf, examples, expected, observed } from './contract-examples.ts';
import { calibrate, open, send } from './contract-page.ts';
import { expect, test } from './guarded-test.ts';

// Refusals are the contract's, and no host has an icon at its root.
test.use({ expectedErrors: [/^Failed to load resource: .* status of (404|405|422) /] });

/** Call quotes that no model fits well, so that a fit of many takes long. */
function chain(strikes: number, maturities: number) {
  return Array.from({ length: strikes * maturities }, (_, i) => {
    const strike = 80 + (40 * Math.floor(i / maturities)) / (strikes - 1);
    const maturity = 0.1 + (1.9 * (i % maturities)) / (maturities - 1);
    const timeValue = 8 * Math.sqrt(maturity) * Math.exp(-Math.abs(strike - 100) / 10);
    return {
      strike,
      maturity,
      price: Math.max(100 - strike, 0) + timeValue * (1 + 0.2 * Math.sin(i)),
    };
  });
}

/** The pause between two turns of a worker's event loop, in ms, that four in five stay under. */
function longestPause(worker: Worker) {
  return worker.evaluate(async () => {
    const pauses: number[] = [];
    for (let turn = 0; turn < 25; turn++) {
      const began = performance.now();
      await new Promise((resolve) => setTimeout(resolve));
      pauses.push(performance.now() - began);
    }
    return pauses.sort((a, b) => a - b)[20] ?? 0;
  });
}

test('the service worker answers every example of the reference server', async ({ page }) => {
  test.slow();
  await open(page);
  await send(page, { method: 'POST', path: '/warmup' });
  for (const example of examples) {
    await test.step(example.name, async () => {
      const { response, status, text } = await send(page, { ...example, body: bodyOf(example) });
      // The browser follows a redirect: the text is that of its target.
      const redirects = status === 307;
      expect
        .soft(observed(example, status, redirects ? '' : text), example.name)
        .toEqual(expected(example));
      if (redirects) {
        const target = new URL(`.${example.path.slice(0, -1)}`, page.url()).href;
        expect.soft(response.headers().location).toBe(target);
        expect.soft(response.headers()['content-type']).toBeUndefined();
        expect.soft(text).not.toBe('');
      }
    });
  }
});

test('the page’s engine computes, and the service worker itself where no page does', async ({
  page,
  context,
}) => {
  await open(page);
  await send(page, { method: 'POST', path: '/warmup' });
  const { headers, text } = await send(page, calibrate);
  expect(headers['x-backend']).toMatch(/^(webgpu|webgl|wasm|cpu)$/);
  expect(headers['x-surface-check']).toMatch(/^no-surface; cells=\d+$/);

  const plain = await context.newPage();
  await plain.goto('networks/VarianceGamma/card.json');
  await page.close();
  const alone = await send(plain, calibrate);
  expect(alone.headers['x-backend']).toBe('oracle');
  expect(Object.keys(JSON.parse(alone.text))).toEqual(Object.keys(JSON.parse(text)));
});

test('the service worker refines quotes', async ({ page }) => {
  await open(page);
  const quotes = chain(5, 2).map(({ maturity, ...quote }) => {
    return { ...quote, option_type: 'call', expiry: maturity > 1 ? '2028-03-01' : '2026-04-08' };
  });
  const body = JSON.stringify({ refine: true, valuation_date: '2026-03-02', quotes });
  const { status, headers, text } = await send(page, { ...calibrate, body });
  expect(status).toBe(200);
  expect(headers['x-refined']).toMatch(/iterations=\d+$/);
  expect(headers['x-backend']).toMatch(/^(webgpu|webgl|wasm|cpu)$/);
  expect(JSON.parse(text)).toMatchObject({ input_dimension: 10, fit: { quotes: 10 } });
});

test('a long refinement that the page gives up leaves the worker free', async ({ page }) => {
  test.slow();
  await open(page);
  await send(page, { method: 'POST', path: '/warmup' });
  const body = JSON.stringify({ refine: true, model_name: 'CGMY', quotes: chain(200, 100) });
  await page.evaluate((body) => {
    const stop = new AbortController();
    const id = crypto.randomUUID();
    const headers = { 'Content-Type': 'application/json', 'X-Request-Id': id };
    const init = { method: 'POST', headers, body, signal: stop.signal };
    const outcome = fetch('calibrate', init).then(String, (error: Error) => error.name);
    const giveUp = () => {
      stop.abort();
      navigator.serviceWorker.controller?.postMessage({ stop: id });
      return outcome;
    };
    Object.assign(globalThis, { giveUp });
  }, body);
  const isBusy = () =>
    Promise.all(page.workers().map(longestPause)).then((ms) => Math.max(...ms) > 15);
  await expect.poll(isBusy).toBe(true);
  const outcome = await page.evaluate(() =>
    (globalThis as unknown as { giveUp: () => Promise<string> }).giveUp(),
  );
  expect(outcome).toBe('AbortError');
  await expect.poll(isBusy).toBe(false);
  expect((await send(page, calibrate)).status).toBe(200);
});

test('a page that was loaded past the service worker is controlled again', {
  tag: '@fault',
}, async ({ page }) => {
  await open(page);
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Page.reload', { ignoreCache: true });
  await page.waitForLoadState();
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
  expect((await send(page, { method: 'GET', path: '/models' })).status).toBe(200);
});

test('the application and its contract work offline', async ({ page, context }) => {
  await open(page);
  await context.setOffline(true);
  await page.reload();
  await expect(page).toHaveTitle('Lévy Calibration');
  expect((await send(page, calibrate)).status).toBe(200);
});

test('a navigation to the root gets the application, a program the contract', async ({ page }) => {
  await open(page);
  await page.reload();
  await expect(page.locator('#root')).not.toBeEmpty();
  expect(JSON.parse((await send(page, { method: 'GET', path: '/' })).text)).toHaveProperty('docs');
});

test.describe('without a service worker', () => {
  test.use({ serviceWorkers: 'block' });

  test('the page answers the contract itself', { tag: '@fault' }, async ({ page }) => {
    await page.goto('./');
    await expect(page.locator('[data-parameter="sigma"]')).toHaveAttribute(
      'data-value',
      /^0\.\d+/,
      {
        timeout: 30_000,
      },
    );
  });
});
