import type { Page } from '@playwright/test';
import { expect, test } from './guarded-test.ts';
import { calibrated, cell } from './screen-page.ts';

const EDITS = 50;
const EVERY_MS = 10;
/** Requests for edits are no closer than this. */
const APART_MS = 40;

/** Surfaces that the engine has calibrated to the model on screen, none from memory. */
async function computed(page: Page): Promise<number> {
  const text = await page.evaluate(async () => (await fetch('metrics')).text());
  const lines = text.split('\n').filter((line) => {
    return /^levy_calibrations_total\{.*model="VarianceGamma".*cache="miss"/.test(line);
  });
  expect(lines.length).toBeGreaterThan(0);
  return lines.reduce((sum, line) => sum + Number(line.split(' ').at(-1)), 0);
}

test('edits that follow at once leave no calibrations behind, and the last is what is shown', async ({
  page,
}) => {
  await page.goto('./');
  await calibrated(page);
  const before = await computed(page);
  const edited = cell(page, 5, 2);
  const price = Number(await edited.getAttribute('data-value'));
  await edited.focus();
  const { texts, elapsed } = await page.evaluate(
    async ({ price, count, every }) => {
      const began = performance.now();
      const texts: string[] = [];
      for (let n = 1; n <= count; n++) {
        const text = (price * (1 + n / 1000)).toFixed(4);
        texts.push(text);
        const clipboardData = new DataTransfer();
        clipboardData.setData('text/plain', text);
        const event = new ClipboardEvent('paste', {
          clipboardData,
          bubbles: true,
          cancelable: true,
        });
        (document.activeElement ?? document.body).dispatchEvent(event);
        await new Promise((resolve) => setTimeout(resolve, every));
      }
      return { texts, elapsed: performance.now() - began };
    },
    { price, count: EDITS, every: EVERY_MS },
  );
  await expect(edited).toHaveAttribute('data-value', String(Number(texts.at(-1))));
  await calibrated(page);
  const added = (await computed(page)) - before;
  expect(added).toBeGreaterThan(0);
  expect(added).toBeLessThanOrEqual(elapsed / APART_MS + 2);
  await expect(edited).toHaveAttribute('data-value', String(Number(texts.at(-1))));
});
