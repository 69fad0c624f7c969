import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import { createAdaptorServer } from '@hono/node-server';
import { afterAll, describe, expect, it } from 'vitest';
import { fakeService } from '../api/testing/fake-service.ts';
import { createServerApp } from './app.ts';
import type { Config } from './config.ts';
import { createLog } from './log.ts';
import { startServer } from './start.ts';

const files = mkdtempSync(join(tmpdir(), 'served-'));
writeFileSync(join(files, 'index.html'), '<title>App</title>');
afterAll(() => rmSync(files, { recursive: true }));

const config: Config = {
  host: 'localhost',
  port: 0,
  defaultModel: 'VarianceGamma',
  // There is no network in it.
  networks: files,
  logLevel: 'info',
  corsOrigins: [],
  apiOrigins: [],
  token: undefined,
  rateLimit: undefined,
};
const hasIpv6 = Object.values(networkInterfaces())
  .flat()
  .some((one) => one?.address === '::1');

const calibrate = {
  method: 'POST',
  body: JSON.stringify({ option_prices: Array(200).fill(1) }),
  headers: { 'Content-Type': 'application/json' },
};

function logged() {
  const lines: string[] = [];
  const log = createLog('info', (line) => lines.push(line));
  return { log, entries: () => lines.map((line) => JSON.parse(line)) };
}

describe('a started server', () => {
  it('answers at every address of localhost, and no more once it is closed', async () => {
    const { url, close } = await startServer(config, files, logged().log);
    expect(url).toMatch(/^http:\/\/localhost:\d+\/$/);
    const names = ['localhost', '127.0.0.1', ...(hasIpv6 ? ['[::1]'] : [])];
    const urls = names.map((name) => `${url.replace('localhost', name)}models`);
    for (const one of urls) expect((await fetch(one)).status).toBe(200);
    await close();
    for (const one of urls) await expect(fetch(one)).rejects.toThrow();
  });

  it('tells of networks that are not there, and shows no path', async () => {
    const { log, entries } = logged();
    const { url, close } = await startServer({ ...config, host: '127.0.0.1' }, files, log);
    const health = await (await fetch(`${url}health`)).json();
    expect(health).toMatchObject({ status: 'degraded', model_loaded: false });
    const response = await fetch(`${url}calibrate`, calibrate);
    const text = await response.text();
    expect([response.status, JSON.parse(text).error]).toEqual([503, 'ModelNotLoadedError']);
    expect(text).not.toMatch(/card\.json|[/\\]tmp|served-/);
    expect(entries().filter(({ level }) => level === 'warn')).toMatchObject([
      { message: 'no network', model: 'VarianceGamma' },
      { message: 'no network', model: 'CGMY' },
    ]);
    await close();
  });

  it('is not started where the port is taken', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    const starting = startServer({ ...config, port }, files, logged().log);
    await expect(starting).rejects.toMatchObject({ code: 'EADDRINUSE' });
    other.close();
  });

  it('has whole connections after a body that was too large', async () => {
    const { url, close } = await startServer(config, files, logged().log);
    const body = new Uint8Array(9 * 1024 * 1024);
    const refused = await fetch(`${url}calibrate`, { method: 'POST', body });
    expect([refused.status, (await refused.json()).error]).toEqual([413, 'RequestTooLargeError']);
    expect((await fetch(`${url}models`)).status).toBe(200);
    await close();
  });
});

it('a calibration whose caller has gone is stopped, and is no fault', async () => {
  const { log, entries } = logged();
  const begun = Promise.withResolvers<void>();
  const service = fakeService({
    calibrate: (_surface, _model, { signal } = {}) =>
      new Promise((_resolve, reject) => {
        signal?.addEventListener('abort', () => reject(signal.reason));
        begun.resolve();
      }),
  });
  const { fetch: answer } = createServerApp({ config, service, files, log });
  const server = createAdaptorServer({ fetch: answer }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}`;
  const stop = new AbortController();
  const init = { ...calibrate, signal: stop.signal };
  const asking = fetch(`${url}/calibrate`, init).catch((error: Error) => error.name);
  await begun.promise;
  stop.abort();
  expect(await asking).toBe('AbortError');
  await expect.poll(entries).toMatchObject([{ level: 'info', path: '/calibrate', status: 499 }]);
  const metrics = await (await fetch(`${url}/metrics`)).text();
  expect(metrics).toContain('levy_requests_total{route="/calibrate",method="POST",status="499"} 1');
  server.close();
});
