import { readFileSync } from 'node:fs';
import { expect, type Page } from '@playwright/test';

const folder = new URL('./fixtures/surfaces/', import.meta.url);

export const read = (name: string) => readFileSync(new URL(name, folder), 'utf8');

export async function paste(page: Page, text: string) {
  await page.evaluate((data) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', data);
    const event = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true });
    (document.activeElement ?? document.body).dispatchEvent(event);
  }, text);
}

export const cell = (page: Page, strike: number, maturity: number) =>
  page.locator(`[data-key="${strike}:${maturity}"]`);

/** Runs a command by the palette, which is there on every screen. */
export async function command(page: Page, words: string) {
  const field = await openPalette(page);
  await field.fill(words);
  await page.keyboard.press('Enter');
}

/** The palette's field, ready to be typed into. */
export async function openPalette(page: Page) {
  await page.keyboard.press('ControlOrMeta+k');
  const field = page.getByRole('combobox', { name: 'Command', exact: true });
  await expect(field).toBeFocused();
  return field;
}

/** Waits for the fit of what is on the screen. */
export async function calibrated(page: Page) {
  await expect(page.getByRole('region', { name: 'Fitted parameters' })).not.toHaveAttribute(
    'data-stale',
  );
  await expect(page.locator('[data-parameter][data-value]').first()).toBeVisible();
}

/** The parameters on screen in full precision, by key. */
export async function parameters(page: Page): Promise<Record<string, string>> {
  const pairs = await page
    .locator('[data-parameter][data-value]')
    .evaluateAll((nodes) =>
      nodes.map((node) => [
        (node as HTMLElement).dataset.parameter ?? '',
        (node as HTMLElement).dataset.value ?? '',
      ]),
    );
  return Object.fromEntries(pairs);
}
