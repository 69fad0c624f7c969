import { expect, type Page } from '@playwright/test';
import seed from './fixtures/surfaces/not-a-surface.request.json' with { type: 'json' };

interface Call {
  readonly method: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | null;
}

/** A request that is answered. */
export const calibrate: Call = {
  method: 'POST',
  path: '/calibrate',
  headers: { 'Content-Type': 'application/json' },
  body: JSON.stringify({ option_prices: seed.option_prices }),
};

/** Opens the application and waits until its service worker controls the page. */
export async function open(page: Page, path = './') {
  await page.goto(path);
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
}

/** Sends a request from the page as a program would, and gives what the browser saw first. */
export async function send(page: Page, { method, path, headers = {}, body = null }: Call) {
  const scope = await page.evaluate(async () => (await navigator.serviceWorker.ready).scope);
  const url = new URL(`.${path}`, scope).href;
  // The application's own requests, which may be under way, have a number.
  const first = page.waitForResponse(
    (response) => response.url() === url && !response.request().headers()['x-request-id'],
  );
  const text = await page.evaluate(
    async ({ url, method, headers, body }) => {
      // Bytes, since a text would get a Content-Type of its own.
      const bytes = body === null ? null : new TextEncoder().encode(body);
      return (await fetch(url, { method, headers, body: bytes })).text();
    },
    { url, method, headers, body },
  );
  const response = await first;
  expect(response.fromServiceWorker()).toBe(true);
  return { response, status: response.status(), headers: response.headers(), text };
}
