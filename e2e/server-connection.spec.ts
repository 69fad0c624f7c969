import type { Page } from '@playwright/test';
import { scenarioHeader } from '../src/api/scenario.ts';
import { expectNoViolations } from './axe.ts';
import { type FakeServer, startFakeServer } from './fake-server.ts';
import { expect, test } from './guarded-test.ts';
import { type RealServer, startRealServer } from './real-server.ts';
import { calibrated, parameters } from './screen-page.ts';
import {
  askFor,
  closeSettings,
  connect,
  edit,
  engine,
  play,
  report,
  strip,
  tryAgain,
} from './trouble-page.ts';

test.use({ expectedErrors: [/^Failed to load resource: /] });

const TOKEN = 'a-token-that-nobody-else-may-see';

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();

/** All that the page's origin keeps, but for this tab alone. */
const keptOnDevice = (page: Page) =>
  page.evaluate(async () => {
    const kept: unknown[] = [{ ...localStorage }];
    for (const { name = '' } of await indexedDB.databases()) {
      const open = indexedDB.open(name);
      const database = await new Promise<IDBDatabase>((resolve) => {
        open.onsuccess = () => resolve(open.result);
      });
      for (const store of database.objectStoreNames) {
        const request = database.transaction(store).objectStore(store).getAll();
        kept.push(
          await new Promise((resolve) => {
            request.onsuccess = () => resolve(request.result);
          }),
        );
      }
      database.close();
    }
    return JSON.stringify(kept);
  });

test.describe('the real server', () => {
  let server: RealServer;
  const environment = (origin: string) => ({ API_TOKEN: TOKEN, CORS_ORIGINS: origin });

  test.beforeAll(async ({ baseURL }) => {
    server = await startRealServer(environment(new URL(baseURL ?? '').origin));
  });

  test.afterAll(() => server.stop());

  test('is checked before it is used, answers, may stop and come back; its token stays with the tab', {
    tag: '@fault',
  }, async ({ page, context }) => {
    const other = await context.newPage();
    await other.goto('./?backend=cpu');
    await calibrated(other);
    await page.bringToFront();
    await page.goto('./?backend=wasm');
    await calibrated(page);
    const before = await parameters(page);
    const addresses: string[] = [];
    page.on('request', (request) => addresses.push(request.url()));
    const calibrations = () => addresses.filter((url) => url === `${server.url}calibrate`).length;

    await test.step('what is no server of the contract is not used', async () => {
      const form = await askFor(page, 'http://127.0.0.1:9');
      await expect(form.getByRole('status')).toContainText('cannot be reached');
      await expect(form.getByLabel('Server', { exact: true })).toHaveValue('http://127.0.0.1:9');
      await expectNoViolations(page);
      await closeSettings(page);
      const again = await askFor(page, new URL('networks/', page.url()).href);
      await expect(again.getByRole('status')).toContainText('no server of this contract');
      await closeSettings(page);
      const refused = await askFor(page, server.url, 'a-token-of-another-server');
      await expect(refused.getByRole('status')).toContainText('asks for a token');
      await closeSettings(page);
      await expect(engine(page)).toHaveAttribute('data-backend', 'wasm');
      await expect(engine(page)).not.toContainText('Server');
      expect(calibrations()).toBe(0);
    });

    await test.step('with its token it answers', async () => {
      const asked = page.waitForResponse(`${server.url}calibrate`);
      await connect(page, server.url, TOKEN);
      const response = await asked;
      expect(await response.request().headerValue('authorization')).toBe(`Bearer ${TOKEN}`);
      expect(await response.headerValue('x-backend')).toMatch(/^(oracle|wasm)$/);
      await calibrated(page);
      for (const [key, value] of Object.entries(await parameters(page))) {
        expect(Number(value)).toBeCloseTo(Number(before[key]), 4);
      }
      await press(page, 'Engine details');
      await expect(page.getByRole('dialog', { name: 'Engine details' })).toContainText(
        `answered by the server at ${server.url}`,
      );
      await page.keyboard.press('Escape');
    });

    await test.step('no scenario is asked of it', async () => {
      const asked = page.waitForRequest(`${server.url}calibrate`);
      await play(page, 'error-500');
      expect(await (await asked).headerValue(scenarioHeader)).toBeNull();
      await expect(strip(page)).toContainText('A server is never asked for it.');
      await calibrated(page);
      await expect(report(page)).toHaveCount(0);
      await press(page, 'End the scenario');
    });

    await test.step('a reload goes back to it; another tab stays where it was', async () => {
      const asked = page.waitForResponse(`${server.url}calibrate`);
      await page.reload();
      expect((await asked).status()).toBe(200);
      await expect(engine(page)).toContainText('Server');
      await calibrated(page);
      await other.reload();
      await calibrated(other);
      await expect(engine(other)).toHaveAttribute('data-backend', 'cpu');
      await expect(engine(other)).not.toContainText('Server');
      await other.close();
    });

    await test.step('it stops in mid-use', async () => {
      await server.stop();
      await edit(page, '20.6');
      await expect(report(page)).toContainText('The server cannot be reached.');
      await expect(engine(page)).toContainText('no answer');
      for (const [key, value] of Object.entries(await parameters(page))) {
        expect(Number(value)).toBeCloseTo(Number(before[key]), 4);
      }
      await expectNoViolations(page);
      await press(page, 'Calibrate in this browser');
      await calibrated(page);
      await expect(report(page)).toHaveCount(0);
      await expect(engine(page)).toHaveAttribute('data-backend', 'wasm');
      await expect(engine(page)).not.toContainText('Server');
    });

    await test.step('it comes back', async () => {
      const { port, origin } = new URL(server.url);
      const output = server.output();
      server = await startRealServer({ ...environment(new URL(page.url()).origin), PORT: port });
      expect(new URL(server.url).origin).toBe(origin);
      await connect(page, server.url, TOKEN);
      await calibrated(page);
      await expect(report(page)).toHaveCount(0);
      expect(output + server.output()).not.toContain(TOKEN);
    });

    expect(addresses.join('\n') + page.url()).not.toContain(TOKEN);
    expect(await keptOnDevice(page)).toContain('20.6');
    expect(await keptOnDevice(page)).not.toContain(TOKEN);
  });
});

test.describe('a server with its troubles', () => {
  let server: FakeServer;

  test.beforeEach(async ({ page }) => {
    server = await startFakeServer();
    await page.goto('./?backend=wasm');
    await calibrated(page);
    await connect(page, server.url);
    await expect.poll(() => asked().filter(({ status }) => status === 200)).toHaveLength(1);
    await calibrated(page);
  });

  test.afterEach(() => server.close());

  /** What came for the model on screen: the other is asked for comparison when the page is idle. */
  const asked = () =>
    server.received.filter(({ path, body }) => path === '/calibrate' && !body.includes('CGMY'));

  test('busy once, it is asked once more; for longer, the analyst is told', async ({ page }) => {
    const before = asked().length;
    server.next.push({ status: 503, headers: { 'Retry-After': '1' } });
    await press(page, 'Calibrate');
    await expect.poll(() => asked().length).toBe(before + 2);
    await calibrated(page);
    await expect(report(page)).toHaveCount(0);
    expect(asked().map(({ status }) => status)).toEqual([200, 503, 200]);

    server.next.push({ status: 503, headers: { 'Retry-After': '60' } });
    await press(page, 'Calibrate');
    await expect(report(page)).toContainText('The service is busy.');
    await expect(tryAgain(page)).toContainText(/in \d+ s/);
    expect(asked()).toHaveLength(before + 3);
    await tryAgain(page).click();
    await expect(report(page)).toHaveCount(0);
    await calibrated(page);
  });

  test('a request that a newer one supersedes ends at the server, too', async ({ page }) => {
    server.next.push('never');
    await edit(page, '20.6');
    await expect.poll(() => asked().at(-1)?.body).toContain('20.6');
    const [held] = asked().slice(-1);
    expect(held?.abandoned).toBe(false);
    await edit(page, '20.7');
    await expect.poll(() => held?.abandoned).toBe(true);
    await calibrated(page);
    expect(asked().at(-1)).toMatchObject({ status: 200, body: expect.stringContaining('20.7') });
  });
});

test('a server that says nothing is given up in time', { tag: '@fault' }, async ({ page }) => {
  // A tenth of the minute that the page waits.
  await page.addInitScript(() => {
    const { timeout } = AbortSignal;
    AbortSignal.timeout = (ms) => timeout.call(AbortSignal, ms / 10);
  });
  const server = await startFakeServer();
  await page.goto('./?backend=wasm');
  await calibrated(page);
  const answered = page.waitForResponse(`${server.url}calibrate`);
  await connect(page, server.url);
  await answered;
  await calibrated(page);
  server.next.push('never');
  await press(page, 'Calibrate');
  await expect(report(page)).toContainText('The server does not answer. No answer came in time.');
  const held = server.received.filter(({ path }) => path === '/calibrate').at(-1);
  await expect.poll(() => held?.abandoned).toBe(true);
  await press(page, 'Settings');
  await expect(page.getByRole('dialog', { name: 'Settings' })).toContainText(
    `Answered by the server at ${server.url}`,
  );
  server.close();
});
