import { expect, it, vi } from 'vitest';
import { StoppableRequests, stoppableFetch } from './stoppable-fetch.ts';

/** A page whose fetch the service worker answers with `answer`, deaf to the page's own signal. */
function connected(answer: (request: Request) => Promise<Response>) {
  const requests = new StoppableRequests();
  const posted = vi.fn((message: unknown) => requests.heed(message));
  const fetch = stoppableFetch(
    (input, { signal: _, ...init } = {}) => requests.answer(new Request(input, init), answer),
    { controller: { postMessage: posted } as unknown as ServiceWorker },
  );
  return { fetch, posted };
}

const url = 'http://localhost/calibrate';

it('stops the one request that its page gives up', async () => {
  const signals: AbortSignal[] = [];
  const { fetch } = connected(async (request) => {
    signals.push(request.signal);
    return new Response(await request.text());
  });
  const hanging = connected((request) => {
    signals.push(request.signal);
    return new Promise(() => {});
  });
  const [first, second] = [new AbortController(), new AbortController()];
  void hanging.fetch(url, { signal: first.signal });
  void hanging.fetch(url, { signal: second.signal });
  first.abort();
  expect(signals.map(({ aborted }) => aborted)).toEqual([true, false]);
  const answer = await fetch(url, { method: 'POST', body: 'x', signal: second.signal });
  expect(await answer.text()).toBe('x');
});

it('what was given up is answered by nothing, not by an error', async () => {
  const { fetch } = connected(
    (request) =>
      new Promise((resolve) => {
        request.signal.addEventListener('abort', () => resolve(new Response('', { status: 500 })));
      }),
  );
  const stop = new AbortController();
  const answer = fetch(url, { signal: stop.signal });
  await Promise.resolve();
  stop.abort();
  expect((await answer).status).toBe(204);
});

it('says nothing once the answer is there, nor without a signal', async () => {
  const { fetch, posted } = connected(async () => new Response());
  const stop = new AbortController();
  await fetch(url, { signal: stop.signal });
  await fetch(url);
  stop.abort();
  expect(posted).not.toHaveBeenCalled();
});

it.each([null, 'claim', 7, {}, { stop: null }, { stop: 'unknown' }])(
  'passes over %j',
  (message) => {
    expect(() => new StoppableRequests().heed(message)).not.toThrow();
  },
);

it('keeps the number that the caller gave its request, and stops it by that', async () => {
  const seen: Request[] = [];
  const { fetch, posted } = connected((request) => {
    seen.push(request);
    return new Promise(() => {});
  });
  const stop = new AbortController();
  void fetch(url, { signal: stop.signal, headers: { 'X-Request-ID': 'desk-7' } });
  stop.abort();
  expect(seen[0]?.headers.get('X-Request-ID')).toBe('desk-7');
  expect(posted).toHaveBeenCalledWith({ stop: 'desk-7' });
  expect(seen[0]?.signal.aborted).toBe(true);
});
