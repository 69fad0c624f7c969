import { gzipSync } from 'node:zlib';
import { expect, test } from './guarded-test.ts';
import { calibrated } from './screen-page.ts';

/** Of scripts, gzipped, that a first visit may need before the engine's. */
const BUDGET = 180_000;

test('a first visit loads little script before the engine', async ({ page }) => {
  const scripts: Array<{ readonly url: string; readonly bytes: Promise<number> }> = [];
  let engine = Number.POSITIVE_INFINITY;
  page.on('response', (response) => {
    const url = new URL(response.url()).pathname;
    if (/calibration\.worker/.test(url)) engine = Math.min(engine, scripts.length);
    if (!/\.js$/.test(url)) return;
    const bytes = response.body().then((body) => gzipSync(body).length);
    scripts.push({ url, bytes });
  });
  await page.goto('/');
  await calibrated(page);
  expect(engine).toBeGreaterThan(0);
  expect(engine).toBeLessThan(scripts.length);
  const before = scripts.slice(0, engine);
  const sizes = await Promise.all(before.map(({ bytes }) => bytes));
  const total = sizes.reduce((sum, size) => sum + size, 0);
  const list = before.map(({ url }, i) => `${sizes[i]} ${url}`).join('\n');
  console.log(
    `JavaScript before the engine: ${(total / 1000).toFixed(1)} kB gzipped of ${BUDGET / 1000}`,
  );
  expect(total, list).toBeLessThan(BUDGET);
});
