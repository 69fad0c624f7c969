import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { routes } from '../src/api/routes.ts';
import { expectNoViolations } from './axe.ts';
import { clipboardPermissions, clipboardText } from './clipboard.ts';
import { expect, test } from './guarded-test.ts';
import { calibrated, cell, openPalette } from './screen-page.ts';

test.use({ expectedErrors: [/^Failed to load resource: .* status of \d{3} /] });

test.use({ permissions: clipboardPermissions });

test.beforeEach(async ({ page }) => {
  await page.goto('./?backend=wasm');
  await calibrated(page);
});

const consoleOf = (page: Page) => page.getByRole('dialog', { name: 'API console' });
const outcomeOf = (page: Page) => consoleOf(page).getByRole('status', { name: 'Outcome' });
const answerOf = (page: Page) =>
  consoleOf(page).getByRole('textbox', { name: 'Body of the answer' });

async function openConsole(page: Page) {
  // Keys count once the screen is there.
  await expect(page.getByRole('button', { name: 'Help and settings' })).toBeVisible();
  await (await openPalette(page)).fill('api console');
  await page.keyboard.press('Enter');
  await expect(consoleOf(page)).toBeVisible();
  return consoleOf(page);
}

/** Value of a header of the answer shown. */
const headerOf = (page: Page, name: string) =>
  consoleOf(page).locator('[data-headers] > div', { has: page.getByText(name, { exact: true }) });

test('every endpoint is sent by keyboard alone, and the focus goes back', async ({ page }) => {
  await cell(page, 3, 3).focus();
  const dialog = await openConsole(page);
  await expect(dialog.getByRole('combobox', { name: 'Endpoint' })).toBeFocused();
  // From below, so that the networks are dropped between a calibration and the next.
  await page.keyboard.press('End');
  for (const { method, path } of routes.toReversed()) {
    await test.step(`${method} ${path}`, async () => {
      await expect(dialog.getByRole('textbox', { name: 'Path' })).toHaveValue(path);
      await expect(dialog.getByRole('combobox', { name: 'Method' })).toHaveValue(
        method.toUpperCase(),
      );
      const sent = page.waitForResponse(
        (response) => new URL(response.url()).pathname === path && response.fromServiceWorker(),
      );
      await page.keyboard.press('Control+Enter');
      expect((await sent).status()).toBe(200);
      await expect(outcomeOf(page)).toContainText('200 OK');
      await expect(headerOf(page, 'x-request-id')).toContainText(/[\w-]{8}/);
      await expect(headerOf(page, 'server-timing')).toContainText('total;dur=');
      await expect(headerOf(page, 'x-backend')).toContainText(/wasm|oracle|none/);
      await expect(answerOf(page)).not.toHaveValue('');
      await page.keyboard.press('ArrowUp');
    });
  }
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
  await expect(cell(page, 3, 3)).toBeFocused();
});

test('an edited body is answered with its fault, kept, and taken back', async ({ page }) => {
  const dialog = await openConsole(page);
  const body = dialog.getByRole('textbox', { name: 'Body', exact: true });
  const asked = JSON.parse(await body.inputValue());
  expect(asked.option_prices).toHaveLength(200);
  expect(asked).toMatchObject({ model_name: 'VarianceGamma', refine: true });

  await body.fill('{"option_prices": [1, 2, "three"]}');
  await page.keyboard.press('Control+Enter');
  await expect(outcomeOf(page)).toContainText('422');
  expect(JSON.parse(await answerOf(page).inputValue()).detail[0].loc).toEqual([
    ...['body', 'option_prices', 2],
  ]);

  await body.fill('{"option_prices": [1,\n oops]}');
  await expect(dialog.getByText(/^No JSON from line 2, column 2/)).toBeVisible();
  await page.keyboard.press('Control+Enter');
  await expect(answerOf(page)).toHaveValue(/"loc": \["body", \d+\]/);

  // Closed and opened, with another surface meanwhile: the edit is still there.
  await page.keyboard.press('Escape');
  await cell(page, 0, 0).focus();
  await page.keyboard.type('20.5');
  await page.keyboard.press('Enter');
  await openConsole(page);
  await expect(body).toHaveValue(/oops/);
  await dialog.getByRole('button', { name: 'Surface on screen' }).click();
  expect(JSON.parse(await body.inputValue()).option_prices[0]).toBe(20.5);

  await dialog.getByRole('textbox', { name: 'Path' }).fill('/nowhere');
  await dialog.getByRole('textbox', { name: 'Headers' }).fill('X-Request-ID: desk-7');
  await dialog.getByRole('button', { name: 'Send' }).click();
  await expect(outcomeOf(page)).toContainText('404 Not Found');
  await expect(headerOf(page, 'x-request-id')).toContainText('desk-7');
  await dialog.getByRole('button', { name: 'Reset' }).click();
  await expect(dialog.getByRole('textbox', { name: 'Path' })).toHaveValue('/calibrate');
});

test('a slow answer shows its progress and can be cancelled; nothing is tried again', async ({
  page,
}) => {
  await page.goto('./?backend=wasm&scenario=slow&delay=60000');
  const dialog = await openConsole(page);
  await expect(dialog.getByText('Scenario: slow')).toBeVisible();
  await dialog.getByRole('button', { name: 'Send' }).click();
  await expect(dialog.getByText(/Waiting for the answer… \d+\.\d s/)).toBeVisible();
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await expect(outcomeOf(page)).toHaveText(/^Cancelled/);

  await page.goto('./?backend=wasm&scenario=model-unavailable');
  await openConsole(page);
  await dialog.getByRole('radio', { name: 'Log' }).check({ force: true });
  await dialog.getByRole('button', { name: 'Clear' }).click();
  await dialog.getByRole('radio', { name: 'Request' }).check({ force: true });
  await dialog.getByRole('button', { name: 'Send' }).click();
  await expect(outcomeOf(page)).toContainText('503 Service Unavailable');
  await dialog.getByRole('radio', { name: 'Log' }).check({ force: true });
  await expect(dialog.getByRole('row', { name: /calibrate/ })).toHaveCount(1);
});

test('the call is copied for each language, whole and without a token', async ({ page }) => {
  const dialog = await openConsole(page);
  const body = await dialog.getByRole('textbox', { name: 'Body', exact: true }).inputValue();
  await dialog
    .getByRole('textbox', { name: 'Headers' })
    .fill('Content-Type: application/json\nAuthorization: Bearer secret-of-mine');
  for (const [language, start] of [
    ['curl', `curl -X POST '${new URL('/calibrate', page.url()).href}'`],
    ['Python', 'import os'],
    ['JavaScript', 'const response = await fetch('],
  ] as const) {
    await dialog.getByRole('radio', { name: language }).check({ force: true });
    await dialog.getByRole('button', { name: 'Copy the call' }).click();
    await expect(dialog.getByRole('button', { name: 'Copied' })).toBeVisible();
    const copied = await clipboardText(page);
    expect(copied.startsWith(start)).toBe(true);
    expect(copied).toContain(body);
    expect(copied).toContain('API_TOKEN');
    expect(copied).not.toContain('secret');
    await expect(dialog.getByRole('button', { name: 'Copy the call' })).toBeVisible();
  }
});

test('the log shows what was sent, and is exported as JSON lines', async ({ page }) => {
  const dialog = await openConsole(page);
  await dialog.getByRole('textbox', { name: 'Path' }).fill('/calibrate?desk=secret');
  await dialog.getByRole('button', { name: 'Send' }).click();
  await expect(outcomeOf(page)).toContainText('200 OK');
  const id = (await headerOf(page, 'x-request-id').locator('dd').textContent()) ?? '';
  await dialog.getByRole('radio', { name: 'Log' }).check({ force: true });
  const newest = dialog.getByRole('row').nth(1);
  await expect(newest).toContainText('POST /calibrate');
  await expect(newest).toContainText('wasm');
  await expect(newest).toContainText(id);

  const [download] = await Promise.all([
    page.waitForEvent('download'),
    dialog.getByRole('button', { name: 'Export JSON lines' }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/^levy-request-log-\d{4}-\d\d-\d\d\.jsonl$/);
  const text = await readFile(await download.path(), 'utf8');
  const lines = text.trimEnd().split('\n');
  expect(lines.length).toBe((await dialog.getByRole('row').count()) - 1);
  const entries = lines.map((line) => JSON.parse(line));
  expect(entries.at(-1)).toMatchObject({
    ...{ method: 'POST', path: '/calibrate', status: 200, requestId: id },
    ...{ transport: 'service-worker', backend: 'wasm' },
  });
  expect(text).not.toMatch(/secret|option_prices/);
  await dialog.getByRole('button', { name: 'Clear' }).click();
  await expect(dialog.getByRole('row')).toHaveCount(1);
});

test('the console opens from menu and engine details, and axe finds nothing in it', async ({
  page,
}) => {
  await page.getByRole('button', { name: 'Help and settings' }).click();
  await page.getByRole('button', { name: 'API console…' }).click();
  await expect(consoleOf(page)).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: 'Help and settings' })).toBeFocused();

  await page.getByRole('button', { name: 'Engine details' }).click();
  await page.getByRole('button', { name: 'API console…' }).click();
  const dialog = consoleOf(page);
  for (const viewport of [
    { width: 1440, height: 900 },
    { width: 390, height: 844 },
  ]) {
    await page.setViewportSize(viewport);
    await dialog.getByRole('radio', { name: 'Request' }).check({ force: true });
    await dialog.getByRole('button', { name: 'Send' }).click();
    await expect(outcomeOf(page)).toContainText('200 OK');
    await expectNoViolations(page);
    await dialog.getByRole('radio', { name: 'Log' }).check({ force: true });
    await expectNoViolations(page);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(viewport.width);
  }
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: 'Engine details' })).toBeFocused();
});
