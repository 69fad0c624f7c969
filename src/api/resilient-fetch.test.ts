import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { resilientFetch, retryAfterMs } from './resilient-fetch.ts';

const address = 'http://host/calibrate';
const busy = (headers: Record<string, string> = {}) =>
  new Response('busy', { status: 503, headers });
const fine = () => new Response('fine');

beforeEach(() => void vi.useFakeTimers({ now: Date.parse('2026-03-02T12:00:00Z') }));
afterEach(() => void vi.useRealTimers());

/** A fetch that answers these in turn, and when it was asked. */
function answering(...answers: readonly (() => Response)[]) {
  const times: number[] = [];
  const started = Date.now();
  const inner = vi.fn<typeof fetch>(async () => {
    const answer = answers[times.length] ?? expect.fail('asked too often');
    times.push(Date.now() - started);
    return answer();
  });
  return { inner, times };
}

async function settled<T>(promise: Promise<T>): Promise<T> {
  promise.catch(() => {});
  await vi.runAllTimersAsync();
  return promise;
}

it.each([200, 404, 422, 429, 500, 502])('asks once where the status is %i', async (status) => {
  const { inner, times } = answering(() => new Response(null, { status }));
  const response = await settled(resilientFetch(inner)(address));
  expect([response.status, times]).toEqual([status, [0]]);
});

it('asks once more after a moment that chance makes longer', async () => {
  for (const [chance, wait] of [
    [0, 300],
    [0.5, 450],
  ] as const) {
    const { inner, times } = answering(busy, fine);
    const fetching = resilientFetch(inner, { random: () => chance })(address, {
      method: 'POST',
      body: 'x',
    });
    expect(await (await settled(fetching)).text()).toBe('fine');
    expect(times).toEqual([0, wait]);
    expect(inner.mock.calls[1]).toEqual(inner.mock.calls[0]);
  }
});

it('passes on what was tried in vain', async () => {
  const { inner, times } = answering(busy, () => busy({ 'X-Request-ID': 'second' }));
  const response = await settled(resilientFetch(inner, { random: () => 0 })(address));
  expect([response.status, response.headers.get('X-Request-ID')]).toEqual([503, 'second']);
  expect([await response.text(), times]).toEqual(['busy', [0, 300]]);
});

it('lets go of the answer that it does not pass on', async () => {
  const first = busy();
  const { inner } = answering(() => first, fine);
  await settled(resilientFetch(inner)(address));
  await expect(first.text()).rejects.toThrow();
});

it.each([
  ['2', 2000],
  ['0', 0],
  ['5', 5000],
  ['Mon, 02 Mar 2026 12:00:03 GMT', 3000],
  ['Mon, 02 Mar 2026 11:00:00 GMT', 0],
])('waits as Retry-After says: %s', async (text, wait) => {
  const { inner, times } = answering(() => busy({ 'Retry-After': text }), fine);
  await settled(resilientFetch(inner)(address));
  expect(times).toEqual([0, wait]);
});

it.each(['6', '3600', '9'.repeat(400), 'Mon, 02 Mar 2026 13:00:00 GMT'])(
  'leaves it to the caller to wait longer: %s',
  async (text) => {
    const { inner, times } = answering(() => busy({ 'Retry-After': text }));
    const response = await settled(resilientFetch(inner)(address));
    expect([response.status, await response.text(), times]).toEqual([503, 'busy', [0]]);
  },
);

it('reads Retry-After, and nothing where it says nothing', () => {
  const read = (text?: string) =>
    retryAfterMs(new Headers(text === undefined ? {} : { 'Retry-After': text }));
  expect([read('1'), read(' 7 '), read(), read(''), read('soon')]).toEqual([
    1000,
    7000,
    undefined,
    undefined,
    undefined,
  ]);
});

/** Never answers, and rejects as `fetch` does when it is stopped. */
const silent: typeof fetch = (_input, init) =>
  new Promise((_resolve, reject) => {
    init?.signal?.addEventListener('abort', () => reject(init.signal?.reason));
  });

it('gives up with a TimeoutError where no answer comes in time', async () => {
  // AbortSignal.timeout knows no fake clock.
  vi.useRealTimers();
  await expect(resilientFetch(silent, { timeoutMs: 5 })(address)).rejects.toMatchObject({
    name: 'TimeoutError',
  });
  const own = new AbortController();
  const init = { signal: own.signal };
  await expect(resilientFetch(silent, { timeoutMs: 5 })(address, init)).rejects.toMatchObject({
    name: 'TimeoutError',
  });
});

it('is stopped by its signal before the time is over', async () => {
  const own = new AbortController();
  const fetching = resilientFetch(silent, { timeoutMs: 60_000 })(address, { signal: own.signal });
  own.abort();
  await expect(fetching).rejects.toMatchObject({ name: 'AbortError' });
});

it('is stopped at once while it waits, and asks no more', async () => {
  const { inner, times } = answering(() => busy({ 'Retry-After': '4' }));
  const own = new AbortController();
  const fetching = resilientFetch(inner)(address, { signal: own.signal });
  fetching.catch(() => {});
  await vi.advanceTimersByTimeAsync(1000);
  own.abort(new DOMException('newer', 'AbortError'));
  await expect(fetching).rejects.toBe(own.signal.reason);
  expect([times, vi.getTimerCount()]).toEqual([[0], 0]);
});

it('does not wait where it was stopped with the first answer', async () => {
  const own = new AbortController();
  const { inner, times } = answering(() => {
    own.abort();
    return busy();
  });
  await expect(
    settled(resilientFetch(inner)(address, { signal: own.signal })),
  ).rejects.toMatchObject({
    name: 'AbortError',
  });
  expect([times, vi.getTimerCount()]).toEqual([[0], 0]);
});

it('leaves no listener on a signal that outlives it', async () => {
  const own = new AbortController();
  const added = vi.spyOn(own.signal, 'addEventListener');
  const removed = vi.spyOn(own.signal, 'removeEventListener');
  const { inner } = answering(busy, fine);
  await settled(resilientFetch(inner)(address, { signal: own.signal }));
  expect(added).toHaveBeenCalledTimes(1);
  expect(removed.mock.calls[0]!.slice(0, 2)).toEqual(added.mock.calls[0]!.slice(0, 2));
});
