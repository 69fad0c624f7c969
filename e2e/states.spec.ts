import { expectNoViolations } from './axe.ts';
import { expect, test } from './guarded-test.ts';
import { calibrated } from './screen-page.ts';
import { states } from './states.ts';

// What scenarios answer.
test.use({ expectedErrors: [/^Failed to load resource: .* status of (429|503) /] });

for (const { name, reach } of states) {
  for (const viewport of [
    { width: 1440, height: 900 },
    { width: 390, height: 844 },
  ]) {
    test(`${name} at ${viewport.width}: nothing to find for axe, nothing beyond the page's width`, async ({
      page,
    }) => {
      await page.setViewportSize(viewport);
      await page.goto('./?backend=wasm');
      await calibrated(page);
      await reach(page);
      await expectNoViolations(page);
      const size = await page.evaluate(() => {
        const { scrollWidth, scrollHeight } = document.documentElement;
        return { width: scrollWidth, height: scrollHeight };
      });
      expect(size.width).toBe(viewport.width);
      // On a desk's screen all of it is in view.
      if (viewport.width === 1440) expect(size.height).toBe(viewport.height);
    });
  }
}
