import type { Page } from '@playwright/test';
import { expectNoViolations } from './axe.ts';
import { expect, test } from './guarded-test.ts';
import { calibrated } from './screen-page.ts';
import { states } from './states.ts';

// What scenarios answer.
test.use({ expectedErrors: [/^Failed to load resource: .* status of (429|503) /] });

const desk = { width: 1440, height: 900 };
const phone = { width: 390, height: 844 };

for (const { name, reach } of states) {
  test(`${name}: nothing to find for axe, nothing beyond the width of a desk's or a phone's page`, async ({
    page,
  }) => {
    await page.setViewportSize(desk);
    await page.goto('./?backend=wasm');
    await calibrated(page);
    await reach(page);
    await expectNoViolations(page);
    // On a desk's screen all of it is in view.
    expect(await pageSize(page)).toEqual(desk);
    await page.setViewportSize(phone);
    await expectNoViolations(page);
    expect((await pageSize(page)).width).toBe(phone.width);
  });
}

function pageSize(page: Page): Promise<{ readonly width: number; readonly height: number }> {
  return page.evaluate(() => {
    const { scrollWidth, scrollHeight } = document.documentElement;
    return { width: scrollWidth, height: scrollHeight };
  });
}
