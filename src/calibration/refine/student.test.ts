import { expect, test } from 'vitest';
import { studentQuantile } from './student.ts';

// Abramowitz & Stegun (1964), table 26.10, 97.5 %.
test.each([
  [1, 12.706],
  [2, 4.303],
  [3, 3.182],
  [4, 2.776],
  [5, 2.571],
  [10, 2.228],
  [30, 2.042],
  [120, 1.98],
  [1e9, 1.96],
])('t of %d degrees', (freedom, quantile) => {
  expect(Math.abs(studentQuantile(freedom) / quantile - 1)).toBeLessThan(3e-3);
});
