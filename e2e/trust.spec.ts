import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { expectNoViolations } from './axe.ts';
import { steepSkewText } from './black-surface.ts';
import { expect, test } from './guarded-test.ts';
import { calibrated, paste } from './screen-page.ts';

const card = (model: string) =>
  JSON.parse(readFileSync(new URL(`../dist/networks/${model}/card.json`, import.meta.url), 'utf8'));

const note = (page: Page) =>
  page.getByRole('status').filter({ hasText: 'unlike what the network was trained on' });

async function fitBy(page: Page, by: string) {
  await page.getByRole('combobox', { name: 'Fit by' }).selectOption(by);
  await calibrated(page);
}

test.beforeEach(async ({ page }) => {
  await page.goto('./');
  await calibrated(page);
});

test('the network alone says how sure it is of each parameter', async ({ page }) => {
  await fitBy(page, 'network');
  const rows = page.locator('[data-network-error]');
  await expect(rows).toHaveCount(3);
  for (const row of await rows.all()) {
    const [p68, p95] = (await row.getAttribute('data-network-error'))!.split('/').map(Number);
    expect(p68).toBeGreaterThan(0);
    expect(p95).toBeGreaterThanOrEqual(p68!);
    // What is written is the half-width that holds 95 %, rounded to one or two digits.
    const [, written] = /±\s(<?[\d.]+)/.exec((await row.textContent()) ?? '') ?? [];
    expect(Math.abs(Number(written) - p95!)).toBeLessThan(p95! / 4);
  }
  await expect(note(page)).toHaveCount(0);
});

test('quotes that no network was trained on are called so, and the way out is offered', async ({
  page,
}) => {
  await paste(page, steepSkewText(0.2, 0.2));
  await expect(page.getByText('Pasted table')).toBeVisible();
  await calibrated(page);
  await expect(note(page)).toContainText('go by the fit');
  await fitBy(page, 'network');
  await expect(note(page)).toContainText('do not trust its values');
  await expectNoViolations(page);
  await page.getByRole('button', { name: 'Fit by implied volatility' }).click();
  await expect(page.getByRole('combobox', { name: 'Fit by' })).toHaveValue('vega');
  await expect(note(page)).toContainText('go by the fit');
});

test('the details hold the fit against the network’s own errors', async ({ page }) => {
  await page.getByRole('button', { name: 'Details', exact: true }).click();
  const details = page.getByRole('region', { name: 'Details of Variance Gamma' });
  await expect(details).toContainText(/network’s own ± at 95/);
  await expect(details).toContainText('its test surfaces');
  await expect(details).toContainText('no noise in the prices');
});

test.describe('with a file that does not come', () => {
  test.use({
    serviceWorkers: 'block',
    expectedErrors: [/^Failed to load resource: net::ERR_FAILED/],
  });

  test('the answer stays without its details', async ({ page }) => {
    await page.route('**/assets/answer-details-*.js', (route) => route.abort());
    await page.reload();
    await calibrated(page);
    await page.getByRole('button', { name: 'Details', exact: true }).click();
    await expect(page.getByRole('alert')).toContainText('details could not be loaded');
    await expect(page.locator('[data-parameter]')).toHaveCount(3);
  });
});

for (const [width, height] of [
  [1440, 900],
  [390, 844],
] as const) {
  test(`the model card opens and closes by keyboard at ${width} × ${height}`, async ({ page }) => {
    await page.setViewportSize({ width, height });
    await page.getByRole('button', { name: 'Details', exact: true }).click();
    const opener = page.getByRole('button', { name: 'Model card' });
    await opener.focus();
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Model card of Variance Gamma' });
    await expect(dialog).toBeVisible();
    const { weights } = card('VarianceGamma');
    await expect(dialog.locator('code')).toHaveAttribute('title', weights.sha256);
    await expect(dialog.locator('code')).toContainText(weights.sha256.slice(0, 8));
    await expect(dialog.getByRole('link', { name: weights.file })).toHaveAttribute('download');
    await expect(dialog.getByRole('rowheader', { name: 'σ' }).first()).toBeVisible();

    await expectNoViolations(page);
    const sideways = await dialog.evaluate((it) => it.scrollWidth - it.clientWidth);
    expect(sideways).toBe(0);

    await page.keyboard.press('Escape');
    await expect(dialog).toHaveCount(0);
    await expect(opener).toBeFocused();
  });
}
