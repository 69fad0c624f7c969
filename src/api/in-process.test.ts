import { expect, it, vi } from 'vitest';
import { inProcessFetch } from './in-process.ts';
import { fakeService } from './testing/fake-service.ts';

const base = 'http://localhost/app/';

it('answers the contract without a network', async () => {
  const response = await inProcessFetch(fakeService(), base)(`${base}models`);
  expect([response.status, (await response.json()).default_model]).toEqual([200, 'VarianceGamma']);
});

it('stops the calibration of a request that is stopped', async () => {
  let seen: AbortSignal | undefined;
  const service = fakeService({
    calibrate: (_surface, _model, options) => {
      seen = options?.signal;
      return new Promise(() => {});
    },
  });
  const stop = new AbortController();
  const answer = inProcessFetch(service, base)(`${base}calibrate`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ option_prices: Array(200).fill(10) }),
    signal: stop.signal,
  });
  answer.catch(() => {});
  await vi.waitFor(() => expect(seen?.aborted).toBe(false));
  stop.abort();
  await expect(answer).rejects.toMatchObject({ name: 'AbortError' });
  await vi.waitFor(() => expect(seen?.aborted).toBe(true));
});

it('rejects as fetch does when the request is stopped, before and on the way', async () => {
  const forever = fakeService({ state: () => new Promise(() => {}) });
  const fetch = inProcessFetch(forever, base);
  const stop = new AbortController();
  const answer = fetch(`${base}health`, { signal: stop.signal });
  stop.abort();
  await expect(answer).rejects.toMatchObject({ name: 'AbortError' });
  await expect(fetch(`${base}health`, { signal: stop.signal })).rejects.toMatchObject({
    name: 'AbortError',
  });
});
