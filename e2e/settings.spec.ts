import type { Page } from '@playwright/test';
import { expect, test } from './guarded-test.ts';
import { calibrated, cell } from './screen-page.ts';

async function openSettings(page: Page) {
  await page.getByRole('button', { name: 'Help and settings' }).click();
  await page.getByRole('button', { name: 'Settings…' }).click();
  return page.getByRole('dialog', { name: 'Settings' });
}

/** Texts that hold a number with a decimal point where a comma is wanted, but not in markup. */
const pointed = (page: Page) =>
  page.evaluate(() => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const found: string[] = [];
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const parent = node.parentElement;
      if (!parent?.checkVisibility() || parent.closest('script, style')) continue;
      if (/\d\.\d/.test(node.textContent ?? '')) found.push(node.textContent ?? '');
    }
    for (const { value } of document.querySelectorAll('input'))
      if (/\d\.\d/.test(value)) found.push(value);
    return found;
  });

test('German numbers stand everywhere, and stay', async ({ page }) => {
  await page.goto('./');
  await calibrated(page);
  const settings = await openSettings(page);
  await settings.getByRole('radio', { name: '1234,5' }).check({ force: true });
  await page.keyboard.press('Escape');
  await expect(settings).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Help and settings' })).toBeFocused();
  await calibrated(page);
  await expect(cell(page, 0, 0)).toHaveText('20,4817');
  await expect(page.locator('[data-parameter="sigma"]')).toHaveText(/^0,18/);
  await expect(page.getByRole('region', { name: 'Fitted parameters' })).toContainText(
    /fits 200 quotes to 0,0\d+\sbp/,
  );
  for (const tab of ['Smile', 'All smiles', 'Term structure', 'Residuals', 'Price']) {
    await page.getByRole('tab', { name: tab, exact: true }).click();
    await expect(page.locator('figure svg').first()).toBeVisible();
    expect(await pointed(page), tab).toEqual([]);
  }

  await cell(page, 0, 0).focus();
  await page.keyboard.press('F2');
  const editor = page.getByRole('textbox', { name: 'Price, strike 1, maturity 1' });
  await expect(editor).toHaveValue('20,4817');
  await editor.fill('20,5');
  await page.keyboard.press('Enter');
  await expect(cell(page, 0, 0)).toHaveAttribute('data-value', '20.5');
  await cell(page, 0, 0).focus();
  await page.keyboard.type('20.5');
  await page.keyboard.press('Enter');
  await expect(cell(page, 0, 0)).toHaveAttribute('data-value', '20.5');
  const rate = page.getByLabel('Rate');
  await rate.fill('2,5');
  await rate.press('Enter');
  await expect(rate).toHaveValue('2,5');
  await calibrated(page);

  await page.reload();
  await calibrated(page);
  await expect(cell(page, 0, 0)).toHaveText('20,5000');
  await expect(rate).toHaveValue('2,5');
  const again = await openSettings(page);
  await again.getByRole('button', { name: 'Reset' }).click();
  await expect(cell(page, 0, 0)).toHaveText('20.5000');
  await expect(rate).toHaveValue('2.5');
  await expect(again.getByRole('radio', { name: 'Browser’s' })).toBeChecked();
});

test('a browser in German begins with a comma', async ({ browser, baseURL }) => {
  const context = await browser.newContext({
    locale: 'de-DE',
    ...(baseURL !== undefined && { baseURL }),
  });
  const page = await context.newPage();
  await page.goto('./');
  await expect(cell(page, 0, 0)).toHaveText('20,4817');
  await context.close();
});

test('the theme is chosen in the settings, and kept', async ({ page }) => {
  await page.goto('./');
  await calibrated(page);
  const settings = await openSettings(page);
  await settings.getByRole('radio', { name: 'Dark' }).check({ force: true });
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await page.reload();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
});
