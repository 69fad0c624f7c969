import { spawn, spawnSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  cpSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { APIRequestContext, APIResponse } from '@playwright/test';
import { cacheControl, securityHeaders } from '../src/server/security-headers.ts';
import { nginxHeaders } from '../src/server/static-headers.ts';
import { expect, test } from './guarded-test.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

/** The headers of every answer, in the lower case of HTTP/2. */
const secure = Object.fromEntries(
  Object.entries(securityHeaders([])).map(([name, value]) => [name.toLowerCase(), value]),
);

/** A file of each kind that the page at `base` needs. */
async function filesOf(request: APIRequestContext, base: string) {
  const page = await (await request.get(base, { headers: { Accept: 'text/html' } })).text();
  const script = /assets\/[\w.-]+\.js/.exec(page)?.[0] ?? '';
  const worker = await (await request.get(`${base}sw.js`)).text();
  const wasm = /assets\/[\w.-]+\.wasm/.exec(worker)?.[0] ?? '';
  return [
    { path: '', type: /^text\/html/, cache: cacheControl.named },
    { path: 'sw.js', type: /javascript/, cache: cacheControl.named },
    { path: script, type: /javascript/, cache: cacheControl.hashed },
    { path: wasm, type: /^application\/wasm$/, cache: cacheControl.hashed },
    { path: 'networks/CGMY/card.json', type: /^application\/json/, cache: cacheControl.named },
  ];
}

function expectSecure(response: APIResponse) {
  expect(response.headers(), response.url()).toMatchObject(secure);
}

/** Holds every kind of file, and what is no file, to the one table of headers. */
async function expectHeaders(request: APIRequestContext, base: string) {
  for (const { path, type, cache } of await filesOf(request, base)) {
    const response = await request.get(base + path, { headers: { Accept: 'text/html,*/*' } });
    expect(response.status(), response.url()).toBe(200);
    expectSecure(response);
    expect(response.headers()['content-type'], response.url()).toMatch(type);
    expect(response.headers()['cache-control'], response.url()).toBe(cache);
  }
  const absent = await request.get(`${base}assets/absent-1.js`);
  expect(absent.status()).toBe(404);
  expectSecure(absent);
  expect(absent.headers()['cache-control'] ?? '').not.toContain('immutable');
}

/** Starts a program, and waits until it serves what `url` finds in its words. */
async function started(
  [program = '', ...rest]: readonly string[],
  variables: Readonly<Record<string, string>>,
  url: (words: string) => string | undefined,
) {
  const { PATH = '' } = process.env;
  const child = spawn(program, rest, { env: { PATH, ...variables } });
  let words = '';
  const base = await new Promise<string>((resolve, reject) => {
    const hear = (text: Buffer) => {
      words += text;
      const found = url(words);
      if (found) resolve(found);
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    child.once('exit', () => reject(new Error(words)));
  });
  return { base, stop: () => child.kill() };
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

test('the server, as the one file of its image: files, errors and the contract', async ({
  request,
}) => {
  const folder = mkdtempSync(join(tmpdir(), 'levy-server-'));
  const built = spawnSync('npm', ['run', '-s', 'build:server', '--', '--logLevel', 'error'], {
    cwd: root,
    encoding: 'utf8',
  });
  expect([built.status, built.stderr]).toEqual([0, '']);
  // As the Dockerfile lays it: no package beside it.
  cpSync(join(root, 'build/serve.mjs'), join(folder, 'build/serve.mjs'));
  cpSync(join(root, 'dist'), join(folder, 'dist'), { recursive: true });
  const { base, stop } = await started(
    [process.execPath, join(folder, 'build/serve.mjs')],
    { PORT: '0' },
    (words) => /at (http:\S+)/.exec(words)?.[1],
  );
  try {
    await expectHeaders(request, base);
    for (const path of ['health', 'models', 'absent', 'models/']) {
      expectSecure(await request.get(base + path, { maxRedirects: 0 }));
    }
    expectSecure(await request.post(`${base}calibrate`, { data: {} }));
    expect(await (await request.get(`${base}health`)).json()).toMatchObject({ status: 'healthy' });
  } finally {
    stop();
    rmSync(folder, { recursive: true });
  }
});

test('nginx by deploy/nginx.conf, at the root and under a sub-path', async ({ request, page }) => {
  test.skip(spawnSync('nginx', ['-v']).error !== undefined, 'no nginx on this machine');
  const folder = mkdtempSync(join(tmpdir(), 'levy-nginx-'));
  // Started by root, it serves as nobody.
  chmodSync(folder, 0o755);
  const port = await freePort();
  const conf = readFileSync(join(root, 'deploy/nginx.conf'), 'utf8')
    .replaceAll('/tmp/', `${folder}/`)
    .replace('listen 8080', `listen 127.0.0.1:${port}`)
    .replace('/usr/share/nginx/html', join(folder, 'html'))
    .replace('access_log /dev/stdout', 'access_log off')
    .replace('stderr warn', 'stderr notice');
  writeFileSync(join(folder, 'nginx.conf'), conf);
  writeFileSync(join(folder, 'levy-headers.conf'), nginxHeaders([]));
  cpSync(join(root, 'dist'), join(folder, 'html'), { recursive: true });
  cpSync(join(root, 'dist'), join(folder, 'html/levy'), { recursive: true });
  copyFileSync(join(root, 'dist/index.html'), join(folder, 'html/docs.html'));
  const { stop } = await started(
    ['nginx', '-c', join(folder, 'nginx.conf'), '-g', 'daemon off;'],
    {},
    (words) => /start worker process/.exec(words)?.[0],
  );
  const base = `http://127.0.0.1:${port}/`;
  try {
    for (const each of [base, `${base}levy/`]) await expectHeaders(request, each);
    expect((await request.get(`${base}_headers`)).status()).toBe(404);
    expect((await request.get(`${base}docs`)).status()).toBe(200);
    const bare = await request.get(`${base}levy`, { maxRedirects: 0 });
    expect([bare.status(), bare.headers().location]).toEqual([301, '/levy/']);
    const strict = 'strict-transport-security';
    expect((await request.get(base)).headers()).not.toHaveProperty(strict);
    const proxied = await request.get(base, { headers: { 'X-Forwarded-Proto': 'https' } });
    expect(proxied.headers()[strict]).toBe('max-age=31536000');
    await page.goto(`${base}levy/`);
    await expect(page.locator('[data-parameter][data-value]').first()).toBeVisible();
    expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
  } finally {
    stop();
    rmSync(folder, { recursive: true });
  }
});

test('the preview of the build: files', async ({ request, baseURL }) => {
  const base = new URL('/', baseURL).href;
  for (const { path, type } of await filesOf(request, base)) {
    const response = await request.get(base + path, {
      headers: { Accept: 'text/html,*/*' },
    });
    expect(response.headers()['content-type'], response.url()).toMatch(type);
    expectSecure(response);
  }
});

test('offline the page keeps its headers, and is isolated in every visit', async ({
  page,
  context,
}) => {
  await page.goto('./');
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
  await context.setOffline(true);
  const response = await page.reload();
  expect(response?.fromServiceWorker()).toBe(true);
  expect(response?.headers()).toMatchObject(secure);
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
  // The workers' policy is that of their own scripts, here from the cache.
  await expect(page.locator('[data-parameter][data-value]').first()).toBeVisible();
  const [worker] = page.workers();
  const script = await page.evaluate(
    async (url) => Object.fromEntries((await fetch(url)).headers),
    worker?.url() ?? '',
  );
  expect(script).toMatchObject(secure);
});
