import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { watchPulse } from './watch-pulse.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

it('is silent about what answers, however slowly', async () => {
  const onSilent = vi.fn();
  const slow = vi.fn(() => new Promise((resolve) => setTimeout(resolve, 15_000)));
  const stop = watchPulse(slow, onSilent);
  await vi.advanceTimersByTimeAsync(300_000);
  expect(slow.mock.calls.length).toBeGreaterThan(10);
  expect(onSilent).not.toHaveBeenCalled();
  stop();
});

it('tells once of what does not answer any more', async () => {
  const onSilent = vi.fn();
  let isStuck = false;
  watchPulse(() => (isStuck ? new Promise(() => {}) : Promise.resolve()), onSilent);
  await vi.advanceTimersByTimeAsync(60_000);
  isStuck = true;
  await vi.advanceTimersByTimeAsync(20_000);
  expect(onSilent).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(onSilent).toHaveBeenCalledOnce();
});

it('takes no time that the page was frozen for silence', async () => {
  const onSilent = vi.fn();
  watchPulse(() => new Promise(() => {}), onSilent);
  await vi.advanceTimersByTimeAsync(5000);
  // The clock goes on, and no timer runs.
  vi.setSystemTime(Date.now() + 3_600_000);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(onSilent).not.toHaveBeenCalled();
});

it('asks no more once it is stopped', async () => {
  const ask = vi.fn(async () => undefined);
  watchPulse(ask, () => undefined)();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(ask).not.toHaveBeenCalled();
});
