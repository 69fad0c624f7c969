import type { Page } from '@playwright/test';
import { contractGrid, linspace } from '../src/levy/contract-grid.ts';
import { surfacePricer } from '../src/levy/pricer.ts';
import { varianceGamma } from '../src/levy/variance-gamma.ts';
import surfaces from './fixtures/surfaces/surfaces.json' with { type: 'json' };
import { expect, test } from './guarded-test.ts';
import { calibrated, cell, paste, read } from './screen-page.ts';

const RAGGED = 'ragged-index-quotes.csv';
const QUOTES = 87;

const parameter = (page: Page, key: string) => page.locator(`[data-parameter="${key}"]`);
const fitted = async (page: Page, key: string) =>
  Number(await parameter(page, key).getAttribute('data-value'));
const models = (page: Page) => page.getByRole('combobox', { name: 'Model' });

test.beforeEach(async ({ page }) => {
  await page.goto('./');
  await calibrated(page);
});

for (const way of ['paste', 'file'] as const) {
  test(`a ragged list by ${way} ends in the grid, with a spot that its quotes imply`, async ({
    page,
  }) => {
    if (way === 'paste') await paste(page, read(RAGGED));
    else {
      await page.getByLabel('Import a file').setInputFiles({
        name: RAGGED,
        mimeType: 'text/csv',
        buffer: Buffer.from(read(RAGGED)),
      });
    }
    await expect(page.locator('[role="gridcell"][data-value]')).toHaveCount(QUOTES);
    // The middle of 7.70 and 7.95, the first row of the file.
    await expect(page.locator('[role="gridcell"][data-value="7.825"]')).toHaveCount(1);
    const spot = Number(await page.getByLabel('Spot').inputValue());
    expect(Math.abs(spot / surfaces.files[RAGGED].spot - 1)).toBeLessThan(0.001);
    await calibrated(page);
  });
}

test('refined values come with intervals, beside the network’s', async ({ page }) => {
  await paste(page, read('vg-index-4dp.tsv'));
  await calibrated(page);
  const made = surfaces.files['vg-index-4dp.tsv'];
  for (const key of ['sigma', 'nu', 'theta'] as const) {
    // Four decimals of price leave this much; the network alone is ten times as far away.
    await expect
      .poll(async () => Math.abs((await fitted(page, key)) - made[key]))
      .toBeLessThan(1e-3);
    const row = page.locator('dl', { has: parameter(page, key) });
    await expect(row).toContainText(/± \d.*95\s%/);
    await expect(row).toContainText(/network −?0\.\d/);
  }
});

test('the models are compared on the same quotes, and a row chooses its model', async ({
  page,
}) => {
  await paste(page, read(RAGGED));
  const table = page.getByRole('table', { name: /is preferred|do not tell/ });
  await expect(table).toContainText('CGMY is preferred');
  const row = (model: RegExp) => table.getByRole('row', { name: model });
  await expect(row(/Variance Gamma/)).toContainText(/bp.*of 87/);
  await row(/CGMY/).getByRole('button').click();
  await expect(models(page)).toHaveValue('CGMY');
  await calibrated(page);
  await expect(parameter(page, 'Y')).toHaveAttribute('data-value');
  await expect(row(/CGMY/)).toHaveAttribute('aria-current', 'true');
});

test('“Fit by” changes what is fitted', async ({ page }) => {
  await paste(page, read('cgmy-noise-1pct.tsv'));
  await calibrated(page);
  const fitBy = page.getByRole('combobox', { name: 'Fit by' });
  const found = new Set<number>();
  for (const objective of ['Implied volatility', 'Price', 'Relative price', 'Network only']) {
    await fitBy.selectOption(objective);
    await calibrated(page);
    await expect.poll(async () => found.has(await fitted(page, 'sigma'))).toBe(false);
    found.add(await fitted(page, 'sigma'));
  }
  const network = await parameter(page, 'sigma').getAttribute('data-network-value');
  expect(await parameter(page, 'sigma').getAttribute('data-value')).toBe(network);
  await expect(fitBy.getByRole('option', { name: /spread/ })).toBeDisabled();
});

test('the residual map counts and marks the quotes outside bid and ask', async ({ page }) => {
  await paste(page, read(RAGGED));
  await models(page).selectOption('CGMY');
  await calibrated(page);
  await page.getByRole('tab', { name: 'Residuals' }).click();
  const said = page.getByText(/\d+ of 87 quotes inside bid–ask/).first();
  await expect(said).toBeVisible();
  const inside = Number.parseInt((await said.textContent()) ?? '', 10);
  const marked = page.locator('[data-cell][data-marked]');
  await expect(page.locator('[data-cell]')).toHaveCount(QUOTES);
  await expect(marked).toHaveCount(QUOTES - inside);
});

test('of a large grid what is in view is drawn, and every cell is reached', async ({ page }) => {
  const strikes = linspace(70, 140, 120);
  const { maturities } = contractGrid;
  const prices = new Float64Array(strikes.length * maturities.length);
  const pricer = surfacePricer(varianceGamma, { ...contractGrid, dividendYield: 0, strikes });
  pricer.prices([0.18, 0.35, -0.15], 'call', prices);
  const rows = strikes.map((strike, i) => {
    const row = prices.slice(i * maturities.length, (i + 1) * maturities.length);
    return [strike, ...Array.from(row, (price) => Math.max(price, 0).toFixed(6))].join('\t');
  });
  await paste(page, [['K', ...maturities].join('\t'), ...rows].join('\n'));
  await expect(page.getByRole('grid')).toHaveAttribute('aria-rowcount', '121');
  const last = cell(page, 119, 9);
  await expect(last).toHaveCount(0);
  await cell(page, 0, 0).focus();
  await page.keyboard.press('Control+End');
  await expect(last).toBeFocused();
  await expect(last).toBeInViewport();
  await expect(last).toHaveAttribute('data-value', String(Number(prices.at(-1)!.toFixed(6))));
  await page.keyboard.press('Control+Home');
  await expect(cell(page, 0, 0)).toBeFocused();
  await page.getByRole('grid').hover();
  await page.mouse.wheel(0, 2000);
  await expect(cell(page, 80, 3)).toBeInViewport();
  await page.keyboard.press('ArrowDown');
  await expect(cell(page, 1, 0)).toBeFocused();
});

test.describe('reading beside the page', () => {
  // Else the worker's script comes from the service worker, past the routes below.
  test.use({
    serviceWorkers: 'block',
    expectedErrors: [/^Failed to load resource: net::ERR_FAILED/],
  });

  test('goes on in the page where no worker can be loaded', async ({ page }) => {
    await page.route(/reader\.worker/, (route) => route.abort());
    await paste(page, read('vg-spot-5230-thousands.tsv'));
    await expect(cell(page, 0, 0)).toHaveAttribute('data-value', '1070.31');
  });

  test('is shown while it lasts, and cancelled', async ({ page }) => {
    const held = Promise.withResolvers<void>();
    await page.route(/reader\.worker/, async (route) => {
      await held.promise;
      await route.continue().catch(() => {});
    });
    const before = await cell(page, 0, 0).getAttribute('data-value');
    await paste(page, read('vg-spot-5230-thousands.tsv'));
    await expect(page.getByText(/Reading Pasted table… \d\.\d s/)).toBeVisible();
    await page.getByRole('button', { name: 'Cancel' }).click();
    await expect(page.getByText(/Reading/)).toHaveCount(0);
    held.resolve();
    expect(await cell(page, 0, 0).getAttribute('data-value')).toBe(before);
    await paste(page, read('vg-spot-5230-thousands.tsv'));
    await expect(cell(page, 0, 0)).toHaveAttribute('data-value', '1070.31');
  });
});
