import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { orderSteps } from './row-order.ts';

function order(...asked: Parameters<typeof orderSteps>): number[] {
  const steps = orderSteps(...asked);
  for (;;) {
    const step = steps.next();
    if (step.done) return [...step.value];
  }
}

test('rows are found and sorted as the language would', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 20 }), { maxLength: 200 }), (values) => {
      const value = (row: number) => values[row] ?? 0;
      const passes = (row: number) => value(row) % 3 !== 0;
      const compare = (a: number, b: number) => value(a) - value(b);
      const rows = values.map((_, row) => row);
      expect(order(rows.length, passes, compare)).toEqual(rows.filter(passes).sort(compare));
      expect(order(rows.length, undefined, compare)).toEqual(rows.toSorted(compare));
      expect(order(rows.length, passes, undefined)).toEqual(rows.filter(passes));
    }),
  );
});

test('many rows come in steps', () => {
  const steps = orderSteps(100_000, undefined, (a, b) => b - a);
  let count = 0;
  let last = steps.next();
  for (; !last.done; last = steps.next()) count++;
  expect(count).toBeGreaterThan(500);
  expect(last.value[0]).toBe(99_999);
});
