import { expect, test } from 'vitest';
import { type BatchProgress, progressMeter } from './batch-progress.ts';

test('the rate is that of the last seconds, and the time left follows the bytes', () => {
  let time = 0;
  const told: BatchProgress[] = [];
  const file = { name: 'a', size: 10_000, open: () => new ReadableStream<Uint8Array>() };
  const meter = progressMeter(
    [file],
    (progress) => told.push(progress),
    () => time,
  );
  const outcomes = (count: number) => Array.from({ length: count }, (_, i) => ({ ok: i > 0 }));
  const step = (ms: number, count: number, bytes: number) => {
    time += ms;
    meter.read(bytes + 500);
    meter.done(outcomes(count), bytes);
  };
  step(50, 10, 100);
  expect(told).toEqual([]);
  step(50, 10, 200);
  expect(told).toMatchObject([
    { done: 18, failed: 2, bytesRead: 200, rate: 200, secondsLeft: 4.9 },
  ]);
  for (let n = 1; n <= 20; n++) step(1000, 50, 200 + 100 * n);
  expect(told.at(-1)).toMatchObject({ rate: 50, bytesRead: 2200, secondsLeft: 78 });
  meter.end();
  expect(told.at(-1)).toMatchObject({ bytesRead: 10_000, secondsLeft: 0, elapsedMs: 20_100 });
});

test('without sizes nothing is said of the time left', () => {
  const told: BatchProgress[] = [];
  const source = { name: 'a', open: () => new ReadableStream<Uint8Array>() };
  const meter = progressMeter([source], (progress) => told.push(progress));
  meter.read(70);
  meter.end();
  expect(told).toMatchObject([{ bytesRead: 70, bytesTotal: undefined, secondsLeft: undefined }]);
});
