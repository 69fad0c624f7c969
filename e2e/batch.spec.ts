import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { Page } from '@playwright/test';
import { expectNoViolations } from './axe.ts';
import { batchDialog, drop, ended, results, rowTexts } from './batch-page.ts';
import { expect, test } from './guarded-test.ts';
import { dateOf, parametersOf, threeSpoiled, wideSurfaces } from './many-surfaces.ts';
import { calibrated, cell, parameters, paste, read } from './screen-page.ts';

const COUNT = 300;

test.beforeEach(async ({ page }) => {
  await page.goto('./?backend=wasm');
  await calibrated(page);
});

async function saved(page: Page, button: string): Promise<string> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    batchDialog(page).getByRole('button', { name: button }).click(),
  ]);
  return readFile(await download.path(), 'utf8');
}

const view = (page: Page, name: string | RegExp) =>
  batchDialog(page).getByRole('radio', { name }).check({ force: true });

test('a file of 300 surfaces is dropped: all are calibrated but three, which are listed', async ({
  page,
}) => {
  await drop(page, ['index.csv', wideSurfaces(COUNT, { spoiled: threeSpoiled })]);
  const dialog = batchDialog(page);
  await expect(dialog.getByText('index.csv is ready')).toBeVisible();
  await dialog.getByRole('button', { name: 'Start' }).click();
  await expect(ended(page)).toContainText(`${COUNT - 3} of ${COUNT} surfaces calibrated`);
  await expect(results(page)).toHaveAttribute('aria-rowcount', `${COUNT + 1}`);
  const first = await rowTexts(page, 0);
  expect(first[0]).toBe(dateOf(0));
  // The texts have a true minus sign, and what is known of the value after it.
  const shown = first.slice(1, 4).map((text) => Number.parseFloat(text.replace('−', '-')));
  for (const [i, value] of parametersOf(0).entries()) expect(shown[i]).toBeCloseTo(value, 4);
  await expectNoViolations(page);

  await results(page).getByRole('button', { name: 'σ' }).click();
  const sigmas = Array.from({ length: COUNT }, (_, i) => parametersOf(i)[0]);
  const good = sigmas.flatMap((value, i) => (threeSpoiled.has(i) ? [] : [{ value, i }]));
  const least = good.reduce((a, b) => (b.value < a.value ? b : a));
  await expect.poll(async () => (await rowTexts(page, 0))[0]).toBe(dateOf(least.i));
  await expect(results(page).getByRole('columnheader', { name: 'σ' })).toHaveAttribute(
    'aria-sort',
    'ascending',
  );
  await results(page).getByRole('button', { name: 'σ' }).click();
  const most = good.reduce((a, b) => (b.value > a.value ? b : a));
  await expect.poll(async () => (await rowTexts(page, 0))[0]).toBe(dateOf(most.i));

  await dialog.getByRole('searchbox', { name: 'Find surfaces' }).fill(dateOf(12).slice(0, 8));
  const inMonth = sigmas.filter((_, i) => dateOf(i).startsWith(dateOf(12).slice(0, 8))).length;
  await expect(dialog.getByText(`${inMonth} of ${COUNT} rows`)).toBeVisible();
  await dialog.getByRole('searchbox', { name: 'Find surfaces' }).fill('');
  await view(page, 'Problems only');
  await expect(dialog.getByText(`3 of ${COUNT} rows`)).toBeVisible();

  await view(page, 'Problems (3)');
  const problems = dialog.getByRole('grid', { name: 'Problems' }).locator('tbody tr');
  await expect(problems).toHaveCount(3);
  // The header is line 1.
  await expect(problems.nth(0)).toContainText(/line 12.*none given.* is not a number/);
  await expect(problems.nth(1)).toContainText(/line 113.*200 cells.*201 are needed/);
  await expect(problems.nth(2)).toContainText(/line 224.*negative/);

  await view(page, 'Time series');
  const chart = dialog.getByRole('application', { name: /^σ, volatility, at 300 places/ });
  await chart.focus();
  await page.keyboard.press('Home');
  await expect(dialog.getByRole('status', { name: 'σ at the crosshair' })).toContainText(
    `${dateOf(0)}: 0.2`,
  );
  await expectNoViolations(page);
  await dialog.getByRole('button', { name: 'Data' }).click();
  await expect(dialog.getByRole('row', { name: new RegExp(`^${dateOf(299)}`) })).toBeVisible();

  const sheet = (await saved(page, 'Export CSV')).split('\r\n');
  expect(sheet[0]).toMatch(/^\ufeff?id,file,line,sigma,sigma low,sigma high,nu,/);
  expect(sheet).toHaveLength(COUNT + 2);
  const lines = (await saved(page, 'Export JSON lines')).trim().split('\n');
  const objects = lines.map((line) => JSON.parse(line));
  expect(objects.filter(({ success }) => !success).map(({ line }) => line)).toEqual([12, 113, 224]);
  for (const [i, { success, id, parameters: fitted }] of objects.entries()) {
    expect(id).toBe(dateOf(i));
    if (success) expect(fitted.sigma).toBeCloseTo(sigmas[i]!, 4);
  }
  expect(sheet[1]?.split(',')[3]).toBe(String(objects[0].parameters.sigma));
});

test('by keys alone: pasted, started, a row opened on the screen and taken back', async ({
  page,
}) => {
  const before = await cell(page, 0, 0).getAttribute('data-value');
  await page.keyboard.press('Alt+Shift+B');
  await expect(batchDialog(page)).toBeVisible();
  await paste(page, wideSurfaces(40));
  await expect(batchDialog(page).getByText('Pasted surfaces is ready')).toBeVisible();
  const tabTo = async (locator: ReturnType<typeof results>) => {
    for (let i = 0; i < 20; i++) {
      if (await locator.evaluate((element) => element === document.activeElement)) return;
      await page.keyboard.press('Tab');
    }
    await expect(locator).toBeFocused();
  };
  await tabTo(batchDialog(page).getByRole('button', { name: 'Start' }));
  await page.keyboard.press('Enter');
  await expect(ended(page)).toContainText('40 of 40 surfaces calibrated');
  await tabTo(results(page));
  await page.keyboard.press('End');
  const chosen = results(page).locator('tr[aria-selected="true"]');
  await expect(chosen).toContainText(dateOf(39));
  await expect(chosen).toBeInViewport();
  await page.keyboard.press('ArrowUp');
  await expect(chosen).toContainText(dateOf(38));
  // What is chosen is the row, wherever it comes to stand.
  await results(page).getByRole('button', { name: 'σ' }).press('Enter');
  const open = batchDialog(page).getByRole('button', { name: /^Open .* on the screen/ });
  await expect(results(page).locator('[aria-sort="ascending"]')).toHaveCount(1);
  await expect(open).toHaveText(`Open ${dateOf(38)} on the screen`);
  await results(page).press('Enter');

  await expect(batchDialog(page)).toHaveCount(0);
  await expect(page.getByText(dateOf(38)).first()).toBeVisible();
  await expect(cell(page, 0, 0)).not.toHaveAttribute('data-value', before ?? '');
  await calibrated(page);
  await expect
    .poll(async () => Math.abs(Number((await parameters(page)).sigma) - parametersOf(38)[0]))
    .toBeLessThan(1e-4);
  await page.keyboard.press('ControlOrMeta+z');
  await expect(cell(page, 0, 0)).toHaveAttribute('data-value', before ?? '');
  // The results wait.
  await page.keyboard.press('Alt+Shift+B');
  await expect(ended(page)).toContainText('40 of 40 surfaces calibrated');
});

test('a long run is cancelled and keeps what it has; another file asks before it takes its place', async ({
  page,
}) => {
  await page.keyboard.press('Alt+Shift+B');
  const dialog = batchDialog(page);
  await drop(page, ['long.csv', wideSurfaces(4000)]);
  await dialog.getByRole('button', { name: 'Start' }).click();
  const bar = dialog.getByRole('progressbar', { name: 'Surfaces calibrated' });
  await expect(bar).toHaveAttribute('aria-valuetext', /done, .*% read.* a second/);
  await expect(results(page).locator('tbody tr').first()).toBeVisible();
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await expect(ended(page)).toHaveAttribute('data-phase', 'cancelled');
  await expect(bar).toHaveCount(0);
  const rows = Number(await results(page).getAttribute('aria-rowcount')) - 1;
  expect(rows).toBeGreaterThan(0);
  expect(rows).toBeLessThan(4000);
  expect((await rowTexts(page, 0))[0]).toBe(dateOf(0));
  await expect(dialog.getByRole('button', { name: 'Start' })).toBeFocused();

  const folder = await mkdtemp(join(tmpdir(), 'surfaces-'));
  await writeFile(join(folder, '2026-03-13.tsv'), read('vg-index-4dp.tsv'));
  await writeFile(join(folder, '2026-03-12.tsv'), read('cgmy-noise-1pct.tsv'));
  await writeFile(join(folder, 'notes.md'), 'No surface.');
  await dialog.getByLabel('Choose a folder').setInputFiles(folder);
  const asked = dialog.getByRole('alertdialog');
  await expect(asked.getByRole('button', { name: 'Keep the results' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(asked).toHaveCount(0);
  await expect(dialog.getByRole('button', { name: 'Start' })).toBeFocused();
  await expect(results(page)).toHaveAttribute('aria-rowcount', `${rows + 1}`);
  await dialog.getByLabel('Choose a folder').setInputFiles(folder);
  await asked.getByRole('button', { name: 'Replace' }).click();
  await expect(dialog.getByText(`${basename(folder)}, 2 files is ready`)).toBeVisible();
  await dialog.getByRole('combobox', { name: 'Fit by' }).selectOption('Network only');
  await dialog.getByRole('button', { name: 'Start' }).click();
  await expect(ended(page)).toContainText('2 of 2 surfaces calibrated');
  await rm(folder, { recursive: true });
});

test('a file with one surface is imported as ever; two files are a batch', async ({ page }) => {
  const one = ['vg-index-4dp.tsv', read('vg-index-4dp.tsv')] as const;
  await drop(page, one);
  await expect(page.getByText('vg-index-4dp.tsv').first()).toBeVisible();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await drop(page, one, ['second.tsv', read('cgmy-noise-1pct.tsv')]);
  await expect(batchDialog(page).getByText('2 files is ready')).toBeVisible();
});
