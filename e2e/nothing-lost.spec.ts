import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, chromium, type Page } from '@playwright/test';
import { shareLink } from '../src/app/exchange/share-link.ts';
import { samples } from '../src/app/features/import/example-samples.ts';
import { chromiumArguments, chromiumPath } from './chromium.ts';
import { keeps, stored, type, undo, value } from './desk-page.ts';
import { expect, test } from './guarded-test.ts';
import { calibrated, cell, command, parameters, paste, read } from './screen-page.ts';

test.use({ expectedErrors: [/^Failed to load resource: |provoked|blocked|QuotaExceeded/] });

const notice = (page: Page) => page.getByRole('status', { name: 'Storage' });

test('a reload takes nothing: edits, undo, a draft, model, settings, view and result', {
  tag: '@fault',
}, async ({ page }) => {
  await page.goto('./');
  await calibrated(page);
  const first = await value(page);
  await page.getByRole('combobox', { name: 'Model' }).selectOption('CGMY');
  await page.getByRole('combobox', { name: 'Fit by' }).selectOption('price');
  await calibrated(page);
  await type(page, '20.6');
  await type(page, '20.7', 0, 1);
  await undo(page);
  await calibrated(page);
  // The other model has answered as well.
  await page.getByText('is preferred').waitFor();
  const result = await parameters(page);
  await page.getByRole('radio', { name: 'Implied vol %' }).check({ force: true });
  await page.getByRole('tab', { name: 'Term structure', exact: true }).click();
  await type(page, 'none', 8, 1);

  const asked: string[] = [];
  page.on('request', (request) => {
    if (/\/calibrate$/.test(request.url())) asked.push(request.url());
  });
  await page.reload();
  await expect(cell(page, 8, 1)).toContainText('none');
  await expect(page.getByText(/“none” is not a number/).first()).toBeVisible();
  await expect(page.getByRole('combobox', { name: 'Model' })).toHaveValue('CGMY');
  await expect(page.getByRole('combobox', { name: 'Fit by' })).toHaveValue('price');
  await expect(page.getByRole('radio', { name: 'Implied vol %' })).toBeChecked();
  await expect(page.getByRole('tab', { name: 'Term structure' })).toHaveAttribute(
    'aria-selected',
    'true',
  );
  expect(await parameters(page)).toEqual(result);
  await expect(page.getByRole('complementary', { name: 'First steps' })).toHaveCount(0);
  await expect(page.getByRole('status', { name: 'Engine' })).toHaveAttribute('data-backend', /./);
  await page.getByText('is preferred').waitFor();
  expect(asked).toEqual([]);

  await page.getByRole('radio', { name: 'Price', exact: true }).check({ force: true });
  await expect(cell(page, 0, 0)).toHaveAttribute('data-value', '20.6');
  await undo(page);
  await expect(cell(page, 8, 1)).not.toContainText('none');
  await undo(page);
  await expect(cell(page, 0, 0)).toHaveAttribute('data-value', first ?? '');
  await page.keyboard.press('ControlOrMeta+Shift+z');
  await expect(cell(page, 0, 0)).toHaveAttribute('data-value', '20.6');
  await calibrated(page);
  expect(asked.length).toBeGreaterThan(0);

  await command(page, 'start afresh');
  await expect(cell(page, 0, 0)).toHaveAttribute('data-value', first ?? '');
  await expect(page.getByRole('combobox', { name: 'Model' })).toHaveValue('VarianceGamma');
  await undo(page);
  await expect(cell(page, 0, 0)).toHaveAttribute('data-value', '20.6');
});

test('a calibration that a reload ends is begun again', { tag: '@fault' }, async ({ page }) => {
  await page.goto('./');
  await calibrated(page);
  const before = await parameters(page);
  await command(page, 'settings');
  await page.getByRole('combobox', { name: /scenario/i }).selectOption('slow');
  await page.keyboard.press('Escape');
  await type(page, '20.6');
  const fitted = page.getByRole('region', { name: 'Fitted parameters' });
  await expect(fitted).toHaveAttribute('data-stale');
  await page.reload();
  await expect(cell(page, 0, 0)).toHaveAttribute('data-value', '20.6');
  await calibrated(page);
  expect(await parameters(page)).not.toEqual(before);
});

test('two tabs keep what is theirs, and a duplicated one goes its own way', {
  tag: '@fault',
}, async ({ page, context }) => {
  const other = await context.newPage();
  for (const tab of [page, other]) {
    await tab.goto('./');
    await calibrated(tab);
    await keeps(tab);
  }
  const plain = await value(page, 1, 1);
  await type(page, '20.6');
  await type(other, '17.1', 1, 1);
  await Promise.all([page.reload(), other.reload()]);
  await expect(cell(page, 0, 0)).toHaveAttribute('data-value', '20.6');
  await expect(cell(page, 1, 1)).toHaveAttribute('data-value', plain ?? '');
  await expect(cell(other, 1, 1)).toHaveAttribute('data-value', '17.1');
  await expect(cell(other, 0, 0)).not.toHaveAttribute('data-value', '20.6');

  // A window that a page opens has a copy of its storage, as a duplicated tab does.
  const opening = page.waitForEvent('popup');
  await page.evaluate(() => void open(location.href));
  const twin = await opening;
  await expect(cell(twin, 0, 0)).toHaveAttribute('data-value', '20.6');
  await type(twin, '20.9');
  await Promise.all([page.reload(), twin.reload()]);
  await expect(cell(twin, 0, 0)).toHaveAttribute('data-value', '20.9');
  await expect(cell(page, 0, 0)).toHaveAttribute('data-value', '20.6');
});

test('a tab that crashed is gone on with in a new one; one that froze goes on itself', {
  tag: '@fault',
}, async ({ page, context }) => {
  const watcher = await context.newPage();
  await watcher.goto('./networks/VarianceGamma/card.json');
  await page.goto('./');
  await calibrated(page);
  await type(page, '20.6');
  const devtools = await context.newCDPSession(page);
  await devtools.send('Page.setWebLifecycleState', { state: 'frozen' });
  await expect.poll(() => stored(watcher)).toContain('20.6');
  await devtools.send('Page.setWebLifecycleState', { state: 'active' });
  await type(page, '20.8');
  await expect.poll(() => stored(watcher)).toContain('20.8');

  const crashed = page.waitForEvent('crash');
  void devtools.send('Page.crash').catch(() => undefined);
  await crashed;
  await watcher.goto('./');
  await expect(cell(watcher, 0, 0)).toHaveAttribute('data-value', '20.8');
  await undo(watcher);
  await expect(cell(watcher, 0, 0)).toHaveAttribute('data-value', '20.6');
});

test('a link comes over what was left, which undo brings back', async ({ page }) => {
  await page.goto('./');
  await calibrated(page);
  await keeps(page);
  await type(page, '20.6');
  const [, sample] = samples;
  const link = shareLink(page.url(), {
    origin: { title: 'Theirs', notes: [] },
    surface: sample!.make(),
    model: 'VarianceGamma',
    settings: { by: 'vega' },
  });
  await page.goto('about:blank');
  await page.goto(link);
  await expect(page.getByText('Shared: Theirs').first()).toBeVisible();
  await calibrated(page);
  await undo(page);
  await expect(cell(page, 0, 0)).toHaveAttribute('data-value', '20.6');
});

test('what was kept and cannot be read is put aside, and new work is kept', {
  tag: '@fault',
}, async ({ page }) => {
  await page.goto('./');
  await calibrated(page);
  const first = await value(page);
  await type(page, '20.6');
  await calibrated(page);
  // The last that is written: the answer of the other model.
  await expect.poll(() => stored(page)).toMatch(/20\.6.*"model":"CGMY"/);
  await page.evaluate(async () => {
    const opening = indexedDB.open('levy-calibration-desks');
    await new Promise((resolve) => {
      opening.onsuccess = resolve;
    });
    const change = opening.result.transaction('desks', 'readwrite');
    const id = sessionStorage.getItem('levy-desk');
    change.objectStore('desks').put({ version: 1, documents: '<img src=x>' }, `desk ${id}`);
    await new Promise((resolve) => {
      change.oncomplete = resolve;
    });
    opening.result.close();
  });
  await page.reload();
  await expect(notice(page)).toContainText('could not be read');
  await expect(cell(page, 0, 0)).toHaveAttribute('data-value', first ?? '');
  await calibrated(page);
  await notice(page).getByRole('button', { name: 'Put this notice away' }).click();
  await expect(notice(page)).toHaveCount(0);
  await type(page, '20.7');
  await page.reload();
  await expect(cell(page, 0, 0)).toHaveAttribute('data-value', '20.7');
  await expect(notice(page)).toHaveCount(0);
});

test('where nothing can be kept the page works, and says so once there is work', {
  tag: '@fault',
}, async ({ page }) => {
  await page.addInitScript(() => {
    IDBFactory.prototype.open = () => {
      throw new DOMException('Blocked.', 'SecurityError');
    };
  });
  await page.goto('./');
  await calibrated(page);
  await expect(notice(page)).toHaveCount(0);
  await type(page, '20.6');
  await calibrated(page);
  await expect(notice(page)).toContainText('does not let the page keep anything');
  await undo(page);
  await expect(cell(page, 0, 0)).not.toHaveAttribute('data-value', '20.6');
});

test('where the storage is full the page says so, and keeps again when it is not', {
  tag: '@fault',
}, async ({ page }) => {
  await page.addInitScript(() => {
    const { put } = IDBObjectStore.prototype;
    IDBObjectStore.prototype.put = function (...given) {
      if (sessionStorage.getItem('is-full') !== null)
        throw new DOMException('No room.', 'QuotaExceededError');
      return put.apply(this, given);
    };
  });
  await page.goto('./');
  await calibrated(page);
  await page.evaluate(() => sessionStorage.setItem('is-full', ''));
  await type(page, '20.6');
  await expect(notice(page)).toContainText('is full');
  await calibrated(page);
  await page.evaluate(() => sessionStorage.removeItem('is-full'));
  await type(page, '20.7');
  await expect(notice(page)).toHaveCount(0);
  await page.reload();
  await expect(cell(page, 0, 0)).toHaveAttribute('data-value', '20.7');
});

test('a browser that was killed comes back to the same desk', { tag: '@fault' }, async ({
  baseURL,
}) => {
  const folder = mkdtempSync(join(tmpdir(), 'levy-desk-'));
  const executablePath = chromiumPath();
  const launch = () =>
    chromium.launchPersistentContext(folder, {
      ...(executablePath && { executablePath }),
      ...(baseURL !== undefined && { baseURL }),
      args: [...chromiumArguments],
      viewport: { width: 1440, height: 900 },
    });
  const visit = async (context: BrowserContext) => {
    const page = await context.newPage();
    await page.goto('./');
    await calibrated(page);
    return page;
  };
  try {
    const context = await launch();
    const page = await visit(context);
    await paste(page, read('ragged-index-quotes.csv'));
    await page.getByText('Pasted table').first().waitFor();
    await type(page, 'none', 3, 3);
    await expect.poll(() => stored(page)).toContain('none');
    const closed = context.waitForEvent('close');
    const devtools = await context.newCDPSession(page);
    void devtools.send('Browser.crash').catch(() => undefined);
    await closed;

    const again = await launch();
    const back = await visit(again);
    await expect(back.getByText('Pasted table').first()).toBeVisible();
    await expect(cell(back, 3, 3)).toContainText('none');
    await undo(back);
    await undo(back);
    await expect(back.getByText('Pasted table')).toHaveCount(0);
    await again.close();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
