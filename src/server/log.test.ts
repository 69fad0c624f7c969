import { Hono } from 'hono';
import { expect, it } from 'vitest';
import type { Config } from './config.ts';
import { createLog } from './log.ts';
import { logRequests } from './log-requests.ts';

function logAt(level: Config['logLevel']) {
  const lines: string[] = [];
  const log = createLog(level, (line) => lines.push(line));
  return { log, lines, entries: () => lines.map((line) => JSON.parse(line)) };
}

it.each([
  ['debug', ['debug', 'info', 'warn', 'error']],
  ['info', ['info', 'warn', 'error']],
  ['warn', ['warn', 'error']],
  ['error', ['error']],
  ['silent', []],
] as const)('at %s writes %j', (least, written) => {
  const { log, entries } = logAt(least);
  for (const level of ['debug', 'info', 'warn', 'error'] as const) log.write(level, 'hello');
  expect(entries().map(({ level }) => level)).toEqual(written);
});

it('writes an object a line, whatever is in it', () => {
  const { log, lines, entries } = logAt('info');
  log.write('info', 'a\nb', { path: '/\u0000\n"', none: undefined });
  expect(lines).toHaveLength(1);
  expect(lines[0]).toMatch(/^[^\n]+\n$/);
  expect(entries()[0]).toEqual({
    time: expect.any(String),
    level: 'info',
    message: 'a\nb',
    path: '/\u0000\n"',
  });
});

it('notes requests by what became of them, without query, headers and body', async () => {
  const { log, lines, entries } = logAt('debug');
  const app = new Hono();
  app.use(logRequests(log, (path) => path === '/calibrate'));
  app.all('*', ({ req }) => {
    const status = Number(req.query('status'));
    return new Response(null, { status, headers: { 'X-Request-ID': 'some', 'X-Backend': 'none' } });
  });
  const send = (path: string, status: number) =>
    app.request(`${path}?status=${status}&secret`, {
      method: 'POST',
      body: 'secret',
      headers: { Authorization: 'Bearer secret' },
    });
  for (const status of [200, 422, 499, 401, 413, 429, 503]) await send('/calibrate', status);
  for (const status of [200, 404]) await send('/assets/index.js', status);
  expect(entries().map(({ level, status }) => [level, status])).toEqual([
    ['info', 200],
    ['info', 422],
    ['info', 499],
    ['warn', 401],
    ['warn', 413],
    ['warn', 429],
    ['error', 503],
    ['debug', 200],
    ['info', 404],
  ]);
  expect(Object.keys(entries()[0])).toEqual([
    ...['time', 'level', 'message', 'method', 'path', 'status', 'ms', 'request_id', 'backend'],
  ]);
  expect(lines.join('')).not.toContain('secret');
});
