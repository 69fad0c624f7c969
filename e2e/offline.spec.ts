import type { Page } from '@playwright/test';
import { expect, test } from './guarded-test.ts';
import { calibrated, cell, command, parameters } from './screen-page.ts';
import { builtFolder, startVersionsServer } from './versions-server.ts';

test.use({ expectedErrors: [/^Failed to load resource: net::ERR_CONNECTION_REFUSED/] });

/** Shows a view, and waits for what it draws. */
async function view(page: Page, name: string, drawn: string) {
  await page.getByRole('tab', { name, exact: true }).click();
  await expect(page.getByRole('region', { name: 'Plots' }).locator(drawn).first()).toBeVisible();
}

test('after one visit, all of it works with the server stopped and every tab closed between', {
  tag: '@fault',
}, async ({ context }) => {
  const host = await startVersionsServer(builtFolder);
  const visit = await context.newPage();
  await visit.goto(`${host.url}?backend=wasm`);
  await calibrated(visit);
  // The first visit ends when the browser has all of it.
  await visit.waitForFunction(() => navigator.serviceWorker.controller?.state === 'activated');
  const online = await parameters(visit);
  await visit.close();
  await host.stop();

  const page = await context.newPage();
  const errors: string[] = [];
  page.on('pageerror', ({ message }) => errors.push(message));
  page.on('response', (response) => {
    if (!response.fromServiceWorker() && response.url().startsWith(host.url)) {
      errors.push(`not from the service worker: ${response.url()}`);
    }
  });
  await page.goto(`${host.url}?backend=wasm`);
  await calibrated(page);
  expect(await parameters(page)).toEqual(online);
  await expect(page.getByRole('status', { name: 'Engine' })).toHaveAttribute(
    'data-backend',
    'wasm',
  );

  // Both networks, fitted and by the network alone.
  const fitBy = page.getByRole('combobox', { name: 'Fit by' });
  for (const model of ['CGMY', 'VarianceGamma']) {
    await page.getByRole('combobox', { name: 'Model' }).selectOption(model);
    await calibrated(page);
    await fitBy.selectOption('network');
    await calibrated(page);
    await fitBy.selectOption('vega');
    await calibrated(page);
  }

  // Every part that is loaded when it is first wanted.
  await view(page, 'Surface', 'canvas');
  await view(page, 'Density', 'svg');
  await view(page, 'Term structure', 'svg');
  await view(page, 'All smiles', 'svg');
  for (const [words, name] of [
    ['glossary', 'Glossary'],
    ['history', 'History'],
    ['compare results', 'Compare'],
    ['export', 'Export'],
    ['share', 'Share'],
    ['settings', 'Settings'],
  ] as const) {
    await command(page, words);
    await expect(page.getByRole('dialog', { name }).first()).toBeVisible();
    await page.keyboard.press('Escape');
  }
  for (const sample of ['Index jumps', 'Index skew']) {
    await page.getByRole('button', { name: 'Samples' }).click();
    await page.getByRole('button', { name: sample }).first().click();
    await calibrated(page);
  }

  await view(page, 'Smile', 'svg');
  const before = await parameters(page);
  await cell(page, 5, 2).focus();
  await page.keyboard.type('17');
  await page.keyboard.press('Enter');
  await expect.poll(() => parameters(page)).not.toEqual(before);
  await page.reload();
  await calibrated(page);
  expect(errors).toEqual([]);
});
