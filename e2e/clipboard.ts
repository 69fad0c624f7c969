import type { Page } from '@playwright/test';

/** What a context must be allowed for the real clipboard. */
export const clipboardPermissions = ['clipboard-read', 'clipboard-write'];

/** Puts text on the real clipboard, as another program does, and presses the keys of paste. */
export async function pasteFromClipboard(page: Page, text: string): Promise<void> {
  await page.evaluate((data) => navigator.clipboard.writeText(data), text);
  await page.keyboard.press('ControlOrMeta+v');
}

/** What the real clipboard holds. */
export function clipboardText(page: Page): Promise<string> {
  return page.evaluate(() => navigator.clipboard.readText());
}
