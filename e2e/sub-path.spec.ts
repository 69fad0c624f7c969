import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { createAdaptorServer } from '@hono/node-server';
import { serveStatic } from '@hono/node-server/serve-static';
import { Hono } from 'hono';
import { securityHeaders } from '../src/server/security-headers.ts';
import seed from './fixtures/surfaces/not-a-surface.request.json' with { type: 'json' };
import { expect, test } from './guarded-test.ts';
import { calibrated } from './screen-page.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

/** A host of files that has the build at `/app/` and nothing else, so that only the page can answer. */
async function hostAtApp(files: string) {
  const app = new Hono();
  app.use('/app/*', async (context, next) => {
    await next();
    for (const [name, value] of Object.entries(securityHeaders([]))) context.header(name, value);
  });
  app.get(
    '/app/*',
    serveStatic({ root: files, rewriteRequestPath: (path) => path.slice('/app'.length) }),
  );
  const asked: string[] = [];
  const server = createAdaptorServer({
    fetch: (request) => {
      asked.push(new URL(request.url).pathname);
      return app.fetch(request);
    },
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/app/`, asked, server };
}

const builds = [
  { name: 'the build as it is', options: undefined },
  { name: 'a build with --base /app/', options: ['--base', '/app/'] },
];

for (const { name, options } of builds) {
  test(`${name} works under a sub-path`, async ({ page }) => {
    const own = options && mkdtempSync(join(tmpdir(), 'build-'));
    if (own) {
      const vite = ['vite', 'build', '--logLevel', 'warn', ...options, '--outDir', own];
      await promisify(execFile)('npx', [...vite, '--emptyOutDir'], { cwd: root });
    }
    const { url, asked, server } = await hostAtApp(own ?? join(root, 'dist'));
    const seen: string[] = [];
    page.on('request', (request) => seen.push(new URL(request.url()).pathname));
    try {
      await page.goto(url);
      await calibrated(page);
      await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
      expect(await page.evaluate(async () => (await navigator.serviceWorker.ready).scope)).toBe(
        url,
      );

      const { health, calibration, docs } = await page.evaluate(async (option_prices) => {
        const ask = async (path: string, init?: RequestInit) => (await fetch(path, init)).json();
        const headers = { 'Content-Type': 'application/json' };
        const init = { method: 'POST', headers, body: JSON.stringify({ option_prices }) };
        return {
          health: await ask('/app/health'),
          calibration: await ask('/app/calibrate', init),
          docs: await ask('/app/openapi.json'),
        };
      }, seed.option_prices);
      expect(health).toMatchObject({ status: 'healthy', model_loaded: true });
      expect(calibration).toMatchObject({ model_name: 'VarianceGamma', success: true });
      expect(docs).toHaveProperty('openapi');

      await page.context().setOffline(true);
      await page.reload();
      await calibrated(page);
      const outside = [...seen, ...asked].filter((path) => !path.startsWith('/app/'));
      expect(outside).toEqual([]);
    } finally {
      server.close();
      if (own) rmSync(own, { recursive: true });
    }
  });
}
