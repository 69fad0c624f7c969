import { expectNoViolations } from './axe.ts';
import { clipboardPermissions, clipboardText } from './clipboard.ts';
import { expect, test } from './guarded-test.ts';
import { calibrated, cell, parameters } from './screen-page.ts';

test.use({ permissions: clipboardPermissions });

test.beforeEach(async ({ page }) => {
  await page.goto('./');
  await calibrated(page);
});

test('a link opens the same surface and result in a fresh profile', async ({ page, browser }) => {
  await cell(page, 0, 0).focus();
  await page.keyboard.type('20.6');
  await page.keyboard.press('Enter');
  await page.getByRole('combobox', { name: 'Model' }).selectOption('CGMY');
  await calibrated(page);
  const before = await parameters(page);
  await page.getByRole('banner').getByRole('button', { name: 'Share' }).click();
  const dialog = page.getByRole('dialog', { name: 'Share' });
  await expectNoViolations(page);
  await dialog.getByRole('button', { name: 'Copy link' }).click();
  await expect(dialog.getByText('Copied')).toBeVisible();
  const link = await clipboardText(page);
  expect(link.length).toBeLessThan(8000);
  await page.keyboard.press('Escape');

  const elsewhere = await browser.newContext();
  const other = await elsewhere.newPage();
  await other.goto(link);
  await expect(other.getByText('Shared: ').first()).toBeVisible();
  await expect(cell(other, 0, 0)).toHaveAttribute('data-value', '20.6');
  await expect(other.getByRole('combobox', { name: 'Model' })).toHaveValue('CGMY');
  await calibrated(other);
  await expect.poll(() => parameters(other)).toEqual(before);
  expect(new URL(other.url()).hash).toBe('');
  await elsewhere.close();
});

test('a damaged link says so, and the page works', async ({ page }) => {
  await page.evaluate(() => {
    location.hash = '#s=1.notalink';
  });
  await expect(page.getByRole('alert')).toContainText('cut off or damaged');
  await page.getByRole('alert').getByRole('button', { name: 'Dismiss' }).click();
  await calibrated(page);
});
