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
  return elsewhere(page, (other) => other.evaluate(() => navigator.clipboard.readText()));
}

/** The kinds of content that the real clipboard holds. */
export function clipboardTypes(page: Page): Promise<string[]> {
  return elsewhere(page, (other) =>
    other.evaluate(async () =>
      (await navigator.clipboard.read()).flatMap((item) => [...item.types]),
    ),
  );
}

/** The application's headers forbid its page to read the clipboard, so another page does. */
async function elsewhere<Value>(page: Page, read: (other: Page) => Promise<Value>): Promise<Value> {
  const other = await page.context().newPage();
  const address = 'http://clipboard.localhost/';
  await other.route(address, (route) => route.fulfill({ contentType: 'text/html', body: '' }));
  await other.goto(address);
  const value = await read(other);
  await other.close();
  return value;
}
