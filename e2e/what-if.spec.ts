import type { Page } from '@playwright/test';
import { expectNoViolations } from './axe.ts';
import { clipboardText } from './clipboard.ts';
import { expect, test } from './guarded-test.ts';
import { calibrated, cell } from './screen-page.ts';

const region = (page: Page) => page.getByRole('region', { name: 'Fitted parameters' });
const toggle = (page: Page) => region(page).getByRole('button', { name: 'What if' });
const slider = (page: Page, symbol: string) =>
  page.getByRole('slider', { name: new RegExp(`^${symbol},`) });
const typed = (page: Page, symbol: string) =>
  page.getByRole('textbox', { name: `${symbol} value` });
/** RMSE off the market, in bp. */
const off = async (page: Page) =>
  Number(await page.locator('[data-what-if-rmse]').getAttribute('data-what-if-rmse'));
const line = (page: Page) => page.locator('[data-line="model"]');

test.beforeEach(async ({ page }) => {
  await page.goto('./');
  await calibrated(page);
});

test('parameters are tried by keyboard alone, against the market, and snap back', async ({
  page,
}) => {
  const before = await region(page).boundingBox();
  await toggle(page).focus();
  await page.keyboard.press('Enter');
  await expect(toggle(page)).toHaveAttribute('aria-pressed', 'true');
  await expect(slider(page, 'σ')).toBeFocused();
  expect(await off(page)).toBeLessThan(1);
  await expect(region(page)).toContainText('as calibrated: move a slider');
  expect((await region(page).boundingBox())?.height).toBe(before?.height);

  const calibratedValue = await slider(page, 'σ').inputValue();
  const calibratedLine = (await line(page).getAttribute('d')) ?? '';
  await page.keyboard.press('ArrowRight');
  await expect.poll(() => off(page)).toBeGreaterThan(10);
  await expect(line(page)).not.toHaveAttribute('d', calibratedLine);
  const once = await off(page);
  await page.keyboard.press('Shift+ArrowRight');
  await expect.poll(() => off(page)).toBeGreaterThan(5 * once);
  await expect(region(page)).toContainText(/bp over the calibrated 0\.0\d+\sbp; worst \+\d+/);
  await expect(slider(page, 'σ')).toHaveAttribute('aria-valuetext', /^0\.2\d+, moved by \+0\.0/);
  await expectNoViolations(page);

  await page.keyboard.press('Tab');
  await expect(page.getByRole('button', { name: /^σ back to/ })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(slider(page, 'σ')).toHaveValue(calibratedValue);
  await expect(page.getByRole('button', { name: /^σ back to/ })).toBeFocused();
  await expect(line(page)).toHaveAttribute('d', calibratedLine);

  await page.keyboard.press('Escape');
  await expect(page.getByRole('slider')).toHaveCount(0);
  await expect(toggle(page)).toBeFocused();
  await expect(toggle(page)).toHaveAttribute('aria-pressed', 'false');
});

test('a typed value goes anywhere that the model does, and no farther', async ({ page }) => {
  await toggle(page).press('Enter');
  await typed(page, 'ν').fill('-1');
  await typed(page, 'ν').press('Enter');
  await expect(region(page).getByRole('alert')).toContainText('needs σ > 0, ν > 0');
  await expect(typed(page, 'ν')).toHaveValue('-1');
  expect(await off(page)).toBeLessThan(1);
  await expectNoViolations(page);

  await typed(page, 'ν').press('Escape');
  await expect(typed(page, 'ν')).toHaveValue(/^0\.35/);
  await expect(typed(page, 'ν')).toBeFocused();

  await typed(page, 'ν').fill('a lot');
  await typed(page, 'ν').press('Enter');
  await expect(region(page).getByRole('alert')).toContainText('“a lot” is not a number');

  // Beyond the training range: the slider grows.
  await typed(page, 'ν').fill('2,5');
  await typed(page, 'ν').press('Enter');
  await expect(region(page).getByRole('alert')).toHaveCount(0);
  await expect.poll(() => off(page)).toBeGreaterThan(50);
  await expect(slider(page, 'ν')).toHaveValue('2.5');
  await slider(page, 'θ').press('End');

  const snapBack = page.getByRole('button', { name: 'Snap back' });
  await snapBack.press('Enter');
  await expect.poll(() => off(page)).toBeLessThan(1);
  await expect(snapBack).toBeFocused();
  await expect(snapBack).toHaveAttribute('aria-disabled', 'true');
});

test('what is tried ends when the quotes are calibrated anew, and the focus stays', async ({
  page,
}) => {
  await toggle(page).press('Enter');
  await slider(page, 'σ').press('ArrowRight');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('slider')).toHaveCount(0);
  await expect(toggle(page)).toBeFocused();

  await toggle(page).press('Enter');
  await cell(page, 0, 0).focus();
  await page.keyboard.type('20.6');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('slider')).toHaveCount(0);
  await expect(cell(page, 1, 0)).toBeFocused();
  await calibrated(page);
});

test('a value is copied in full, and explained to the keyboard', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const value = page.locator('[data-parameter="nu"]');
  const copy = value.getByRole('button', { name: /^Copy ν = 0\.35/ });
  await page.getByRole('button', { name: /^Copy σ/ }).focus();
  await page.keyboard.press('Tab');
  await expect(copy).toBeFocused();
  const explanation = page.getByRole('tooltip').filter({ hasText: 'variance rate' });
  await expect(explanation).toBeVisible();
  await expect(explanation).toContainText(/95\s% confidence in 0\.3/);
  await page.keyboard.press('Enter');
  await expect(value).toContainText('Copied');
  expect(await clipboardText(page)).toBe(await value.getAttribute('data-value'));
  await expectNoViolations(page);
  await page.keyboard.press('Escape');
  await expect(explanation).toBeHidden();
  await expect(copy).toBeFocused();
});
