import type { Page } from '@playwright/test';
import { expectNoViolations } from './axe.ts';
import { expect, test } from './guarded-test.ts';
import { calibrated, cell, paste, read } from './screen-page.ts';

/** An index smile in %: no call has such prices. */
const SMILE = [
  ['strike\\T', 0.25, 0.5, 1],
  [80, 26.5, 24.8, 23.9],
  [90, 22.1, 21.7, 21.5],
  [100, 18.9, 19.3, 19.8],
  [110, 17.2, 17.9, 18.7],
  [120, 18.1, 17.6, 18.2],
]
  .map((row) => row.join('\t'))
  .join('\n');

const dialog = (page: Page) => page.getByRole('dialog', { name: 'Import' });
const before = (page: Page) =>
  dialog(page).getByRole('region', { name: 'The text as split into cells' });
const after = (page: Page) => dialog(page).getByRole('region', { name: 'The surface as read' });

test.beforeEach(async ({ page }) => {
  await page.goto('./');
  await calibrated(page);
});

test('a table of volatilities is asked about, used by keyboard alone, and remembered', async ({
  page,
}) => {
  const first = cell(page, 0, 0);
  const was = String(await first.getAttribute('data-value'));
  await first.focus();
  await paste(page, SMILE);
  const values = dialog(page).getByRole('combobox', { name: /^Values/ });
  await expect(values).toBeFocused();
  await expect(values).toHaveValue('percent');
  await expect(dialog(page).getByText('No calls have such prices')).toBeVisible();
  await expect(before(page).getByRole('cell', { name: '26.5' })).toBeVisible();
  await expect(after(page).getByRole('cell', { name: '21.1709' })).toBeVisible();
  await expect(first).toHaveAttribute('data-value', was);
  await expectNoViolations(page);

  // The preview follows each choice, before anything is used.
  await page.keyboard.press('p');
  await page.keyboard.press('Enter');
  await expect(values).toHaveValue('price');
  await expect(after(page).getByRole('cell', { name: '26.50' })).toBeVisible();
  await values.selectOption('fraction');
  await expect(dialog(page).getByText('Is it in %?').first()).toBeVisible();
  await page.keyboard.press('Control+Enter');
  await expect(dialog(page)).toBeVisible();
  await values.selectOption('percent');
  await expect(after(page)).toBeVisible();
  await page.keyboard.press('Control+Enter');
  await expect(dialog(page)).toHaveCount(0);
  await expect(page.getByRole('gridcell')).toHaveCount(15);
  expect(Number(await cell(page, 2, 0).getAttribute('data-value'))).toBeCloseTo(4.399, 3);

  await page.keyboard.press('Control+z');
  await expect(cell(page, 0, 0)).toHaveAttribute('data-value', was);
  await paste(page, SMILE.replace('18.9', '19.1'));
  await expect(page.getByRole('gridcell')).toHaveCount(15);
  await expect(dialog(page)).toHaveCount(0);
  await expect(page.getByTitle(/Read as last time: volatilities in %/)).toBeVisible();
});

test('Cancel and Escape leave the surface, and the focus where it was', async ({ page }) => {
  const first = cell(page, 0, 0);
  const was = String(await first.getAttribute('data-value'));
  for (const leave of [
    () => page.keyboard.press('Escape'),
    () => dialog(page).getByRole('button', { name: 'Cancel' }).click(),
  ]) {
    await first.focus();
    await paste(page, SMILE);
    await expect(dialog(page)).toBeVisible();
    await leave();
    await expect(dialog(page)).toHaveCount(0);
    await expect(first).toBeFocused();
    await expect(first).toHaveAttribute('data-value', was);
  }
});

test('a number that could be two numbers is not guessed', async ({ page }) => {
  await page.getByLabel('Spot', { exact: true }).fill('5');
  await page.keyboard.press('Enter');
  const rows = [80, 90, 100, 110].map(
    (strike, i) => `${strike}.000\t${20 - 5 * i}.125\t${22 - 5 * i}.375`,
  );
  await paste(page, `K\t1\t2\n${rows.join('\n')}`);
  const numbers = dialog(page).getByRole('combobox', { name: /^Numbers/ });
  await expect(numbers).toBeFocused();
  await expect(numbers).toHaveValue('');
  await expect(
    dialog(page).getByText('“80.000” could be 80 or 80000. Which is meant?'),
  ).toBeVisible();
  await expect(dialog(page).getByRole('button', { name: 'Use this surface' })).toHaveAttribute(
    'aria-disabled',
    'true',
  );
  await numbers.selectOption('.');
  await expect(after(page).getByRole('rowheader', { name: '80', exact: true })).toBeVisible();
  await dialog(page).getByRole('button', { name: 'Use this surface' }).click();
  await expect(cell(page, 0, 0)).toHaveAttribute('data-value', '20.125');
});

test('a table can be typed, mended and taken from a file in the dialog', async ({ page }) => {
  await page.getByRole('banner').getByRole('button', { name: 'Import', exact: true }).click();
  const text = dialog(page).getByRole('textbox', { name: 'Table as text' });
  await expect(text).toBeFocused();
  await expectNoViolations(page);
  await text.fill('K;0,25;0,5\n90;12;13\n95;8;x\n100;5;6,5\n105;3;4,5');
  await expect(dialog(page).getByText(/Row 3 .*“x” is not a number/)).toBeVisible();
  await text.fill('K;0,25;0,5\n90;12;13\n95;8;9,5\n100;5;6,5\n105;3;4,5');
  await expect(after(page).getByRole('cell', { name: '9.50' })).toBeVisible();
  const delimiter = dialog(page).getByRole('combobox', { name: 'Cells separated by' });
  await expect(delimiter).toHaveValue(';');
  await delimiter.selectOption(',');
  await expect(after(page)).toHaveCount(0);

  const name = 'vg-decimal-comma-transposed.csv';
  await dialog(page)
    .getByLabel('Choose a file')
    .setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(read(name)) });
  await expect(dialog(page).getByText('20 strikes × 10 maturities')).toBeVisible();
  await expect(dialog(page).getByRole('combobox', { name: 'Strikes run' })).toHaveValue('across');
  await dialog(page).getByRole('button', { name: 'Use this surface' }).click();
  await expect(cell(page, 0, 1)).toHaveAttribute('data-value', '22.1456');
});

test('fits a phone', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await paste(page, SMILE);
  await expect(after(page)).toBeVisible();
  const wide = await page.evaluate(() => [
    document.documentElement.scrollWidth,
    document.querySelector('dialog > div')!.scrollWidth -
      document.querySelector('dialog > div')!.clientWidth,
  ]);
  expect(wide).toEqual([390, 0]);
  await dialog(page).getByRole('button', { name: 'Use this surface' }).click();
  await expect(page.getByRole('gridcell')).toHaveCount(15);
});
