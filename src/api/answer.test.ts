import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rateLimited, requestIdOf, toResponse, unexpected, withAnswerHeaders } from './answer.ts';

const request = (headers: Record<string, string> = {}) =>
  new Request('http://localhost/health', { headers });
const newId = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/;

describe('the id of a request', () => {
  it.each(['1', 'a-B_c.9:z', '0f8fad5b-d9cb-469f-a165-70867728950e', 'x'.repeat(128)])(
    'is its own: %s',
    (id) => expect(requestIdOf(new Headers({ 'X-Request-ID': id }))).toBe(id),
  );

  it.each([
    '',
    ' ',
    'a b',
    'a,b',
    'a"b',
    '{"a":1}',
    'é',
    'x'.repeat(129),
    '<script>',
    'a/b',
    '%0d%0a',
  ])('is a new one for %j', (id) =>
    expect(requestIdOf(new Headers({ 'X-Request-ID': id }))).toMatch(newId),
  );

  it('is a new one each time where there is none, or two', () => {
    const two = new Headers([
      ['X-Request-ID', 'a'],
      ['X-Request-ID', 'b'],
    ]);
    const ids = [new Headers(), new Headers(), two].map(requestIdOf);
    for (const id of ids) expect(id).toMatch(newId);
    expect(new Set(ids).size).toBe(3);
  });

  it('never holds what would end a header or a line', () => {
    const letter = fc.integer({ min: 0, max: 255 }).map((code) => String.fromCharCode(code));
    fc.assert(
      fc.property(fc.string({ unit: letter, minLength: 1, maxLength: 150 }), (text) => {
        // As `Headers` would have it: no line ends, no spaces around.
        const headers = { get: () => text } as unknown as Headers;
        expect(requestIdOf(headers)).toMatch(/^[\w.:-]{1,128}$/);
      }),
      { numRuns: 500, seed: 7 },
    );
  });
});

describe('an answer as HTTP', () => {
  it('has an id, a time and a backend', async () => {
    const timing = { network: 1.234 };
    const response = toResponse(
      { status: 200, body: { a: 1 }, timing },
      request(),
      performance.now(),
    );
    expect(response.headers.get('Server-Timing')).toMatch(
      /^network;dur=1\.23, total;dur=\d+\.\d\d$/,
    );
    expect(response.headers.get('X-Backend')).toBe('none');
    expect(response.headers.get('X-Request-ID')).toMatch(newId);
    expect(response.headers.get('Content-Type')).toBe('application/json');
    expect(await response.json()).toEqual({ a: 1 });
  });

  it('keeps the backend that it names, and the id that it was asked with', () => {
    const own = request({ 'X-Request-ID': 'mine' });
    const answer = { status: 200, body: {}, headers: { 'X-Backend': 'wasm' } };
    const { headers } = toResponse(answer, own, performance.now());
    expect([headers.get('X-Backend'), headers.get('X-Request-ID')]).toEqual(['wasm', 'mine']);
  });

  it('keeps status, headers and body of what was fetched', async () => {
    const page = new Response('<html>', { status: 203, headers: { 'Content-Type': 'text/html' } });
    const response = withAnswerHeaders(page, request(), { total: 1 });
    expect([response.status, await response.text()]).toEqual([203, '<html>']);
    expect(response.headers.get('Content-Type')).toBe('text/html');
    expect(response.headers.get('Server-Timing')).toBe('total;dur=1.00');
    const redirect = new Response(null, { status: 307, headers: { Location: '/x' } });
    expect(withAnswerHeaders(redirect, request(), {}).headers.get('Location')).toBe('/x');
  });
});

it('tells of an unexpected error its kind alone', () => {
  const kind = (error: unknown) => unexpected(error).body.details;
  expect(kind(new RangeError('/home/x'))).toEqual({ exception_type: 'RangeError' });
  expect(kind('a text')).toEqual({ exception_type: 'string' });
  expect(kind(undefined)).toEqual({ exception_type: 'undefined' });
});

it('says when it is worth to come back', () => {
  expect(rateLimited(7)).toEqual({
    status: 429,
    body: {
      error: 'RateLimitExceededError',
      message: 'Too many requests: the next one is taken in 7 s.',
      details: { retry_after: 7 },
    },
    headers: { 'Retry-After': '7' },
  });
});
