import { expect, test } from 'vitest';
import { smallFamily } from './small-family.fixture.ts';

const { data, table, family } = smallFamily();
const { mean, basis, remainder, size } = family;
const rows = data.count;
const features = Array.from({ length: rows }, (_, row) =>
  Float64Array.from({ length: 200 }, (_, cell) => table(cell, data.timeValues[200 * row + cell]!)),
);
const column = (c: number) => Float64Array.from({ length: 200 }, (_, i) => basis[i * size + c]!);
const dot = (a: Float64Array, b: Float64Array) => a.reduce((sum, x, i) => sum + x * b[i]!, 0);
const columns = Array.from({ length: size }, (_, c) => column(c));

test('the family has the features’ means, and the variances of each cell', () => {
  for (let cell = 0; cell < 200; cell++) {
    const own = features.map((x) => x[cell]!);
    const centre = own.reduce((sum, x) => sum + x / rows, 0);
    const variance = own.reduce((sum, x) => sum + (x - centre) ** 2 / rows, 0);
    expect(mean[cell]).toBeCloseTo(centre, 5);
    const explained = columns.reduce((sum, vector) => sum + vector[cell]! ** 2, 0);
    expect((explained + remainder[cell]! ** 2) / variance).toBeCloseTo(1, 4);
  }
});

test('its directions are orthogonal, the largest first', () => {
  const lengths = columns.map((vector) => Math.sqrt(dot(vector, vector)));
  expect(lengths).toEqual([...lengths].sort((a, b) => b - a));
  for (let c = 0; c < size; c++) {
    for (let d = 0; d < c; d++) {
      const cosine = dot(columns[c]!, columns[d]!) / (lengths[c]! * lengths[d]!);
      expect(Math.abs(cosine)).toBeLessThan(1e-3);
    }
  }
});

test('scores of its surfaces are uncorrelated, of variance 1', () => {
  const scores = features.map((x) => {
    const centred = x.map((value, i) => value - mean[i]!);
    return Array.from(
      { length: 10 },
      (_, c) => dot(columns[c]!, centred) / dot(columns[c]!, columns[c]!),
    );
  });
  for (let c = 0; c < 10; c++) {
    for (let d = 0; d <= c; d++) {
      const product = scores.reduce((sum, z) => sum + (z[c]! * z[d]!) / rows, 0);
      expect(product).toBeCloseTo(c === d ? 1 : 0, 2);
    }
  }
});

test('what is left out is what the directions do not reach', () => {
  const left = new Float64Array(200);
  for (const x of features) {
    const rest = x.map((value, i) => value - mean[i]!);
    for (const vector of columns) {
      const score = dot(vector, rest) / dot(vector, vector);
      for (let i = 0; i < 200; i++) rest[i]! -= score * vector[i]!;
    }
    for (let i = 0; i < 200; i++) left[i]! += rest[i]! ** 2 / rows;
  }
  // Together, since single cells have hardly more left than their rounding.
  const total = Math.sqrt(left.reduce((sum, variance) => sum + variance, 0));
  const known = Math.sqrt(remainder.reduce((sum, deviation) => sum + deviation ** 2, 0));
  expect(total / known).toBeCloseTo(1, 1);
  expect(known).toBeLessThan(1e-2);
});
