import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { expectNoViolations } from './axe.ts';
import { expect, test } from './guarded-test.ts';
import { calibrated, cell, command, parameters } from './screen-page.ts';

test.beforeEach(async ({ page }) => {
  await page.goto('./');
  await calibrated(page);
});

const panel = (page: Page) => page.getByRole('dialog', { name: 'History' });
const entries = (page: Page) => panel(page).getByRole('listitem');

async function openHistory(page: Page) {
  await page.getByRole('banner').getByRole('button', { name: 'History' }).click();
  await expect(panel(page)).toBeVisible();
}

async function typeFirst(page: Page, price: string) {
  // An edit right after another counts as one with it.
  await page.waitForTimeout(2100);
  await cell(page, 0, 0).focus();
  await page.keyboard.type(price);
  await page.keyboard.press('Enter');
  await expect(cell(page, 0, 0)).toHaveAttribute('data-value', price);
  await calibrated(page);
}

test('calibrations are there after a reload: found, named, pinned, opened, deleted and taken back', async ({
  page,
}) => {
  const first = await parameters(page);
  await typeFirst(page, '20.6');
  const second = await parameters(page);
  expect(second).not.toEqual(first);
  await page.reload();
  await calibrated(page);
  await openHistory(page);
  await expect(entries(page)).toHaveCount(2);
  await expectNoViolations(page);

  const edited = entries(page).first();
  await edited.getByRole('button', { name: /^Rename/ }).click();
  await page.keyboard.type('Morning run');
  await page.keyboard.press('Enter');
  await expect(edited).toContainText('Morning run');
  await expect(edited.getByRole('button', { name: /^Rename/ })).toBeFocused();
  await edited.getByRole('button', { name: /^Pin/ }).press('Enter');
  await expect(edited.getByRole('button', { name: /^Pinned/ })).toHaveAttribute(
    'aria-pressed',
    'true',
  );

  await panel(page).getByRole('searchbox', { name: 'Search history' }).fill('morning');
  await expect(entries(page)).toHaveCount(1);
  await entries(page).getByRole('button', { name: 'Delete Morning run' }).press('Enter');
  await expect(entries(page)).toHaveCount(0);
  await panel(page).getByRole('button', { name: 'Undo delete' }).press('Enter');
  await expect(entries(page)).toHaveCount(1);

  // The reload left the edited surface on the screen.
  await page.keyboard.press('Escape');
  await expect(panel(page)).toHaveCount(0);
  await page.getByRole('button', { name: 'Undo', exact: true }).click();
  await expect(cell(page, 0, 0)).not.toHaveAttribute('data-value', '20.6');
  await openHistory(page);
  await entries(page)
    .getByRole('button', { name: /^Morning run/ })
    .press('Enter');
  await expect(panel(page)).toHaveCount(0);
  await expect(cell(page, 0, 0)).toHaveAttribute('data-value', '20.6');
  await expect.poll(() => parameters(page)).toEqual(second);
  await page.keyboard.press('ControlOrMeta+z');
  await expect(cell(page, 0, 0)).not.toHaveAttribute('data-value', '20.6');
});

test('an exported history, imported elsewhere, opens with the same result bit for bit', async ({
  page,
  browser,
}) => {
  await typeFirst(page, '20.6');
  const before = await parameters(page);
  await openHistory(page);
  const saving = page.waitForEvent('download');
  await panel(page).getByRole('button', { name: 'Export history' }).click();
  const file = await (await saving).path();

  const elsewhere = await browser.newContext();
  const other = await elsewhere.newPage();
  await other.goto(page.url());
  await calibrated(other);
  await openHistory(other);
  await panel(other)
    .getByLabel('Import history')
    .setInputFiles({
      name: 'history.json',
      mimeType: 'application/json',
      buffer: readFileSync(file),
    });
  await expect(panel(other).getByText('read from history.json')).toBeVisible();
  await entries(other)
    .filter({ hasText: String(Number(before.sigma).toFixed(3)) })
    .first()
    .waitFor();
  await entries(other).nth(1).getByRole('button').first().click();
  await expect(cell(other, 0, 0)).toHaveAttribute('data-value', '20.6');
  await expect.poll(() => parameters(other)).toEqual(before);
  await elsewhere.close();
});

test('two kept results are compared, and the models on the same quotes', async ({ page }) => {
  await typeFirst(page, '20.6');
  await command(page, 'compare');
  const dialog = page.getByRole('dialog', { name: 'Compare' });
  await expect(dialog).toBeVisible();
  await expect(dialog.getByRole('columnheader', { name: 'CGMY' })).toBeVisible();
  await expect(dialog.getByRole('row', { name: /^RMSE/ })).toContainText('bp');
  await expect(dialog).toContainText('same quotes');
  await expectNoViolations(page);
  const second = dialog.getByRole('combobox', { name: 'Second result' });
  await second.selectOption({ index: 3 });
  await expect(dialog).toContainText('1 quote of another price');
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
});
