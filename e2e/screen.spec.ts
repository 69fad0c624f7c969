import type { Page } from '@playwright/test';
import { expect, test } from './guarded-test.ts';
import { calibrated, cell, paste, read } from './screen-page.ts';

interface Made {
  readonly model: string;
  readonly [parameter: string]: number | string;
}
const made: Record<string, Made> = JSON.parse(read('surfaces.json')).files;

/** Whole 20 × 10 files, with three cells each, copied by hand: [strike, maturity] from 0 → price. */
const whole: ReadonlyArray<readonly [string, ReadonlyArray<readonly [number, number, number]>]> = [
  [
    'vg-index-4dp.tsv',
    [
      [0, 0, 20.4817],
      [1, 2, 20.6784],
      [4, 6, 20.0694],
    ],
  ],
  [
    'cgmy-index-cents-noheader.csv',
    [
      [0, 0, 20.46],
      [7, 1, 7.75],
      [2, 9, 25.19],
    ],
  ],
  [
    'vg-decimal-comma-transposed.csv',
    [
      [0, 0, 20.673],
      [0, 1, 22.1456],
      [19, 0, 0.5008],
    ],
  ],
  [
    'vg-spot-5230-thousands.tsv',
    [
      [0, 0, 1070.31],
      [0, 9, 1507.25],
      [4, 1, 710.58],
    ],
  ],
  [
    'cgmy-noise-1pct.tsv',
    [
      [0, 0, 20.5394],
      [1, 3, 21.7523],
      [5, 9, 20.1528],
    ],
  ],
];

/** VG: how far the network may be from what made the file. CGMY is judged by its prices elsewhere. */
const tolerance = { sigma: 0.003, nu: 0.03, theta: 0.01 };

const prices = (page: Page) =>
  page
    .getByRole('gridcell')
    .evaluateAll((cells) => cells.map((each) => Number((each as HTMLElement).dataset.value)));

test.beforeEach(async ({ page }) => {
  await page.goto('./');
  await calibrated(page);
});

for (const [name, cells] of whole) {
  for (const way of ['paste', 'file'] as const) {
    test(`${name} by ${way} ends in the right cells and is calibrated`, async ({ page }) => {
      if (way === 'paste') await paste(page, read(name));
      else {
        await page.getByLabel('Import a file').setInputFiles({
          name,
          mimeType: 'text/plain',
          buffer: Buffer.from(read(name)),
        });
      }
      for (const [strike, maturity, price] of cells) {
        await expect(cell(page, strike, maturity)).toHaveAttribute('data-value', String(price));
      }
      expect(await prices(page)).toHaveLength(200);
      const { model, ...parameters } = made[name]!;
      await page.getByRole('combobox', { name: 'Model' }).selectOption(model);
      await calibrated(page);
      if (model !== 'VarianceGamma') return;
      for (const [key, off] of Object.entries(tolerance)) {
        const value = page.locator(`[data-parameter="${key}"]`);
        await expect
          .poll(async () =>
            Math.abs(Number(await value.getAttribute('data-value')) - Number(parameters[key])),
          )
          .toBeLessThan(off);
      }
    });
  }
}

test.describe('what cannot be read', () => {
  for (const [name, said] of [
    ['broken-cells.csv', /Row 13 .*column 10 .*negative/],
    ['broken-cells.csv', /Row 16 .*column 3 .*1e400/],
    ['broken-19-rows.csv', /19 rows/],
    ['broken-ragged.csv', /Row 6 has 8 cells/],
  ] as const) {
    test(`${name} says ${said} and leaves the surface`, async ({ page }) => {
      const before = await prices(page);
      await paste(page, read(name));
      const alert = page.getByRole('alert');
      await expect(alert).toContainText(said);
      expect(await prices(page)).toEqual(before);
      await alert.getByRole('button', { name: 'Dismiss' }).click();
      await expect(alert).toHaveCount(0);
    });
  }

  test('random numbers are answered and flagged as no option surface', async ({ page }) => {
    await paste(page, read('not-a-surface.request.json'));
    await expect(page.getByRole('alert')).toContainText('This is not an option surface');
    await expect(page.locator('[data-parameter][data-value]').first()).toBeVisible();
  });
});

test('the grid is edited by keyboard alone, as one tab stop', async ({ page }) => {
  await cell(page, 0, 0).focus();
  await page.keyboard.press('ArrowRight');
  await expect(cell(page, 0, 1)).toBeFocused();
  await page.keyboard.press('Control+End');
  await expect(cell(page, 19, 9)).toBeFocused();
  await page.keyboard.press('Control+Home');
  const was = await cell(page, 0, 0).getAttribute('data-value');

  await page.keyboard.type('20.5');
  await page.keyboard.press('Escape');
  await expect(cell(page, 0, 0)).toHaveAttribute('data-value', String(was));
  await expect(cell(page, 0, 0)).toBeFocused();

  await page.keyboard.type('20,5');
  await page.keyboard.press('Enter');
  await expect(cell(page, 0, 0)).toHaveAttribute('data-value', '20.5');
  await expect(cell(page, 1, 0)).toBeFocused();

  await page.keyboard.press('F2');
  await expect(page.getByRole('textbox', { name: 'Price, strike 2, maturity 1' })).toBeFocused();
  await page.keyboard.press('Control+a');
  await page.keyboard.type('18.5');
  await page.keyboard.press('Tab');
  await expect(cell(page, 1, 0)).toHaveAttribute('data-value', '18.5');
  await expect(cell(page, 1, 1)).toBeFocused();

  await page.keyboard.press('Control+z');
  await page.keyboard.press('Control+z');
  await expect(cell(page, 0, 0)).toHaveAttribute('data-value', String(was));
  await page.keyboard.press('Control+Shift+Z');
  await expect(cell(page, 0, 0)).toHaveAttribute('data-value', '20.5');
  expect(await page.locator('[role=grid] [tabindex="0"]').count()).toBe(1);
});

test('a cell that is no price is marked, named and led to, and the last fit stays', async ({
  page,
}) => {
  await cell(page, 8, 1).focus();
  await page.keyboard.type('none');
  await page.keyboard.press('Enter');
  await expect(cell(page, 8, 1)).toHaveAttribute('aria-invalid', 'true');
  await expect(page.getByRole('button', { name: 'Calibrate' })).toBeDisabled();
  await expect(page.locator('[data-parameter][data-value]').first()).toBeVisible();
  await cell(page, 0, 0).focus();
  await page.getByRole('button', { name: /maturity 0\.3111: the price.*none/ }).click();
  await expect(cell(page, 8, 1)).toBeFocused();
  await page.keyboard.type('8.5');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Calibrate' })).toBeEnabled();
  await calibrated(page);
});

test('Delete takes a quote away, and undo brings it back', async ({ page }) => {
  const quotes = page.locator('[role="gridcell"][data-value]');
  const was = (await cell(page, 8, 1).getAttribute('data-value')) ?? '';
  await cell(page, 8, 1).focus();
  await page.keyboard.press('Delete');
  await expect(cell(page, 8, 1)).not.toHaveAttribute('data-value');
  await expect(cell(page, 8, 1)).not.toHaveAttribute('aria-invalid');
  await expect(quotes).toHaveCount(199);
  await expect(page.getByText('among 199 quotes')).toBeVisible();
  await calibrated(page);
  await page.keyboard.press('Control+z');
  await expect(cell(page, 8, 1)).toHaveAttribute('data-value', was);
  await expect(quotes).toHaveCount(200);
});

test('a number and a small block are pasted at the focused cell', async ({ page }) => {
  await cell(page, 2, 2).focus();
  await paste(page, '18.9\t20.1\n17.1\t18.3');
  await expect(cell(page, 3, 3)).toHaveAttribute('data-value', '18.3');
  await paste(page, '18.95');
  await expect(cell(page, 2, 2)).toHaveAttribute('data-value', '18.95');
});

test('spot and rate are checked where they are typed', async ({ page }) => {
  const spot = page.getByLabel('Spot');
  await spot.fill('-3');
  await spot.press('Enter');
  await expect(page.getByText('The spot must be more than 0, not -3.')).toBeVisible();
  await spot.fill('101');
  await spot.press('Enter');
  await expect(spot).not.toHaveAttribute('aria-invalid', 'true');
  await calibrated(page);
});

test('a table pasted where the rate was typed is a surface, and takes the rate', async ({
  page,
}) => {
  const rate = page.getByLabel('Rate');
  await rate.fill('4');
  await paste(page, read('vg-index-4dp.tsv'));
  await expect(page.getByText('Pasted table')).toBeVisible();
  await expect(rate).toHaveValue('4');
  await calibrated(page);
});

test('a dropped file is opened', async ({ page }) => {
  await page.evaluate((text) => {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File([text], 'noise.tsv'));
    document.body.dispatchEvent(
      new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }),
    );
  }, read('cgmy-noise-1pct.tsv'));
  await expect(cell(page, 0, 0)).toHaveAttribute('data-value', '20.5394');
});
