import type { Page } from '@playwright/test';
import { expectNoViolations } from './axe.ts';
import { expect, test } from './guarded-test.ts';
import { calibrated, cell, command } from './screen-page.ts';

const dialog = (page: Page, name: string) => page.getByRole('dialog', { name, exact: true });
const field = (page: Page) => page.getByRole('combobox', { name: 'Command' });

test.beforeEach(async ({ page }) => {
  await page.goto('./');
  await calibrated(page);
});

test('a command is found by a few letters and run, and the focus returns', async ({ page }) => {
  await cell(page, 2, 3).focus();
  await page.keyboard.press('Control+k');
  await expect(field(page)).toBeFocused();
  await page.keyboard.type('resid');
  const options = page.getByRole('listbox', { name: 'Commands' }).getByRole('option');
  await expect(options.first()).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('ArrowDown');
  await expect(options.nth(1)).toHaveAttribute('aria-selected', 'true');
  await expect(field(page)).toHaveAttribute(
    'aria-activedescendant',
    (await options.nth(1).getAttribute('id'))!,
  );
  await page.keyboard.press('ArrowUp');
  await expect(options.first()).toContainText('Residuals');
  await page.keyboard.press('Enter');
  await expect(dialog(page, 'Commands')).toHaveCount(0);
  await expect(cell(page, 2, 3)).toBeFocused();
  // What was done last comes first.
  await page.keyboard.press('Control+k');
  await expect(options.first()).toContainText(/Residuals.*Recent/);
  await page.keyboard.type('nothing is called this');
  await expect(page.getByText('No command is called')).toBeVisible();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
  await expect(dialog(page, 'Commands')).toHaveCount(0);
  await expect(cell(page, 2, 3)).toBeFocused();
});

test('a command that leads elsewhere takes the focus there', async ({ page }) => {
  await command(page, 'go to the plots');
  await expect(page.getByRole('tab', { name: 'Smile', exact: true })).toBeFocused();
  await page.keyboard.press('Alt+Shift+G');
  await expect(cell(page, 0, 0)).toBeFocused();
  await page.keyboard.press('Alt+Shift+P');
  await expect(page.getByRole('region', { name: 'Fitted parameters' })).toBeFocused();
  await page.keyboard.press('Alt+Shift+M');
  await expect(page.getByRole('combobox', { name: 'Model' })).toBeFocused();
});

test('from the palette to the glossary and back to where it began', async ({ page }) => {
  await cell(page, 4, 4).focus();
  await command(page, 'glossary');
  const search = page.getByRole('searchbox', { name: 'Search the glossary' });
  await expect(search).toBeFocused();
  await page.keyboard.type('rmse');
  const terms = dialog(page, 'Glossary').getByRole('term');
  await expect(terms.first()).toHaveText('RMSE');
  await search.fill('gamma clock');
  await expect(terms).toHaveText(['ν (Variance Gamma)', 'θ (Variance Gamma)']);
  await search.fill('zzz');
  await expect(dialog(page, 'Glossary').getByRole('status')).toContainText('Nothing on “zzz”');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await expect(dialog(page, 'Glossary')).toHaveCount(0);
  await expect(cell(page, 4, 4)).toBeFocused();
});

test('a question mark shows all keys, in the grid too, and they do what it says', async ({
  page,
}) => {
  await cell(page, 1, 1).focus();
  await page.keyboard.press('?');
  const sheet = dialog(page, 'Keyboard');
  await expect(sheet).toContainText('Fill down');
  await expect(sheet).toContainText('Calibrate');
  await page.keyboard.press('Escape');
  await expect(cell(page, 1, 1)).toBeFocused();
  await page.keyboard.press('Alt+Shift+4');
  await expect(page.getByRole('tab', { name: 'Residuals' })).toHaveAttribute(
    'aria-selected',
    'true',
  );
  await page.keyboard.press('Alt+Shift+ArrowRight');
  await expect(page.getByRole('radio', { name: '0.52', exact: true }).first()).toBeChecked();
  await page.keyboard.press('Alt+Shift+V');
  await expect(page.getByRole('radio', { name: 'Implied vol %' })).toBeChecked();
  // A text field keeps its keys.
  await page.getByLabel('Spot').focus();
  await page.keyboard.press('?');
  await expect(sheet).toHaveCount(0);
});

test('undo is a command, whatever has the focus', async ({ page }) => {
  await cell(page, 0, 0).focus();
  const was = (await cell(page, 0, 0).getAttribute('data-value')) ?? '';
  await page.keyboard.type('20.5');
  await page.keyboard.press('Enter');
  await expect(cell(page, 0, 0)).toHaveAttribute('data-value', '20.5');
  await page.getByRole('combobox', { name: 'Model' }).focus();
  await page.keyboard.press('Control+z');
  await expect(cell(page, 0, 0)).toHaveAttribute('data-value', was);
  await page.keyboard.press('Control+y');
  await expect(cell(page, 0, 0)).toHaveAttribute('data-value', '20.5');
});

test('the first steps are shown once, lead on, and come again from the help', async ({ page }) => {
  const steps = page.getByRole('complementary', { name: 'First steps' });
  await expect(steps).toContainText('market dots, model line');
  await steps.getByRole('button', { name: 'Grid' }).press('Enter');
  await expect(cell(page, 0, 0)).toBeFocused();
  await steps.getByRole('button', { name: /Got it/ }).press('Enter');
  await expect(steps).toHaveCount(0);
  const help = page.getByRole('button', { name: 'Help and settings' });
  await expect(help).toBeFocused();
  await page.reload();
  await calibrated(page);
  await expect(steps).toHaveCount(0);
  await help.press('Enter');
  await page.keyboard.press('Tab');
  await page.getByRole('button', { name: 'First steps' }).press('Enter');
  await expect(steps).toBeVisible();
});

test('a menu gives the focus back to its button when what it opened closes', async ({ page }) => {
  const help = page.getByRole('button', { name: 'Help and settings' });
  await help.click();
  await page.getByRole('button', { name: /^Keyboard/ }).click();
  await expect(dialog(page, 'Keyboard')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(dialog(page, 'Keyboard')).toHaveCount(0);
  await expect(help).toBeFocused();
});

test.describe('with a file that does not come', () => {
  test.use({
    expectedErrors: [/^Failed to load resource: net::ERR_FAILED|dynamically imported module/],
  });

  test('a dialog leaves the screen as it is', async ({ browser, baseURL }) => {
    const context = await browser.newContext({
      serviceWorkers: 'block',
      ...(baseURL !== undefined && { baseURL }),
    });
    const page = await context.newPage();
    await page.route('**/assets/glossary-*.js', (route) => route.abort());
    await page.goto('./');
    await calibrated(page);
    await page.getByRole('button', { name: 'Help and settings' }).click();
    await page.getByRole('button', { name: 'Glossary…' }).click();
    await expect(page.getByRole('alert')).toContainText('unchanged');
    await page.keyboard.press('Escape');
    await expect(page.getByRole('alert')).toHaveCount(0);
    await expect(cell(page, 0, 0)).toBeVisible();
    await context.close();
  });
});

test('every overlay of the guidance is accessible, and nothing scrolls sideways on a phone', async ({
  page,
}) => {
  const open = async (name: string, title: string) => {
    await page.keyboard.press('Control+k');
    await field(page).fill(name);
    await page.keyboard.press('Enter');
    await expect(dialog(page, title)).toBeVisible();
  };
  const sideways = () =>
    page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
  await expectNoViolations(page);
  await page.keyboard.press('Control+k');
  await expectNoViolations(page);
  await page.keyboard.press('Escape');
  for (const [name, title] of [
    ['keyboard', 'Keyboard'],
    ['glossary', 'Glossary'],
    ['settings', 'Settings'],
  ] as const) {
    await open(name, title);
    await expectNoViolations(page);
    await page.setViewportSize({ width: 390, height: 844 });
    expect(await sideways(), title).toBe(0);
    expect(await dialog(page, title).evaluate((it) => it.scrollWidth - it.clientWidth), title).toBe(
      0,
    );
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.keyboard.press('Escape');
    await expect(dialog(page, title)).toHaveCount(0);
  }
  await page.setViewportSize({ width: 390, height: 844 });
  expect(await sideways()).toBe(0);
  await page.getByRole('button', { name: 'More' }).click();
  await expectNoViolations(page);
});
