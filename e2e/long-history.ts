import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';

/**
 * What writes histories to be imported: the newest calibration of the page, many times over, never
 * with an id of before. The page's history is open.
 */
export async function historyWriter(page: Page): Promise<(count: number) => string> {
  const saving = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Export history' }).click();
  const session = JSON.parse(await readFile(await (await saving).path(), 'utf8'));
  const [item] = session.calibrations;
  let made = 0;
  return (count) => {
    const calibrations = Array.from({ length: count }, (_, i) => {
      const at = new Date(Date.UTC(2025, 0, 1) + 60_000 * i).toISOString();
      return { ...item, id: `made-${made++}`, at };
    });
    return JSON.stringify({ ...session, calibrations });
  };
}
