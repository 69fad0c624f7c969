import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, readFileSync, rmSync, truncateSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Call, damagedDeviations, deviations, type Reply } from './contract-deviations.ts';
import { bodyOf, examples, expected, observed } from './contract-examples.ts';
import { expect, test } from './guarded-test.ts';
import { otherClients, sendByFetch } from './http-clients.ts';
import { type HttpServer, startHttpServer } from './http-server.ts';
import { calibrated } from './screen-page.ts';

/** The contract over HTTP, by the command that `npm start` runs. */

const warmUp: Call = { method: 'POST', path: '/warmup' };
const exampleCalls = examples.map((example): Call => {
  const { method, path, headers } = example;
  const body = bodyOf(example);
  return { method, path, headers, ...(body !== null && { body }) };
});
const calls = [warmUp, ...exampleCalls, warmUp, ...deviations.flatMap((one) => one.calls)];

let server: HttpServer;
let replies: readonly Reply[];
let ofExamples: readonly Reply[];
let ofDeviations: readonly Reply[];

test.beforeAll(async () => {
  server = await startHttpServer();
  replies = await sendByFetch(server.url, calls);
  ofExamples = replies.slice(1, 1 + examples.length);
  ofDeviations = replies.slice(2 + examples.length);
});

test.afterAll(async () => {
  server.process.kill();
  await server.ended;
});

test('every example of the reference server', () => {
  for (const [i, example] of examples.entries()) {
    const { status, headers, text } = ofExamples[i]!;
    expect.soft(observed(example, status, text), example.name).toEqual(expected(example));
    if (status !== 307) continue;
    expect.soft(headers.location).toBe(`${server.url}${example.path.slice(1, -1)}`);
  }
});

test('every deviation from it', () => {
  let next = 0;
  for (const { name, calls, observed, expected } of deviations) {
    const own = ofDeviations.slice(next, next + calls.length);
    next += calls.length;
    expect.soft(observed(own), name).toEqual(expected);
  }
});

test('every answer has an id of its own, its time and its backend', () => {
  const ids = replies.map(({ headers }) => headers['x-request-id']);
  expect(new Set(ids).size).toBe(replies.length);
  for (const { headers } of replies) {
    expect(headers['server-timing']).toMatch(/total;dur=\d/);
    expect(headers['x-backend']).toMatch(/^(oracle|none)$/);
  }
});

for (const { name, missing, send } of otherClients) {
  test(`${name} gets the same answers`, async () => {
    test.skip(missing !== undefined, missing);
    const others = await send(server.url, calls);
    for (const [i, other] of others.entries()) {
      expect
        .soft(comparable(other), `${i}: ${JSON.stringify(calls[i]).slice(0, 200)}`)
        .toEqual(comparable(replies[i]!));
    }
    expect(others).toHaveLength(calls.length);
  });
}

test('the examples of the documentation work as they stand', async () => {
  const [curl] = otherClients;
  test.skip(curl?.missing !== undefined, curl?.missing);
  const text = readFileSync(new URL('../docs/server.md', import.meta.url), 'utf8');
  const examples = [...text.matchAll(/^curl [^']*?(?:'[^']*')?$/gm)].map(([example]) => example);
  expect(examples.length).toBeGreaterThan(3);
  for (const example of examples) {
    const own = example.replaceAll('http://localhost:8000/', server.url);
    const { stdout } = spawnSync('sh', ['-c', `${own} --silent --fail`], { encoding: 'utf8' });
    expect.soft(stdout, example).toMatch(/^\{.*\}\s*$|^# HELP/s);
  }
});

test('a damaged network is told, without a path', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'networks-'));
  cpSync(new URL('../dist/networks', import.meta.url), folder, { recursive: true });
  truncateSync(join(folder, 'VarianceGamma', 'weights.safetensors'), 1000);
  const damaged = await startHttpServer({ MODEL_PATH: folder });
  try {
    for (const { name, calls, observed, expected } of damagedDeviations) {
      expect.soft(observed(await sendByFetch(damaged.url, calls)), name).toEqual(expected);
    }
    expect(damaged.log()).toContainEqual(
      expect.objectContaining({ level: 'warn', model: 'VarianceGamma' }),
    );
  } finally {
    damaged.process.kill();
    rmSync(folder, { recursive: true });
  }
});

test('what is wrong with the environment is said at once, all of it', async () => {
  const wrong = {
    HOST: '[::1]',
    PORT: '8e3',
    DEFAULT_MODEL: 'Heston',
    MODEL_PATH: '/nowhere/at/all',
    LOG_LEVEL: 'loud',
    CORS_ORIGINS: 'https://desk.example.com/app',
    API_ORIGINS: 'ftp://desk.example.com',
    API_TOKEN: 'short and secret',
    RATE_LIMIT: '0',
  };
  const { ended, words, log } = await startHttpServer(wrong);
  expect(await ended).toBe(1);
  const lines = words().trim().split('\n');
  expect(lines.map((line) => line.split(' ')[0])).toEqual(Object.keys(wrong));
  expect(words()).not.toContain('secret');
  expect(log()).toEqual([]);
});

test('a port that is taken is said to be', async () => {
  const { port } = new URL(server.url);
  const { ended, words } = await startHttpServer({ PORT: port });
  expect(await ended).toBe(1);
  expect(words()).toBe(`localhost:${port} is taken: choose another PORT.\n`);
});

/** A request whose headers have been read, and whose body the server waits for. */
async function halfSent(url: string, body: string) {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname).setEncoding('utf8');
  let heard = '';
  socket.on('data', (text: string) => {
    heard += text;
  });
  const head = ['POST /calibrate HTTP/1.1', `Host: ${hostname}:${port}`, 'Expect: 100-continue'];
  socket.write(`${[...head, `Content-Length: ${body.length}`].join('\r\n')}\r\n\r\n`);
  await expect.poll(() => heard).toBe('HTTP/1.1 100 Continue\r\n\r\n');
  return {
    finish: async () => {
      socket.write(body);
      await once(socket, 'close');
      return heard;
    },
  };
}

test('told to stop, it answers what is under way, takes nothing new and ends', async () => {
  const stopping = await startHttpServer();
  const { finish } = await halfSent(stopping.url, '{"option_prices":[1]}');
  stopping.process.kill('SIGTERM');
  await expect.poll(() => stopping.log().at(-1)?.message).toBe('stopping');
  const refused = await fetch(stopping.url).catch((error: Error) => error.cause);
  expect(refused).toMatchObject({ code: 'ECONNREFUSED' });
  expect(await finish()).toMatch(/HTTP\/1\.1 422 .*Expected 200, received 1/s);
  expect(await stopping.ended).toBe(0);
});

test('told twice, it ends at once', async () => {
  const stopping = await startHttpServer();
  await halfSent(stopping.url, '{}');
  stopping.process.kill('SIGTERM');
  await expect.poll(() => stopping.log().at(-1)?.message).toBe('stopping');
  stopping.process.kill('SIGINT');
  expect(await stopping.ended).toBe(1);
});

test('the log has a request a line, and nothing that it contained', async () => {
  const headers = { Authorization: 'Bearer hush-hush', 'X-Request-ID': 'id-of-the-caller' };
  const body = '{"option_prices": [424242]}';
  await fetch(`${server.url}calibrate?secret=hush`, { method: 'POST', headers, body });
  const entries = server.log();
  expect(entries.find((entry) => entry.request_id === 'id-of-the-caller')).toEqual({
    time: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
    level: 'info',
    message: 'request',
    method: 'POST',
    path: '/calibrate',
    status: 422,
    ms: expect.any(Number),
    request_id: 'id-of-the-caller',
    backend: 'none',
  });
  expect(JSON.stringify(entries)).not.toMatch(/hush|424242/);
});

test('the application loads from it, with the security headers on every file', async ({ page }) => {
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
  });
  page.on('pageerror', ({ message }) => complaints.push(message));
  const bare: string[] = [];
  page.on('response', (response) => {
    if (response.fromServiceWorker()) return;
    const headers = response.headers();
    const isSecure = ['content-security-policy', 'x-content-type-options', 'referrer-policy'].every(
      (name) => name in headers,
    );
    if (!isSecure) bare.push(response.url());
  });
  await page.goto(server.url);
  await calibrated(page);
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
  // The root is the contract to a program and the page to a browser, from the worker's store too.
  await page.context().setOffline(true);
  await page.reload();
  await calibrated(page);
  expect(await page.evaluate(async () => (await fetch('./')).json())).toHaveProperty('docs');
  expect([bare, complaints]).toEqual([[], []]);
});

/** Without what differs from call to call. */
function comparable({ status, headers, text }: Reply) {
  const body = text.startsWith('{') ? JSON.parse(text) : text;
  if (body.inference_time_ms !== undefined) body.inference_time_ms = 'some';
  const of = (name: string) => headers[name];
  const names = ['content-type', 'location', 'allow', 'x-backend', 'x-surface-check'];
  return { status, body, headers: names.map(of) };
}
