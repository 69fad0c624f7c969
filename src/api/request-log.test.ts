import { expect, it } from 'vitest';
import { createRequestLog, type LoggedRequest, loggedFetch, logLines } from './request-log.ts';

const base = 'https://host/app/';

function logging(answer: () => Promise<Response>) {
  const log = createRequestLog();
  return { log, fetch: loggedFetch(answer, log, 'http', base) };
}

const entry = (path: string): LoggedRequest => ({
  at: '2026-01-01T00:00:00.000Z',
  method: 'GET',
  path,
  transport: 'http',
  status: 200,
  failure: undefined,
  ms: 1,
  requestId: undefined,
  backend: undefined,
  cache: undefined,
  serverTiming: undefined,
  sent: 0,
});

it('notes what was asked and what the answer says of itself', async () => {
  const headers = {
    'X-Request-ID': 'abc',
    'X-Backend': 'wasm',
    'X-Cache': 'miss',
    'Server-Timing': 'total;dur=2.00',
  };
  const { log, fetch } = logging(async () => Response.json({}, { status: 422, headers }));
  const response = await fetch(new URL('calibrate', base), { method: 'POST', body: '{"a":1}' });
  expect(response.status).toBe(422);
  const [noted] = log.entries();
  expect(noted).toEqual({
    at: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
    method: 'POST',
    path: '/calibrate',
    transport: 'http',
    status: 422,
    failure: undefined,
    ms: expect.any(Number),
    requestId: 'abc',
    backend: 'wasm',
    cache: 'miss',
    serverTiming: 'total;dur=2.00',
    sent: 7,
  });
});

it('notes nothing of what a body, a query, a header or an answer holds', async () => {
  const secret = 'hunter2';
  const { log, fetch } = logging(async () => new Response(secret, { statusText: secret }));
  const headers = { Authorization: `Bearer ${secret}`, Cookie: secret };
  const address = `${base}calibrate?token=${secret}#${secret}`;
  await fetch(address, { method: 'POST', body: secret, headers });
  await fetch(new Request(address, { method: 'DELETE', headers }));
  await fetch(`https://${secret}:${secret}@host/app/health`);
  expect(logLines(log.entries())).not.toContain(secret);
  expect(log.entries().map(({ method, path }) => [method, path])).toEqual([
    ['POST', '/calibrate'],
    ['DELETE', '/calibrate'],
    ['GET', '/health'],
  ]);
});

it.each([
  [new DOMException('stopped', 'AbortError'), 'AbortError'],
  [new DOMException('late', 'TimeoutError'), 'TimeoutError'],
  [new TypeError('Failed to fetch https://user:hunter2@host'), 'TypeError'],
  ['a text', 'Error'],
])('notes a failure by its name and passes it on: %s', async (error, name) => {
  const { log, fetch } = logging(() => Promise.reject(error));
  await expect(fetch(`${base}health`)).rejects.toBe(error);
  expect(log.entries()).toMatchObject([{ path: '/health', failure: name }]);
  expect(log.entries()[0]!.status).toBeUndefined();
  expect(logLines(log.entries())).not.toContain('hunter2');
});

it('keeps the newest 500', () => {
  const log = createRequestLog();
  for (let i = 0; i < 1234; i++) log.add(entry(`/${i}`));
  const paths = log.entries().map(({ path }) => path);
  expect([paths.length, paths[0], paths.at(-1)]).toEqual([500, '/734', '/1233']);
});

it('tells its listeners, as long as they listen', () => {
  const log = createRequestLog();
  let told = 0;
  const stop = log.subscribe(() => told++);
  const before = log.entries();
  log.add(entry('/'));
  expect(log.entries()).not.toBe(before);
  log.clear();
  expect([told, log.entries()]).toEqual([2, []]);
  stop();
  log.add(entry('/'));
  expect(told).toBe(2);
});

it('is a JSON object a line', () => {
  const entries = [entry('/a'), { ...entry('/b\n"'), failure: 'TypeError' }];
  const text = logLines(entries);
  expect(text.endsWith('\n')).toBe(true);
  const lines = text.trimEnd().split('\n');
  expect(lines.map((line) => JSON.parse(line))).toMatchObject([
    { path: '/a' },
    { path: '/b\n"', failure: 'TypeError' },
  ]);
  expect(logLines([])).toBe('');
});
