import { afterEach, expect, test, vi } from 'vitest';
import { nextTask } from './next-task.ts';

afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

test('a page that is hidden waits for no timer, yet for a task', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout'] });
  vi.stubGlobal('document', { visibilityState: 'hidden' });
  let isDone = false;
  const next = nextTask().then(() => {
    isDone = true;
  });
  await new Promise<void>(queueMicrotask);
  expect(isDone).toBe(false);
  await next;
  expect(vi.getTimerCount()).toBe(0);
});

test('one that is seen waits for a timer, which leaves room to draw', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout'] });
  let isDone = false;
  void nextTask().then(() => {
    isDone = true;
  });
  await new Promise((resolve) => setImmediate(resolve));
  expect(isDone).toBe(false);
  await vi.runAllTimersAsync();
  expect(isDone).toBe(true);
});
