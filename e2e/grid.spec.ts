import type { Page } from '@playwright/test';
import { expectNoViolations } from './axe.ts';
import { clipboardText } from './clipboard.ts';
import { expect, test } from './guarded-test.ts';
import { calibrated, cell, paste, read } from './screen-page.ts';

const grid = (page: Page) => page.getByRole('grid', { name: 'Option prices' });
const selected = (page: Page) => grid(page).locator('[data-selected]');
const value = (page: Page, strike: number, maturity: number) =>
  cell(page, strike, maturity).getAttribute('data-value');

async function press(page: Page, ...keys: string[]) {
  for (const key of keys) await page.keyboard.press(key);
}

/** Shows another view of the cells, by keyboard. */
const show = (page: Page, view: string) =>
  page.getByRole('radio', { name: view, exact: true }).press('Space');

test.use({ permissions: ['clipboard-read', 'clipboard-write'] });

test.beforeEach(async ({ page }) => {
  await page.goto('./');
  await calibrated(page);
});

test('a rectangle is selected by keys, summed up, and dropped', async ({ page }) => {
  await cell(page, 2, 3).focus();
  await press(page, 'Shift+ArrowDown', 'Shift+ArrowDown', 'Shift+ArrowRight');
  await expect(selected(page)).toHaveCount(6);
  await expect(cell(page, 2, 3)).toBeFocused();
  await expect(cell(page, 4, 4)).toHaveAttribute('aria-selected', 'true');
  await expect(cell(page, 4, 5)).toHaveAttribute('aria-selected', 'false');
  await expect(page.getByText(/^3 × 2 cells · mean \d/)).toBeVisible();
  await press(page, 'Shift+Control+End');
  await expect(selected(page)).toHaveCount(18 * 7);
  await press(page, 'Escape');
  await expect(selected(page)).toHaveCount(0);
  await press(page, 'Control+Space');
  await expect(selected(page)).toHaveCount(20);
  await press(page, 'Shift+Space');
  await expect(selected(page)).toHaveCount(10);
  await press(page, 'ArrowLeft', 'ArrowLeft', 'ArrowLeft', 'ArrowLeft');
  await press(page, 'Shift+ArrowDown');
  // Among the strikes: no prices with them.
  await expect(page.getByText(/^2 strikes/)).toBeVisible();
  expect(await grid(page).locator('[tabindex="0"]').count()).toBe(1);
});

test('cells are copied, cut, pasted and filled through the real clipboard', async ({ page }) => {
  const first = await value(page, 0, 0);
  const second = await value(page, 0, 1);
  await cell(page, 0, 0).focus();
  await press(page, 'Shift+ArrowRight', 'Control+c');
  expect(await clipboardText(page)).toBe(`${first}\t${second}`);
  await press(page, 'ArrowDown', 'ArrowDown', 'Control+v');
  await expect(cell(page, 2, 0)).toHaveAttribute('data-value', String(first));
  await expect(cell(page, 2, 1)).toHaveAttribute('data-value', String(second));
  await expect(selected(page)).toHaveCount(2);
  await press(page, 'Control+z');
  await expect(cell(page, 2, 0)).not.toHaveAttribute('data-value', String(first));

  // One number fills all that is selected, in one step.
  await page.evaluate(() => navigator.clipboard.writeText('12,5'));
  await press(page, 'Control+v');
  await expect(cell(page, 2, 0)).toHaveAttribute('data-value', '12.5');
  await expect(cell(page, 2, 1)).toHaveAttribute('data-value', '12.5');
  await press(page, 'Control+x');
  expect(await clipboardText(page)).toBe('12.5\t12.5');
  await expect(cell(page, 2, 1)).not.toHaveAttribute('data-value');
  await press(page, 'Control+z', 'Control+z');

  await press(page, 'ArrowUp', 'Shift+ArrowDown', 'Shift+ArrowDown');
  const source = await value(page, 1, 0);
  await press(page, 'Control+d');
  await expect(cell(page, 3, 0)).toHaveAttribute('data-value', String(source));
  await press(page, 'Shift+ArrowRight', 'Control+r');
  await expect(cell(page, 3, 1)).toHaveAttribute('data-value', String(source));
  await press(page, 'Delete');
  await expect(cell(page, 1, 0)).not.toHaveAttribute('data-value');
  await expect(cell(page, 3, 1)).not.toHaveAttribute('data-value');
  await press(page, 'Control+z', 'Control+z', 'Control+z');
  await expect(cell(page, 2, 0)).not.toHaveAttribute('data-value', String(source));
});

test('all of it, copied, is the same surface again', async ({ page }) => {
  await cell(page, 4, 4).focus();
  const was = await value(page, 7, 7);
  await press(page, 'Control+a', 'Control+c');
  expect((await clipboardText(page)).split('\n')).toHaveLength(21);
  await press(page, 'Delete', 'Control+z', 'ArrowRight');
  await page.keyboard.type('1');
  await press(page, 'Enter', 'Control+v');
  await expect(page.getByText('Pasted table')).toBeVisible();
  await expect(cell(page, 7, 7)).toHaveAttribute('data-value', String(was));
  await expect(cell(page, 4, 5)).not.toHaveAttribute('data-value', '1');
  await calibrated(page);
});

test('a volatility is typed, and what is typed goes round the selection', async ({ page }) => {
  await show(page, 'Implied vol %');
  await cell(page, 8, 3).focus();
  await page.keyboard.type('18,5');
  await press(page, 'Enter');
  await expect(cell(page, 8, 3)).toHaveText(/18\.50$/);
  await expect(cell(page, 9, 3)).toBeFocused();
  await press(page, 'Shift+ArrowRight');
  await page.keyboard.type('19');
  await press(page, 'Tab');
  await page.keyboard.type('20');
  await press(page, 'Tab');
  await expect(cell(page, 9, 3)).toBeFocused();
  await expect(cell(page, 9, 3)).toHaveText(/19\.00$/);
  await expect(cell(page, 9, 4)).toHaveText(/20\.00$/);
  await page.keyboard.type('21');
  await press(page, 'Control+Enter');
  await expect(cell(page, 9, 4)).toHaveText(/21\.00$/);
  await press(page, 'Control+c');
  const copied = (await clipboardText(page)).split('\t').map(Number);
  expect(copied.map((each) => each.toFixed(9))).toEqual(['21.000000000', '21.000000000']);

  // What is opened and kept is no edit, however its digits are rounded.
  await press(page, 'F2', 'Enter', 'Control+z');
  await expect(cell(page, 9, 4)).toHaveText(/20\.00$/);
  await show(page, 'Price');
  await calibrated(page);
});

test('what follows from prices is not typed, and says so; strikes are', async ({ page }) => {
  await show(page, 'Time value');
  await cell(page, 8, 3).focus();
  await page.keyboard.type('5');
  await expect(grid(page).getByRole('textbox')).toHaveCount(0);
  await expect(cell(page, 8, 3)).toHaveAccessibleDescription(/To edit, show Price or Implied vol/);
  await press(page, 'Home', 'ArrowLeft');
  await page.keyboard.type('97');
  await press(page, 'Enter');
  await expect(cell(page, 8, -1)).toHaveAttribute('data-value', '97');
  await cell(page, -1, 0).focus();
  await page.keyboard.type('0,2');
  await press(page, 'Tab');
  await expect(cell(page, -1, 0)).toHaveAttribute('data-value', '0.2');
  await expect(cell(page, -1, 1)).toBeFocused();
  await calibrated(page);
});

test('the spot’s row and what is at the money follow the market', async ({ page }) => {
  const marked = grid(page).locator('[data-atm]');
  await expect(marked).toHaveCount(10);
  await expect(cell(page, 10, 0)).toHaveAttribute('data-atm');
  await page.getByLabel('Spot').fill('90');
  await page.getByLabel('Spot').press('Enter');
  await expect(cell(page, 10, 0)).not.toHaveAttribute('data-atm');
  await expect(cell(page, 5, 0)).toHaveAttribute('data-atm');
  await expect(marked).toHaveCount(10);
});

test('the mouse selects by drag, by Shift and by the corner, and a finger edits', async ({
  page,
}) => {
  await cell(page, 2, 2).hover();
  await page.mouse.down();
  await cell(page, 3, 3).hover();
  await cell(page, 5, 4).hover();
  await page.mouse.up();
  await expect(selected(page)).toHaveCount(12);
  await cell(page, 3, 6).click({ modifiers: ['Shift'] });
  await expect(selected(page)).toHaveCount(10);
  await expect(cell(page, 2, 2)).toBeFocused();
  await cell(page, 3, 3).click();
  await expect(selected(page)).toHaveCount(0);
  await page.getByTitle(/^Select all prices/).click();
  await expect(selected(page)).toHaveCount(200);
  await cell(page, 3, 3).dblclick();
  await expect(grid(page).getByRole('textbox')).toBeFocused();
});

test('a thousand rows are selected, copied and left with the focus in the grid', async ({
  page,
}) => {
  const strikes = Array.from({ length: 290 }, (_, i) => 60 + i / 4);
  const rows = strikes.map((strike) =>
    [
      strike,
      ...[0.25, 0.5, 1, 2].map((maturity) => {
        // Decreasing and convex in the strike, as calls are, and above their intrinsic value.
        const carried = 100 - strike * Math.exp(-0.05 * maturity);
        return ((carried + Math.hypot(carried, 30 * Math.sqrt(maturity))) / 2).toFixed(4);
      }),
    ].join('\t'),
  );
  await paste(page, ['strike\\maturity\t0.25\t0.5\t1\t2', ...rows].join('\n'));
  await expect(grid(page)).toHaveAttribute('aria-rowcount', '291');
  await cell(page, 160, 0).focus();
  await press(page, 'Control+Home', 'Control+Shift+End');
  await expect(cell(page, 289, 3)).toBeInViewport();
  await expect(cell(page, 0, 0)).toBeFocused();
  await press(page, 'Control+c');
  expect((await clipboardText(page)).split('\n')).toHaveLength(291);
  await press(page, 'Control+End');
  // A smaller surface takes the cell away, and not the focus.
  await paste(page, read('vg-index-4dp.tsv'));
  await expect(grid(page)).toHaveAttribute('aria-rowcount', '21');
  await expect(cell(page, 19, 3)).toBeFocused();
});

test('a selection, an error and a view that is not typed are accessible', async ({ page }) => {
  await paste(page, read('cgmy-noise-1pct.tsv'));
  await calibrated(page);
  await cell(page, 3, 3).focus();
  await page.keyboard.type('none');
  await press(page, 'Enter', 'Shift+ArrowDown', 'Shift+ArrowRight', 'Shift+ArrowRight');
  for (const view of ['Time value', 'Price']) {
    await show(page, view);
    await expectNoViolations(page);
  }
});

test.describe('with a finger', () => {
  test.use({ hasTouch: true, viewport: { width: 390, height: 844 } });

  test('a tap goes to a cell and the next one edits it', async ({ page }) => {
    await cell(page, 8, 1).tap();
    await expect(cell(page, 8, 1)).toBeFocused();
    await expect(grid(page).getByRole('textbox')).toHaveCount(0);
    await cell(page, 8, 1).tap();
    await expect(grid(page).getByRole('textbox')).toBeFocused();
  });
});
