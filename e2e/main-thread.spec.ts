import { writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { type LongestTask, longestTask } from '../scripts/bench/main-thread.ts';
import { batchDialog, ended, results } from './batch-page.ts';
import { expect, test } from './guarded-test.ts';
import { historyWriter } from './long-history.ts';
import { wideSurfaces } from './many-surfaces.ts';
import { calibrated, cell, openPalette } from './screen-page.ts';

/*
 * Nothing keeps the page from answering for longer than the budget. Processor time is counted: by the
 * clock, a task on a busy machine takes as long as others like. The longest are 10 to 30 ms where this
 * was written, which leaves room for slower processors; what a collection of garbage adds now and then
 * is not there the next time, and what the page does itself is.
 */
const BUDGET_MS = 50;
const TRIES = 3;
/** Of many surfaces: some seconds of work for two cores. */
const SURFACES = 900;

/** The least that the longest task took, in a few tries where that is over the budget. */
async function holds(what: string, attempt: () => Promise<LongestTask>) {
  let best = await attempt();
  for (let n = 1; n < TRIES && best.processorMs >= BUDGET_MS; n++) {
    const next = await attempt();
    if (next.processorMs < best.processorMs) best = next;
  }
  const { processorMs, ms, inside } = best;
  const took = `${processorMs.toFixed(0)} ms of processor time, ${ms.toFixed(0)} by the clock`;
  console.log(`${what}: longest task ${took} (${inside.slice(0, 3).join('; ')})`);
  expect(processorMs, `${what}: ${inside.join('; ')}`).toBeLessThan(BUDGET_MS);
}

/** The first answer, and the charts that follow it. */
async function drawn(page: Page) {
  await calibrated(page);
  await page.locator('[data-line="model"][d^="M"]').first().waitFor();
  await page.waitForTimeout(500);
}

let folder: string;

test.beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'main-thread-'));
});

test.afterAll(async () => {
  await rm(folder, { recursive: true });
});

/** A file on the disk: sent through the tool that drives the page, it would be read there first. */
function written(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

test('a first visit and the next one', async ({ browser }) => {
  await holds('first visit', async () => {
    const context = await browser.newContext();
    const page = await context.newPage();
    const first = await longestTask(page, async () => {
      await page.goto('/');
      await drawn(page);
    });
    await page.evaluate(async () => void (await navigator.serviceWorker.ready));
    await page.close();
    const again = await context.newPage();
    const second = await longestTask(again, async () => {
      await again.goto('/');
      await drawn(again);
    });
    await context.close();
    return first.processorMs > second.processorMs ? first : second;
  });
});

test('an edit, the palette and the surface in 3-D', async ({ page }) => {
  await page.goto('./');
  await drawn(page);
  const edited = cell(page, 5, 2);
  let price = Number(await edited.getAttribute('data-value'));
  await edited.focus();
  await holds('an edit', () =>
    longestTask(page, async () => {
      price *= 1.001;
      await page.keyboard.type(price.toFixed(4));
      await page.keyboard.press('Enter');
      await expect(edited).toHaveAttribute('data-value', String(Number(price.toFixed(4))));
      await drawn(page);
      await page.keyboard.press('ArrowUp');
    }),
  );
  await holds('the palette', () =>
    longestTask(page, async () => {
      await openPalette(page);
      await page.keyboard.type('exp');
      await page.keyboard.press('Escape');
    }),
  );
  const tab = (name: string) => page.getByRole('tab', { name, exact: true });
  await holds('the surface in 3-D', () =>
    longestTask(page, async () => {
      await tab('Surface').click();
      await page.locator('canvas').first().waitFor();
      await page.waitForTimeout(500);
      await tab('Smile').click();
    }),
  );
});

test('a file of a million cells, and a paste of 20 MB', async ({ page }) => {
  await page.goto('./');
  await drawn(page);
  const million = written('million.tsv', `${'1\t'.repeat(999)}1\n`.repeat(1000));
  const notice = page.getByRole('alert');
  const refused = async (words: RegExp) => {
    await expect(notice).toContainText(words);
    await notice.getByRole('button', { name: 'Dismiss' }).click();
  };
  await holds('a million cells', () =>
    longestTask(page, async () => {
      await page.locator('#import-file').setInputFiles(million);
      await refused(/1,000 rows and 1,000 columns/);
    }),
  );
  await holds('a paste of 20 MB', async () => {
    // The browser's own work, to make such a text and to hand it over, comes before.
    await page.evaluate(() => {
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/plain', '12.5\t'.repeat(4_000_000));
      const event = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true });
      Object.assign(window, { paste: () => document.body.dispatchEvent(event) });
    });
    return longestTask(page, async () => {
      await page.evaluate(
        () => void setTimeout((window as unknown as { paste: () => void }).paste),
      );
      await refused(/This is 20\.0 MB/);
    });
  });
});

test('a batch that streams in while it is sorted, searched and drawn', async ({ page }) => {
  await page.goto('./?backend=wasm');
  await drawn(page);
  const path = written('many.csv', wideSurfaces(SURFACES));
  const dialog = batchDialog(page);
  const show = (name: string) => dialog.getByRole('radio', { name }).check({ force: true });
  await holds('a batch', () =>
    longestTask(page, async () => {
      await page.keyboard.press('Alt+Shift+B');
      await dialog.getByLabel('Choose files').setInputFiles(path);
      const again = dialog.getByRole('button', { name: 'Replace' });
      if (await again.isVisible()) await again.click();
      await dialog.getByRole('button', { name: 'Start' }).click();
      await results(page).locator('tbody tr').first().waitFor();
      await results(page).getByRole('button', { name: 'σ' }).click();
      await dialog.getByRole('searchbox', { name: 'Find surfaces' }).fill('2025');
      await show('Time series');
      await dialog.getByRole('application').first().waitFor();
      await expect(ended(page)).toContainText(`${SURFACES} of ${SURFACES} surfaces calibrated`);
      await dialog.getByRole('button', { name: 'Data' }).click();
      for (const button of ['Export CSV', 'Export JSON lines']) {
        const download = page.waitForEvent('download');
        await dialog.getByRole('button', { name: button }).click();
        await download;
      }
      await page.keyboard.press('Escape');
    }),
  );
});

test('a long history is read, opened and searched', async ({ page }) => {
  await page.goto('./');
  await drawn(page);
  const panel = page.getByRole('dialog', { name: 'History' });
  const open = () => page.getByRole('banner').getByRole('button', { name: 'History' }).click();
  await open();
  const history = await historyWriter(page);
  await holds('a history of 400', async () => {
    const path = written('history.json', history(400));
    return longestTask(page, async () => {
      await panel.getByLabel('Import history').setInputFiles(path);
      await expect(panel.getByText('400 read from history.json.')).toBeVisible();
      await page.keyboard.press('Escape');
      await open();
      await panel.locator('[data-history-id]').nth(399).waitFor({ state: 'attached' });
      await page.keyboard.type('2025');
      await page.keyboard.press('ControlOrMeta+a');
      await page.keyboard.press('Backspace');
      await panel.locator('[data-history-id]').nth(399).waitFor({ state: 'attached' });
    });
  });
});
