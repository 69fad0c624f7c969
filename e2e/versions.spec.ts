import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { expect, test } from './guarded-test.ts';
import { calibrated, cell, command } from './screen-page.ts';
import {
  buildOtherVersion,
  builtFolder,
  startVersionsServer,
  type VersionsServer,
} from './versions-server.ts';

test.use({ expectedErrors: [/^Failed to load resource: |integrity/] });

let other: ReturnType<typeof buildOtherVersion>;
let host: VersionsServer;

test.beforeAll(() => {
  other = buildOtherVersion();
});
test.afterAll(() => other.remove());
test.beforeEach(async () => {
  host = await startVersionsServer(builtFolder);
});
test.afterEach(() => host.stop());

async function open(page: Page) {
  await page.goto(`${host.url}?backend=wasm`);
  await calibrated(page);
  // On a busy machine the page does not wait for its worker, which comes later.
  await expect
    .poll(() => page.evaluate(() => navigator.serviceWorker.controller !== null))
    .toBe(true);
}

/** As the browser does by itself every now and then. */
const lookForVersion = (page: Page) =>
  page.evaluate(async () => {
    await (await navigator.serviceWorker.getRegistration())?.update();
  });

/** The page's own script, by which versions are told apart. */
const script = (page: Page) => page.locator('script[src*="assets/index-"]').getAttribute('src');

const notice = (page: Page) => page.getByRole('status', { name: 'Version' });

test('a new version is told of and waits; then the page goes over to it whole', {
  tag: '@fault',
}, async ({ page }) => {
  await open(page);
  const old = await script(page);
  host.deploy(other.folder);
  await cell(page, 2, 2).focus();
  await page.keyboard.press('F2');
  await page.keyboard.type('1');
  await lookForVersion(page);
  await expect(notice(page)).toContainText('A new version is ready.');
  // The editor is open as it was.
  await expect(page.getByRole('textbox', { name: /^Price, strike 3/ })).toBeFocused();
  await page.keyboard.press('Escape');
  await notice(page).getByRole('button', { name: 'Later' }).click();
  await expect(notice(page)).toBeEmpty();
  expect(await script(page)).toBe(old);

  await command(page, 'new version');
  await page.waitForFunction((src) => {
    const now = document.querySelector('script[src*="assets/index-"]')?.getAttribute('src');
    return now && now !== src;
  }, old);
  await calibrated(page);
  await expect(notice(page)).toBeEmpty();
  // Of both versions together nothing is left to be mixed.
  await page.reload();
  await calibrated(page);
  await expect.poll(() => page.evaluate(async () => (await caches.keys()).length)).toBe(1);
});

test('a tab of the old version goes on with its own files while another takes the new', {
  tag: '@fault',
}, async ({ page, context }) => {
  await open(page);
  const old = await script(page);
  const second = await context.newPage();
  await open(second);
  host.deploy(other.folder);
  await lookForVersion(second);
  await notice(second).getByRole('button', { name: 'Use it now' }).click();
  await expect(notice(page)).toContainText('Another version is in use');
  await expect.poll(() => script(second)).not.toBe(old);
  await calibrated(second);

  // A part that was not loaded yet, and that the host does not have any more; and the networks.
  await command(page, 'glossary');
  await expect(page.getByRole('dialog', { name: 'Glossary' })).toBeVisible();
  await page.keyboard.press('Escape');
  const status = await page.evaluate(async () => {
    await fetch('cache', { method: 'DELETE' });
    return (await fetch('warmup', { method: 'POST' })).json();
  });
  expect(status).toMatchObject({ status: 'success' });
  await page.getByRole('combobox', { name: 'Model' }).selectOption('CGMY');
  await calibrated(page);
  expect(await script(page)).toBe(old);
  await notice(page).getByRole('button', { name: 'Reload' }).click();
  await expect.poll(() => script(page).catch(() => old)).not.toBe(old);
});

test('a reload of the only tab takes the version that waits', async ({ page }) => {
  await open(page);
  const old = await script(page);
  host.deploy(other.folder);
  await lookForVersion(page);
  await expect(notice(page)).toContainText('A new version is ready.');
  await page.reload();
  await expect.poll(() => script(page).catch(() => old)).not.toBe(old);
  await calibrated(page);
});

test('a deployment that is not whole is not taken until it is mended', { tag: '@fault' }, async ({
  page,
}) => {
  await open(page);
  const old = await script(page);
  host.deploy(other.folder);
  host.answer('/manifest.webmanifest', '{"name":"of yet another version"}');
  await lookForVersion(page);
  await page.waitForFunction(async () => {
    const registration = await navigator.serviceWorker.getRegistration();
    return registration && !registration.installing;
  });
  await expect(notice(page)).toBeEmpty();
  await page.reload();
  await calibrated(page);
  expect(await script(page)).toBe(old);

  // Mended, and it is told of.
  host.answer('/manifest.webmanifest', undefined);
  await lookForVersion(page);
  await expect(notice(page)).toContainText('A new version is ready.');
});

test('a page that cannot start is led out by a reload once the host is mended', {
  tag: '@fault',
}, async ({ page }) => {
  await open(page);
  const main = `/${await script(page)}`.replace('/./', '/');
  // What the browser keeps of the application is damaged: the script does nothing.
  await page.evaluate(async (path) => {
    const [name = ''] = await caches.keys();
    const cache = await caches.open(name);
    const headers = { 'Content-Type': 'text/javascript' };
    await cache.put(new URL(path, location.href).href, new Response('', { headers }));
  }, main);
  await page.reload();
  await expect(page.getByText('Lévy Calibration is loading.')).toBeVisible();
  host.deploy(other.folder);
  // The browser looks for a new version with each navigation.
  await page.reload();
  await expect
    .poll(
      async () => {
        await page.reload({ timeout: 5000 }).catch(() => {});
        const application = page.getByRole('region', { name: 'Fitted parameters' });
        return application.waitFor({ timeout: 2000 }).then(
          () => true,
          () => false,
        );
      },
      { timeout: 60_000 },
    )
    .toBe(true);
  await calibrated(page);
});

test('what the browser has dropped of the kept files comes again', { tag: '@fault' }, async ({
  page,
}) => {
  await open(page);
  const count = () =>
    page.evaluate(async () => {
      const [name = ''] = await caches.keys();
      return (await (await caches.open(name)).keys()).length;
    });
  const whole = await count();
  await page.evaluate(async () => {
    const [name = ''] = await caches.keys();
    const cache = await caches.open(name);
    for (const request of await cache.keys()) {
      if (/index-|\/$/.test(request.url)) await cache.delete(request);
    }
  });
  expect(await count()).toBeLessThan(whole);
  await page.reload();
  await calibrated(page);
  await expect.poll(count).toBe(whole);
});

test('the service worker can be taken off every browser', { tag: '@fault' }, async ({ page }) => {
  await open(page);
  host.answer(
    '/sw.js',
    readFileSync(new URL('../deploy/remove-service-worker.js', import.meta.url), 'utf8'),
  );
  await lookForVersion(page);
  await expect.poll(() => page.evaluate(async () => (await caches.keys()).length)).toBe(0);
  const registrations = () =>
    page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length);
  await expect.poll(registrations).toBe(0);
  await expect(notice(page)).toContainText('Another version is in use');
});

test('the application can be installed', async ({ page }) => {
  await open(page);
  const devtools = await page.context().newCDPSession(page);
  const { errors, data } = await devtools.send('Page.getAppManifest');
  expect(errors).toEqual([]);
  expect(JSON.parse(data ?? '{}')).toMatchObject({ name: 'Lévy Calibration' });
  const { installabilityErrors } = await devtools.send('Page.getInstallabilityErrors');
  expect(
    installabilityErrors.map(({ errorId }) => errorId).filter((id) => id !== 'in-incognito'),
  ).toEqual([]);
});
