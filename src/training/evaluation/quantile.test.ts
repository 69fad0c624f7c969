import { expect, test } from 'vitest';
import { quantile } from './quantile.ts';

test('a share of the values does not exceed its quantile', () => {
  const values = Array.from({ length: 100 }, (_, i) => (37 * i) % 100);
  expect(quantile(values, 0)).toBe(0);
  expect(quantile(values, 0.5)).toBe(50);
  expect(quantile(values, 0.95)).toBe(95);
  expect(quantile(values, 1)).toBe(99);
  expect(quantile([-3, -20, 1], 0.5)).toBe(-3);
  expect(quantile([], 0.5)).toBeNaN();
});
