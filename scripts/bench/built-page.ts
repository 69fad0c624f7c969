import { type Browser, chromium, type Page } from 'playwright';
import { preview } from 'vite';
import { chromiumPath } from '../../e2e/chromium.ts';

/** The production build in a real Chromium. */
export interface BuiltPage {
  /** A visit in a new profile, closed when `use` is done. `prepare` goes before the navigation. */
  readonly visit: <T>(
    backend: string,
    use: (page: Page) => Promise<T>,
    prepare?: (page: Page) => Promise<unknown>,
  ) => Promise<T>;
}

/**
 * Runs `use` with the build in `dist`, or with what a server at `running` gives.
 * Rejects where no Chromium starts.
 */
export async function withBuiltPage<T>(
  running: string | undefined,
  use: (built: BuiltPage) => Promise<T>,
): Promise<T> {
  const executablePath = chromiumPath();
  const browser = await chromium.launch({
    ...(executablePath && { executablePath }),
    args: ['--no-sandbox', '--disable-background-networking'],
  });
  const server = running
    ? undefined
    : await preview({ preview: { port: 4180, strictPort: false }, logLevel: 'warn' });
  const url = running ?? server?.resolvedUrls?.local[0] ?? '';
  try {
    return await use({
      visit: (backend, useVisit, prepare) => visit(browser, url, backend, useVisit, prepare),
    });
  } finally {
    await browser.close();
    await server?.close();
  }
}

async function visit<T>(
  browser: Browser,
  url: string,
  backend: string,
  use: (page: Page) => Promise<T>,
  prepare?: (page: Page) => Promise<unknown>,
): Promise<T> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  // What the visit before leaves running in the browser is none of this one's work.
  await page.waitForTimeout(1500);
  await prepare?.(page);
  await page.goto(`${url}?backend=${backend}`);
  await page.locator('[data-parameter][data-value]').first().waitFor({ timeout: 60_000 });
  try {
    return await use(page);
  } finally {
    await context.close();
  }
}

/** Waits until the first answer and its charts are drawn, and the models compared. */
export async function settled(page: Page): Promise<void> {
  await page.locator('[data-line="model"][d^="M"]').first().waitFor({ timeout: 60_000 });
  await page.waitForTimeout(2500);
}
