import { expect, test } from 'vitest';
import { randomStream, standardNormal } from './random.ts';
import { sobolPoints } from './sobol.ts';

test('every dimension of 2^m points has one point in each of 2^m intervals', () => {
  const count = 256;
  const points = sobolPoints(4, 3);
  const seen = Array.from({ length: 4 }, () => new Set<number>());
  for (let n = 0; n < count; n++) {
    const point = points.next().value as Float64Array;
    for (const [d, intervals] of seen.entries()) intervals.add(Math.floor(point[d]! * count));
  }
  expect(seen.map(({ size }) => size)).toEqual([count, count, count, count]);
});

test('the first two dimensions fill every elementary box of 256 points', () => {
  for (const columns of [2, 16, 128]) {
    const points = sobolPoints(2, 9);
    const boxes = new Set<number>();
    for (let n = 0; n < 256; n++) {
      const [x, y] = points.next().value as Float64Array;
      boxes.add(Math.floor(x! * columns) * 1000 + Math.floor((y! * 256) / columns));
    }
    expect(boxes.size).toBe(256);
  }
});

test('unshifted points are those of the published tables', () => {
  // Differences of the shifted points are those of the unshifted ones: XOR by the first takes it off.
  const points = sobolPoints(3, 1);
  const bits = () => [...(points.next().value as Float64Array)].map((x) => Math.floor(x * 2 ** 32));
  const first = bits();
  const shifted = Array.from({ length: 4 }, () =>
    bits().map((b, d) => ((b ^ first[d]!) >>> 0) / 2 ** 32),
  );
  expect(shifted).toEqual([
    [0.5, 0.5, 0.5],
    [0.75, 0.25, 0.25],
    [0.25, 0.75, 0.75],
    [0.375, 0.375, 0.625],
  ]);
});

test('streams repeat by seed, differ between seeds and are uniform', () => {
  const a = randomStream(5);
  const b = randomStream(5);
  const c = randomStream(6);
  const draws = Array.from({ length: 20_000 }, a);
  expect(draws.slice(0, 5)).toEqual(Array.from({ length: 5 }, b));
  expect(draws[0]).not.toBe(c());
  const mean = draws.reduce((sum, u) => sum + u, 0) / draws.length;
  expect(Math.abs(mean - 0.5)).toBeLessThan(4 / Math.sqrt(12 * draws.length));
  const normals = Array.from({ length: 20_000 }, () => standardNormal(a));
  const variance = normals.reduce((sum, z) => sum + z * z, 0) / normals.length;
  expect(Math.abs(variance - 1)).toBeLessThan(4 * Math.sqrt(2 / normals.length));
});
