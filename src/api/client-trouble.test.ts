import { describe, expect, it } from 'vitest';
import type { Surface } from '../calibration/quotes/surface.ts';
import { contractGrid } from '../levy/contract-grid.ts';
import { createClient } from './client.ts';

const base = 'http://localhost/app/';
const surface: Surface = { ...contractGrid, prices: Array(200).fill(10) };

function clientAnswering(response: () => Response) {
  return createClient(async () => response(), base);
}

describe('trouble', () => {
  const error = { error: 'E', message: 'What happened.', details: {} };
  it.each<[string, number, Record<string, string>, object]>([
    ['refused', 422, {}, {}],
    ['refused', 404, {}, {}],
    ['refused', 413, {}, {}],
    ['unauthorised', 401, { 'WWW-Authenticate': 'Bearer' }, {}],
    ['unauthorised', 403, {}, {}],
    ['rate-limited', 429, { 'Retry-After': '7' }, { retryAfter: 7 }],
    ['busy', 503, { 'X-Request-ID': 'abc' }, { requestId: 'abc' }],
    ['busy', 503, { 'Retry-After': 'soon' }, {}],
    ['rate-limited', 429, { 'Retry-After': '9'.repeat(400) }, {}],
    ['server-error', 500, {}, {}],
    ['server-error', 502, {}, {}],
  ])('is %s at status %i with %j', async (kind, status, headers, more) => {
    const client = clientAnswering(() => Response.json(error, { status, headers }));
    const expected = {
      ok: false,
      problems: [{ message: 'What happened.' }],
      trouble: { kind, status, ...more },
    };
    expect(await client.calibrate(surface, 'CGMY')).toEqual(expected);
    expect(await client.warmUp()).toEqual(expected);
  });

  it('is a network that is not there where the answer names it, and not a service that is busy', async () => {
    const missing = { ...error, error: 'ModelNotLoadedError' };
    const client = clientAnswering(() => Response.json(missing, { status: 503 }));
    expect(await client.calibrate(surface, 'CGMY')).toMatchObject({
      ok: false,
      trouble: { kind: 'unavailable', status: 503 },
    });
  });

  it('is to be stopped, and nobody is asked where that was before', async () => {
    let asked = 0;
    const client = createClient(async () => {
      asked += 1;
      return Response.json(error, { status: 500 });
    }, base);
    const signal = AbortSignal.abort();
    expect(await client.calibrate(surface, 'CGMY', { signal })).toMatchObject({
      ok: false,
      trouble: { kind: 'stopped' },
    });
    expect(asked).toBe(0);
  });

  it('is no answer of the contract where something else answers', async () => {
    const headers = { 'X-Request-ID': 'abc' };
    for (const body of ['<html>', '', '[]', '{"status":"fine"}']) {
      const client = clientAnswering(() => new Response(body, { headers }));
      for (const answer of [
        client.health(),
        client.models(),
        client.warmUp(),
        client.clearCache(),
      ]) {
        expect(await answer).toEqual({
          ok: false,
          problems: [
            { message: expect.stringMatching(/^The answer to \w+ is not as the contract says/) },
          ],
          trouble: { kind: 'not-the-contract', status: 200, requestId: 'abc' },
        });
      }
    }
  });

  const rejecting = (error: unknown) =>
    createClient(() => Promise.reject(error), base, 'Nobody there.');

  it('is a time-out, or nobody there', async () => {
    expect(await rejecting(new DOMException('', 'TimeoutError')).health()).toEqual({
      ok: false,
      problems: [{ message: 'No answer came in time.' }],
      trouble: { kind: 'timed-out' },
    });
    for (const error of [new TypeError('Failed to fetch'), 'a text']) {
      expect(await rejecting(error).health()).toEqual({
        ok: false,
        problems: [{ message: 'Nobody there.' }],
        trouble: { kind: 'unreachable' },
      });
    }
  });

  it('is a stop, whatever the stop looks like', async () => {
    const stop = new AbortController();
    const client = createClient(async () => {
      stop.abort();
      throw new TypeError('network');
    }, base);
    expect(await client.calibrate(surface, 'CGMY', { signal: stop.signal })).toMatchObject({
      trouble: { kind: 'stopped' },
    });
  });

  it.each([
    [new DOMException('', 'TimeoutError'), 'timed-out'],
    [new TypeError('network error'), 'unreachable'],
  ])('is told where the answer breaks off: %s', async (reason, kind) => {
    for (const status of [200, 503]) {
      const body = new ReadableStream({ start: (controller) => controller.error(reason) });
      const client = clientAnswering(() => new Response(body, { status }));
      expect(await client.health()).toMatchObject({ ok: false, trouble: { kind } });
    }
  });
});
