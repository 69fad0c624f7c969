import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, type Page } from '@playwright/test';
import type { AxeResults } from 'axe-core';

const axePath = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

/** A rule of axe that the page breaks, and the elements that do. */
type Broken = readonly [rule: string, html: readonly string[]];

/**
 * Holds the page as it is to every rule of axe, in the light theme and in the dark one. The page
 * has no frames: axe is run in it directly, and only what is broken comes back. (What passes takes
 * four times as long to tell as to find, with a thousand cells on the screen.)
 */
export async function expectNoViolations(page: Page): Promise<void> {
  if (!(await page.evaluate(() => 'axe' in window))) {
    await page.evaluate(readFileSync(axePath, 'utf8'));
  }
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await settled(page);
    expect(await brokenRules(page), colorScheme).toEqual([]);
  }
  await page.emulateMedia({ colorScheme: null });
}

/** Colours that are still on their way to those of the theme break rules that it does not. */
async function settled(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const moving = document.getAnimations().filter((each) => each instanceof CSSTransition);
    await Promise.allSettled(moving.map(({ finished }) => finished));
  });
}

function brokenRules(page: Page): Promise<Broken[]> {
  return page.evaluate(async () => {
    const { axe } = window as unknown as {
      axe: { run: (options: object) => Promise<AxeResults> };
    };
    const { violations, passes } = await axe.run({ resultTypes: ['violations'], selectors: false });
    // Nothing examined is nothing found.
    if (passes.length < 10) return [['axe', [`only ${passes.length} rules passed`]]];
    return violations.map(({ id, nodes }): Broken => [id, nodes.map(({ html }) => html)]);
  });
}
