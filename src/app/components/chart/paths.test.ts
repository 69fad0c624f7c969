import { expect, it } from 'vitest';
import { bandPath, linePath } from './paths.ts';

it('a line is broken where there is no value', () => {
  const points = [1, 2, undefined, 4, Number.NaN, 6, 7].map((y, x) => ({ x, y }));
  expect(linePath(points)).toBe('M0 1L1 2M3 4M5 6L6 7');
  expect(linePath([])).toBe('');
});

it('a line that leaves the picture stays a path that every browser reads', () => {
  expect(linePath([{ x: 0.123, y: 1e300 }])).toBe('M0.1 100000');
});

it('a band runs along its upper edge and back along the lower', () => {
  const band = [
    { x: 0, low: 5, high: 1 },
    { x: 10, low: 6, high: 2 },
  ];
  expect(bandPath(band)).toBe('M0 1L10 2L10 6L0 5Z');
  expect(bandPath(band.slice(1))).toBe('');
});
