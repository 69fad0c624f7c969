import { expect, type Page } from '@playwright/test';

/** The dialog in which many surfaces are calibrated, and its parts. */

export const batchDialog = (page: Page) =>
  page.getByRole('dialog', { name: 'Calibrate many surfaces' });
export const results = (page: Page) => batchDialog(page).getByRole('grid', { name: 'Results' });
/** What came of it, once it has ended. */
export const ended = (page: Page) => batchDialog(page).locator('[data-phase]');

/** Lets files fall on what has the focus, as a pointer would over the page. */
export async function drop(
  page: Page,
  ...files: ReadonlyArray<readonly [name: string, text: string]>
) {
  await page.evaluate((dropped) => {
    const dataTransfer = new DataTransfer();
    for (const [name, text] of dropped) dataTransfer.items.add(new File([text], name));
    const event = new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true });
    (document.activeElement ?? document.body).dispatchEvent(event);
  }, files);
}

/** Chooses a file in the open dialog and calibrates all of it. */
export async function calibrateMany(page: Page, text: string) {
  await batchDialog(page)
    .getByLabel('Choose files')
    .setInputFiles({ name: 'index.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });
  await batchDialog(page).getByRole('button', { name: 'Start' }).click();
  await expect(ended(page)).toContainText('surfaces calibrated');
}

/** The texts of a row of the results, which has to be in view. */
export async function rowTexts(page: Page, row: number): Promise<string[]> {
  return results(page)
    .locator(`tr[aria-rowindex="${row + 2}"] td`)
    .allInnerTexts();
}
