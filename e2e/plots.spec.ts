import type { Page } from '@playwright/test';
import { expectNoViolations } from './axe.ts';
import { expect, test } from './guarded-test.ts';
import { calibrated, cell, paste, read } from './screen-page.ts';

const plots = (page: Page) => page.getByRole('region', { name: 'Plots' });
const show = (page: Page, view: string) =>
  page.getByRole('tab', { name: view, exact: true }).click();
const values = (page: Page) =>
  plots(page).getByRole('status', { name: 'Values at the crosshair' }).first();
const rowOf = (page: Page, name: string) =>
  page.getByRole('table').getByRole('row', { name: new RegExp(`^${name} `) });

test.beforeEach(async ({ page }) => {
  await page.goto('./');
  await calibrated(page);
});

test('every view shows, by arrow keys alone, and breaks no rule of axe', async ({ page }) => {
  const tabs = page.getByRole('tablist', { name: 'Plots' }).getByRole('tab');
  await expect(tabs).toHaveText([
    'Smile',
    'All smiles',
    'Term structure',
    'Residuals',
    'Density',
    'Surface',
    'Price',
    'History',
  ]);
  await tabs.first().focus();
  for (const view of ['Smile', 'All smiles', 'Term structure', 'Residuals']) {
    await expect(page.getByRole('tab', { name: view, exact: true })).toBeFocused();
    await expect(
      page.getByRole('tabpanel', { name: view }).getByRole('application'),
    ).not.toHaveCount(0);
    await expectNoViolations(page);
    await page.keyboard.press('ArrowRight');
  }
});

test('the crosshair of the smile reads by keyboard what the table says', async ({ page }) => {
  await plots(page)
    .getByRole('application', { name: /^Implied volatility/ })
    .focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowRight');
  await expect(values(page)).toContainText('82.11');
  const said = (await values(page).textContent()) ?? '';
  await expect(plots(page).locator('[data-crosshair] circle')).toBeVisible();

  await page.getByRole('button', { name: 'Data', exact: true }).click();
  const cells = await rowOf(page, '82.11').getByRole('cell').allTextContents();
  // ln K/F, market, model, 95 % ±, difference, and the same in price.
  expect(cells).toHaveLength(8);
  for (const [i, text] of cells.entries()) {
    if (i !== 3 && i !== 0) expect(said).toContain(text);
  }
  expect(cells[3]).toMatch(/^0\.00\d+\sbp$/);
});

test('the market dots lie on the model line, which comes with its band', async ({ page }) => {
  await expect(page.getByText(/^95 % band ± 0\.00\d+ to 0\.\d+\sbp$/)).toBeVisible();
  const line = plots(page).locator('[data-line="model"]');
  await expect(line).toHaveAttribute('d', /^M.*L/);
  await expect(plots(page).locator('[data-quote]')).toHaveCount(20);
  const before = await line.getAttribute('d');
  await page.getByRole('radio', { name: '2.00' }).check();
  await expect(line).not.toHaveAttribute('d', before ?? '');
});

test('all smiles: the keys walk through them, and Enter shows one large', async ({ page }) => {
  await show(page, 'All smiles');
  await expect(plots(page).locator('[data-panel]')).toHaveCount(10);
  await plots(page).getByRole('application').focus();
  await page.keyboard.press('End');
  await expect(values(page)).toContainText('Maturity');
  await page.keyboard.press('End');
  await expect(values(page)).toContainText('2.00 y');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('tab', { name: 'Smile', exact: true })).toHaveAttribute(
    'aria-selected',
    'true',
  );
  await expect(page.getByRole('radio', { name: '2.00' })).toBeChecked();
});

test('a maturity chosen in one view is chosen in all, and in the grid', async ({ page }) => {
  await show(page, 'All smiles');
  await plots(page).locator('[data-panel="4"]').click();
  await expect(page.getByRole('radio', { name: '0.94' })).toBeChecked();
  await show(page, 'Term structure');
  await expect(plots(page).getByText('0.94 y', { exact: true }).first()).toBeVisible();
  await cell(page, 3, 7).focus();
  await expect(page.getByRole('radio', { name: '1.58' })).toBeChecked();
  await expect(plots(page).getByText('1.58 y', { exact: true }).first()).toBeVisible();
});

test('the term structure reads by keyboard what its table says, and Enter chooses', async ({
  page,
}) => {
  await show(page, 'Term structure');
  await plots(page)
    .getByRole('application', { name: /^Volatility at the forward/ })
    .focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('radio', { name: '0.31' })).toBeChecked();
  const said = plots(page).getByRole('status', { name: 'Values at the crosshair' }).first();
  await expect(said).toContainText('Maturity 0.31');
  const text = (await said.textContent()) ?? '';
  await page.getByRole('button', { name: 'Data', exact: true }).click();
  const [, market = '', model = ''] = await rowOf(page, '0.31').getByRole('cell').allTextContents();
  expect(text).toContain(`Market ${Number.parseFloat(market).toFixed(2)}`);
  expect(text).toContain(`Variance Gamma ${Number.parseFloat(model).toFixed(2)}`);
});

test('quotes with bid and ask carry bars, and the table tells both', async ({ page }) => {
  await paste(page, read('ragged-index-quotes.csv'));
  await expect(page.locator('[role="gridcell"][data-value]')).toHaveCount(87);
  await calibrated(page);
  await expect(plots(page).locator('[data-spread] line')).not.toHaveCount(0);
  await page.getByRole('button', { name: 'Data', exact: true }).click();
  await expect(page.getByRole('columnheader', { name: 'Bid', exact: true })).toBeVisible();
  await expectNoViolations(page);
});

test('parameters tried by hand move the line, and the calibrated one stays', async ({ page }) => {
  const label = plots(page).getByText('calibrated', { exact: true });
  await expect(label).toHaveCount(0);
  await page.getByRole('button', { name: 'What if' }).click();
  await page.getByRole('slider').first().focus();
  for (let n = 0; n < 12; n++) await page.keyboard.press('ArrowRight');
  await expect(label).toBeVisible();
  await expect(page.getByText(/^95 % band/)).toHaveCount(0);
});

test('on a phone every tab is reached, and nothing is wider than the screen', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.getByRole('tab', { name: 'Smile', exact: true }).focus();
  await page.keyboard.press('End');
  await expect(page.getByRole('tab', { name: 'History' })).toBeInViewport();
  await page.keyboard.press('Home');
  await expect(page.getByRole('tab', { name: 'Smile', exact: true })).toBeInViewport();
  for (const view of ['All smiles', 'Term structure', 'Residuals', 'Price']) {
    await show(page, view);
    await expect(plots(page).getByRole('application')).not.toHaveCount(0);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
  }
});
