import type { Page } from '@playwright/test';
import { routes } from '../src/api/routes.ts';
import { expectNoViolations } from './axe.ts';
import { expect, test } from './guarded-test.ts';

test.use({ expectedErrors: [/^Failed to load resource: /] });

/** The page of the contract, as the service worker serves it. */
async function openDocs(page: Page) {
  await page.goto('./?backend=wasm');
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
  const [response] = await Promise.all([
    page.waitForResponse((each) => new URL(each.url()).pathname === '/docs'),
    page.goto('./docs'),
  ]);
  await expect(page.getByRole('heading', { name: 'POST /calibrate', exact: true })).toBeVisible();
  return response;
}

/** Opens a request, sends it, and gives what came. */
async function tried(page: Page, name: string) {
  const section = page.getByRole('region', { name, exact: true });
  await section.getByRole('button', { name: `Try ${name}` }).click();
  await section.getByRole('button', { name: 'Send' }).click();
  const outcome = section.getByRole('status', { name: 'Outcome' });
  await expect(outcome).toContainText('200 OK');
  return section;
}

test('the page shows the document and sends its requests, offline', async ({ page, context }) => {
  const response = await openDocs(page);
  expect(response.fromServiceWorker()).toBe(true);
  expect(response.headers()['content-type']).toContain('text/html');
  await context.setOffline(true);
  const requested: string[] = [];
  page.on('request', (request) => requested.push(request.url()));
  await page.reload();
  for (const { method, path, summary } of routes) {
    const section = page.getByRole('region', {
      name: `${method.toUpperCase()} ${path}`,
      exact: true,
    });
    await expect(section).toContainText(summary);
  }
  await page.keyboard.press('Tab');
  await expect(page.getByRole('radio', { name: 'Service worker' })).toBeFocused();

  const section = await tried(page, 'POST /calibrate');
  const answer = section.getByRole('textbox', { name: 'Body of the answer' });
  expect(JSON.parse(await answer.inputValue())).toMatchObject({
    model_name: 'VarianceGamma',
    input_dimension: 200,
    parameters: { sigma: expect.closeTo(0.18, 2), theta: expect.closeTo(-0.15, 2) },
  });
  await section.getByRole('combobox', { name: 'Example' }).selectOption('Quotes, refined');
  await section.getByRole('button', { name: 'Send' }).click();
  await expect(answer).toHaveValue(/"input_dimension": 5/);
  await section
    .getByRole('textbox', { name: 'Body', exact: true })
    .fill('{"option_prices": "all"}');
  await section.getByRole('button', { name: 'Send' }).click();
  await expect(answer).toHaveValue(/"loc": \["body", "option_prices"\]/);
  await expect(section.getByRole('combobox', { name: 'Example' })).toHaveValue('');
  for (const name of ['GET /metrics', 'GET /docs', 'GET /health']) await tried(page, name);
  const { origin } = new URL(page.url());
  expect(requested.filter((url) => !url.startsWith(origin))).toEqual([]);
});

test('where only files are served, the page says what to do', async ({ page }) => {
  await openDocs(page);
  // Past the service worker stands a server of files.
  await page.getByRole('radio', { name: 'Server', exact: true }).check({ force: true });
  await expect(page.getByRole('alert')).toContainText('npm start');
  await expect(page.getByRole('alert').getByRole('link')).toHaveAttribute('href', './');
  await page.getByRole('radio', { name: 'Service worker' }).check({ force: true });
  await expect(page.getByRole('heading', { name: 'POST /calibrate', exact: true })).toBeVisible();
});

for (const viewport of [
  { width: 1440, height: 900 },
  { width: 390, height: 844 },
  { width: 3840, height: 2160 },
]) {
  test(`docs at ${viewport.width}: nothing to find for axe, nothing beyond the page's width`, async ({
    page,
  }) => {
    await page.setViewportSize(viewport);
    await openDocs(page);
    await tried(page, 'POST /calibrate');
    await expectNoViolations(page);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(viewport.width);
  });
}
