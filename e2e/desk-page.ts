import { expect, type Page } from '@playwright/test';
import { cell } from './screen-page.ts';

/* What a desk is made of, and what is kept of it. */

/** Types a price into a cell. */
export async function type(page: Page, price: string, row = 0, column = 0) {
  await cell(page, row, column).focus();
  await page.keyboard.type(price);
  await page.keyboard.press('Enter');
}

export const value = (page: Page, row = 0, column = 0) =>
  cell(page, row, column).getAttribute('data-value');

export const undo = (page: Page) => page.getByRole('button', { name: 'Undo', exact: true }).click();

/** Everything that is kept of desks, by key, as another page of the origin reads it. */
export const stored = (page: Page) =>
  page.evaluate(async () => {
    const opening = indexedDB.open('levy-calibration-desks');
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      opening.onsuccess = () => resolve(opening.result);
      opening.onerror = () => reject(opening.error);
      opening.onupgradeneeded = () => opening.result.createObjectStore('desks');
    });
    const store = database.transaction('desks').objectStore('desks');
    const [keys, values] = await Promise.all(
      [store.getAllKeys(), store.getAll()].map(
        (request) =>
          new Promise<unknown[]>((resolve) => {
            request.onsuccess = () => resolve(request.result);
          }),
      ),
    );
    database.close();
    return JSON.stringify((keys ?? []).map((key, i) => [key, values?.[i]]));
  });

/** Waits until the page has a desk of its own: from then on its last word is kept. */
export const keeps = (page: Page) =>
  expect.poll(() => page.evaluate(() => sessionStorage.getItem('levy-desk'))).not.toBeNull();
