import fc from 'fast-check';
import { expect, it } from 'vitest';
import { rootMeanSquare } from './root-mean-square.ts';

const values = fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 1 });

it('is the root of the mean of squares', () => {
  fc.assert(
    fc.property(values, (some) => {
      const plain = Math.sqrt(some.reduce((sum, value) => sum + value * value, 0) / some.length);
      expect(Math.abs(rootMeanSquare(some) - plain)).toBeLessThanOrEqual(1e-12 * plain + 1e-150);
    }),
    { seed: 7 },
  );
});

it('has the size of its numbers, however large or small', () => {
  for (const size of [5e-324, 1e-300, 1e-160, 1, 1e160, 1.7e308]) {
    expect(rootMeanSquare([size, -size, size]) / size).toBeCloseTo(1, 12);
  }
  expect(rootMeanSquare([3e200, -4e200]) / 1e200).toBeCloseTo(Math.sqrt(12.5), 12);
});

it('is infinite of what is', () => {
  expect(rootMeanSquare([1, Number.NEGATIVE_INFINITY])).toBe(Number.POSITIVE_INFINITY);
});

it('is 0 of zeros, and NaN of none or of what is no number', () => {
  expect([rootMeanSquare([0, -0]), rootMeanSquare([]), rootMeanSquare([1, Number.NaN])]).toEqual([
    0,
    Number.NaN,
    Number.NaN,
  ]);
});
