import type { Page } from '@playwright/test';
import { clipboardPermissions, clipboardText, pasteFromClipboard } from './clipboard.ts';
import { expect, test } from './guarded-test.ts';
import { calibrated, cell, parameters, read } from './screen-page.ts';

test.use({ permissions: clipboardPermissions });

test.beforeEach(async ({ page }) => {
  await page.goto('./');
  await calibrated(page);
});

const prices = (page: Page) =>
  page
    .getByRole('gridcell')
    .evaluateAll((cells) => cells.map((each) => (each as HTMLElement).dataset.value));

test('an Excel table, pasted by the keyboard, is calibrated; copied, it is what was pasted', async ({
  page,
}) => {
  await cell(page, 0, 0).focus();
  await pasteFromClipboard(page, read('vg-index-4dp.tsv'));
  await expect(page.getByText('Pasted table').first()).toBeVisible();
  await calibrated(page);
  const { sigma, nu, theta } = await parameters(page);
  expect(Math.abs(Number(sigma) - 0.18)).toBeLessThan(1e-4);
  expect(Math.abs(Number(nu) - 0.35)).toBeLessThan(1e-3);
  expect(Math.abs(Number(theta) + 0.15)).toBeLessThan(1e-3);

  const before = await prices(page);
  await cell(page, 3, 3).focus();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.press('ControlOrMeta+c');
  const copied = await clipboardText(page);
  await page.keyboard.press('Delete');
  await pasteFromClipboard(page, copied);
  await expect.poll(() => prices(page)).toEqual(before);
});

test('a German table, the other way round, is read right; a mistake is mended and undone', async ({
  page,
}) => {
  await cell(page, 0, 0).focus();
  await pasteFromClipboard(page, read('vg-decimal-comma-transposed.csv'));
  await expect(cell(page, 0, 0)).not.toHaveAttribute('data-value', '20.4817');
  await calibrated(page);
  const found = await parameters(page);
  expect(Math.abs(Number(found.sigma) - 0.32)).toBeLessThan(1e-3);

  const was = await cell(page, 8, 1).getAttribute('data-value');
  await cell(page, 8, 1).focus();
  await page.keyboard.type('oops');
  await page.keyboard.press('Enter');
  await expect(cell(page, 8, 1)).toHaveAttribute('aria-invalid', 'true');
  await cell(page, 8, 1).focus();
  await page.keyboard.type('9,75');
  await page.keyboard.press('Enter');
  await expect(cell(page, 8, 1)).toHaveAttribute('data-value', '9.75');
  await page.keyboard.press('ControlOrMeta+z');
  await page.keyboard.press('ControlOrMeta+z');
  await expect(cell(page, 8, 1)).toHaveAttribute('data-value', String(was));
  await expect(cell(page, 8, 1)).not.toHaveAttribute('aria-invalid');
  await calibrated(page);
  await expect.poll(() => parameters(page)).toEqual(found);
});
