import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { fakeService } from '../api/testing/fake-service.ts';
import type { CalibrationService } from '../calibration/service.ts';
import { createServerApp, type ServerOptions } from './app.ts';
import { createLog } from './log.ts';

const folder = mkdtempSync(join(tmpdir(), 'served-'));
const files = join(folder, 'dist');
mkdirSync(join(files, 'assets'), { recursive: true });
const script = 'export const x = 1;\n'.repeat(100);
writeFileSync(join(folder, 'secret.txt'), 'secret');
writeFileSync(join(files, 'index.html'), '<title>App</title>');
writeFileSync(join(files, 'docs.html'), '<title>Contract</title>');
writeFileSync(join(files, 'sw.js'), script);
writeFileSync(join(files, 'assets', 'a-hash.js'), script);
writeFileSync(join(files, 'assets', 'a-hash.wasm'), 'wasm');
afterAll(() => rmSync(folder, { recursive: true }));

function serverWith(
  config: Partial<ServerOptions['config']> = {},
  service: Partial<CalibrationService> = {},
) {
  const lines: string[] = [];
  const app = createServerApp({
    config: {
      corsOrigins: [],
      apiOrigins: [],
      token: undefined,
      rateLimit: undefined,
      defaultModel: 'VarianceGamma',
      ...config,
    },
    service: fakeService(service),
    files,
    log: createLog('info', (line) => lines.push(line)),
  });
  const ask = (path: string, init?: RequestInit) => app.request(path, init);
  return { app, ask, lines };
}

const post = (body: BodyInit): RequestInit => ({
  method: 'POST',
  body,
  headers: { 'Content-Type': 'application/json' },
});
const prices = JSON.stringify({ option_prices: Array(200).fill(1) });

describe('the contract', () => {
  const { ask } = serverWith({ defaultModel: 'CGMY' });

  it('is answered beside the files, with the default model of the environment', async () => {
    const response = await ask('/calibrate', post(prices));
    expect(await response.json()).toMatchObject({ model_name: 'CGMY', success: true });
    expect(await (await ask('/models')).json()).toMatchObject({ default_model: 'CGMY' });
  });

  it('takes more in a batch than in one request, line by line', async () => {
    const half = ' '.repeat(5 * 1024 * 1024);
    const response = await ask('/calibrate/batch', post(`${half}\n${half}\n${prices}`));
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({ model_name: 'CGMY', success: true });
    expect((await ask('/calibrate', post(`${half}${half}${prices}`))).status).toBe(413);
    expect((await ask('/calibrate/batch')).headers.get('Allow')).toBe('POST');
  });

  it('is at the root for programs, the application for people', async () => {
    const page = await ask('/', { headers: { Accept: 'text/html,*/*;q=0.8' } });
    expect(await page.text()).toContain('App');
    expect(page.headers.get('Cache-Control')).toBe('no-cache');
    const json = await ask('/', { headers: { Accept: '*/*' } });
    expect(await json.json()).toMatchObject({ docs: '/docs' });
    for (const { headers } of [page, json]) expect(headers.get('Vary')).toContain('Accept');
    expect(await (await ask('/docs')).text()).toContain('Contract');
  });

  it.each([
    ['HEAD', '/health', 405, 'GET'],
    ['OPTIONS', '/calibrate', 405, 'POST'],
    ['PUT', '/cache', 405, 'DELETE'],
    ['POST', '/', 405, 'GET'],
    ['POST', '/assets/a-hash.js', 404, null],
    ['DELETE', '/nothing', 404, null],
    ['GET', '//health', 404, null],
    ['GET', '/%68ealth', 404, null],
    ['GET', '/health/', 307, null],
  ])('answers %s %s with %i', async (method, path, status, allow) => {
    const response = await ask(`http://localhost${path}`, { method });
    expect([response.status, response.headers.get('Allow')]).toEqual([status, allow]);
  });

  it('has no request with a password in its address', async () => {
    const { app, lines } = serverWith();
    // As it arrives from a socket: no Request can hold such an address.
    const request = Object.create(new Request('http://localhost/health'), {
      url: { value: 'http://user:secret@localhost/health' },
      method: { value: 'GET' },
      headers: { value: new Headers() },
    });
    expect((await app.fetch(request)).status).toBe(400);
    expect(lines.join('')).toContain('"status":400');
    expect(lines.join('')).not.toContain('secret');
  });

  it('logs what it did not expect, and does not tell', async () => {
    const calibrate = () => Promise.reject(new TypeError('/home/user/secret.ts'));
    const { ask, lines } = serverWith({}, { calibrate });
    const response = await ask('/calibrate', post(prices));
    expect(response.status).toBe(500);
    expect(await response.text()).not.toContain('secret');
    expect(JSON.parse(lines.at(-1) ?? '')).toMatchObject({ level: 'error', status: 500 });
  });
});

describe('bodies', () => {
  const { ask } = serverWith();
  const chunked = (bytes: number): RequestInit => {
    const chunk = new Uint8Array(65_536).fill(0x20);
    let left = bytes;
    const body = new ReadableStream({
      pull(controller) {
        if (left <= 0) return controller.close();
        controller.enqueue(chunk);
        left -= chunk.length;
      },
    });
    return { ...post(body), duplex: 'half' } as RequestInit;
  };

  it.each([
    ['with its length', post(' '.repeat(8 * 1024 * 1024 + 1))],
    ['in chunks', chunked(9 * 1024 * 1024)],
  ])('that are too large are refused, %s', async (_name, init) => {
    const response = await ask('/calibrate', init);
    expect([response.status, (await response.json()).error]).toEqual([413, 'RequestTooLargeError']);
    expect(response.headers.get('X-Request-ID')).not.toBeNull();
  });

  it('may come in chunks', async () => {
    expect((await ask('/calibrate', chunked(1024 * 1024))).status).toBe(422);
  });

  it('that are no UTF-8 are no 500', async () => {
    const bytes = Uint8Array.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d]);
    expect((await ask('/calibrate', post(bytes))).status).toBe(422);
  });
});

describe('files', () => {
  const { ask } = serverWith({ apiOrigins: ['https://api.example.com'] });

  it('carry the security headers and their type', async () => {
    const wasm = await ask('/assets/a-hash.wasm');
    expect(wasm.headers.get('Content-Type')).toBe('application/wasm');
    for (const { headers } of [wasm, await ask('/docs'), await ask('/sw.js')]) {
      expect(headers.get('Content-Security-Policy')).toContain('https://api.example.com');
      expect(headers.get('X-Content-Type-Options')).toBe('nosniff');
    }
  });

  it('are kept for ever only under a name with a hash', async () => {
    const kept = async (path: string) => (await ask(path)).headers.get('Cache-Control');
    expect(await kept('/assets/a-hash.js')).toBe('public, max-age=31536000, immutable');
    expect(await kept('/sw.js')).toBe('no-cache');
    expect(await kept('/index.html')).toBe('no-cache');
  });

  it('are not sent again to who has them, compressed or not', async () => {
    for (const encoding of ['gzip', 'identity']) {
      const first = await ask('/sw.js', { headers: { 'Accept-Encoding': encoding } });
      const tag = first.headers.get('ETag') ?? '';
      expect(first.headers.get('Content-Encoding')).toBe(encoding === 'gzip' ? 'gzip' : null);
      const headers = { 'Accept-Encoding': encoding, 'If-None-Match': tag };
      const again = await ask('/sw.js', { headers });
      expect([again.status, await again.text()]).toEqual([304, '']);
      expect(again.headers.get('Cache-Control')).toBe('no-cache');
      expect((await ask('/index.html', { headers })).status).toBe(200);
    }
  });

  it('are sent in part, then uncompressed and without a tag', async () => {
    const headers = { Range: 'bytes=7-11', 'Accept-Encoding': 'gzip' };
    const part = await ask('/sw.js', { headers });
    expect([part.status, await part.text()]).toEqual([206, script.slice(7, 12)]);
    expect(part.headers.get('ETag')).toBeNull();
    expect(part.headers.get('Content-Encoding')).toBeNull();
  });

  it('have a head', async () => {
    const head = await ask('/sw.js', { method: 'HEAD' });
    expect([head.status, await head.text()]).toEqual([200, '']);
    expect(head.headers.get('Content-Length')).toBe(String(script.length));
  });

  it.each([
    '/../secret.txt',
    '/%2e%2e/secret.txt',
    '/..%2fsecret.txt',
    '/assets/..%2f..%2fsecret.txt',
    '/assets/..%5c..%5csecret.txt',
    '/..\\secret.txt',
    '/%00',
    '/sw.js%00.html',
    '/.env',
    '/assets/',
    '/assets',
    '//sw.js',
  ])('are only those of the build: not %s', async (path) => {
    const response = await ask(`http://localhost${path}`);
    expect([response.status, await response.json()]).toEqual([404, { detail: 'Not Found' }]);
  });
});

describe('pages of other origins', () => {
  const origin = 'https://desk.example.com';
  const { ask } = serverWith({ corsOrigins: [origin], token: 'the-token-of-16-letters' });

  it('ask before they send, without a token', async () => {
    const response = await ask('/calibrate', {
      method: 'OPTIONS',
      headers: {
        Origin: origin,
        'Access-Control-Request-Method': 'POST',
        'Access-Control-Request-Headers': 'authorization,content-type',
      },
    });
    expect(response.status).toBe(204);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'access-control-allow-origin': origin,
      'access-control-allow-methods': 'GET,POST,DELETE',
      'access-control-allow-headers': 'Content-Type,Authorization,X-Request-ID',
      vary: expect.stringContaining('Origin'),
    });
  });

  it('may read every answer, also one that refuses', async () => {
    const { status, headers } = await ask('/calibrate', {
      ...post(prices),
      headers: { Origin: origin },
    });
    expect([status, headers.get('Access-Control-Allow-Origin')]).toEqual([401, origin]);
    expect(headers.get('Access-Control-Expose-Headers')).toContain('X-Surface-Check');
    expect(headers.get('Vary')).toContain('Origin');
  });

  it('read nothing where they are not named', async () => {
    const { headers } = await ask('/health', { headers: { Origin: 'https://evil.example.com' } });
    expect(headers.get('Access-Control-Allow-Origin')).toBeNull();
    expect(headers.get('Vary')).toContain('Origin');
    const plain = await serverWith().ask('/health', { headers: { Origin: origin } });
    expect(plain.headers.get('Access-Control-Allow-Origin')).toBeNull();
  });
});

it('limits the rate where it is told to', async () => {
  const { ask } = serverWith({ rateLimit: 1 });
  const statuses = [await ask('/calibrate', post(prices)), await ask('/calibrate', post(prices))];
  expect(statuses.map(({ status }) => status)).toEqual([200, 429]);
});
