import { expect, test } from 'vitest';
import { NormalEquations } from './normal-equations.ts';

const ROWS = 31;

/** Numbers without a pattern that elimination would profit from. */
function someNumbers(count: number, start: number): Float64Array {
  return Float64Array.from({ length: count }, (_, i) => Math.sin(1.7 * (i + start) ** 1.3));
}

/** (I + GᵀWG)z = GᵀWx for the first `count` columns of G, by Gauss–Jordan elimination. */
function denseSolution(
  matrix: Float64Array,
  size: number,
  count: number,
  weights: Float64Array,
  weighted: Float64Array,
): number[] {
  const g = (row: number, column: number) => matrix[row * size + column]!;
  const rows = Array.from({ length: count }, (_, i) => {
    const row = Array.from({ length: count + 1 }, (_, j) => {
      let sum = i === j ? 1 : 0;
      for (let r = 0; r < ROWS; r++) {
        sum += g(r, i) * (j === count ? weighted[r]! : weights[r]! * g(r, j));
      }
      return sum;
    });
    return row;
  });
  for (let i = 0; i < count; i++) {
    const best = rows.slice(i).reduce((a, b) => (Math.abs(b[i]!) > Math.abs(a[i]!) ? b : a));
    rows.splice(rows.indexOf(best), 1);
    rows.splice(i, 0, best);
    const pivot = best[i]!;
    for (let j = 0; j <= count; j++) best[j]! /= pivot;
    for (const other of rows) {
      const factor = other[i]!;
      if (other === best || factor === 0) continue;
      for (let j = 0; j <= count; j++) other[j]! -= factor * best[j]!;
    }
  }
  return rows.map((row) => row[count]!);
}

/** Sizes and counts at every place that pairs of rows and triples of columns can end. */
const cases = [2, 4, 6, 8, 10, 12, 14].flatMap((size) =>
  Array.from({ length: size / 2 }, (_, n) => [size, 2 * n + 2] as const),
);

test.each(cases)('%i scores, the first %i of them solved for', (size, count) => {
  const matrix = someNumbers(ROWS * size, 1);
  const equations = new NormalEquations(matrix, ROWS, size);
  // Twice with other weights: nothing of the first may stay.
  for (const start of [500, 900]) {
    const weights = someNumbers(ROWS, start).map((w, row) => (row % 5 === 0 ? 0 : 10 ** (4 * w)));
    const weighted = weights.map((w, row) => w * Math.cos(row + start));
    equations.solve(count, weights, weighted);
    const expected = denseSolution(matrix, size, count, weights, weighted);
    for (let i = 0; i < count; i++) expect(equations.scores[i]).toBeCloseTo(expected[i]!, 9);
    expect([...equations.scores.subarray(count)]).toEqual(Array(size - count).fill(0));
  }
});

test('fewer scores after all of them leave nothing of the others', () => {
  const equations = new NormalEquations(someNumbers(ROWS * 8, 1), ROWS, 8);
  const weights = new Float64Array(ROWS).fill(2);
  equations.solve(8, weights, someNumbers(ROWS, 40));
  expect(equations.scores.every((score) => score !== 0)).toBe(true);
  equations.solve(2, weights, someNumbers(ROWS, 40));
  expect([...equations.scores.subarray(2)]).toEqual([0, 0, 0, 0, 0, 0]);
});

test('without any weight there is nothing but the prior', () => {
  const equations = new NormalEquations(someNumbers(ROWS * 6, 1), ROWS, 6);
  equations.solve(6, new Float64Array(ROWS), new Float64Array(ROWS));
  expect([...equations.scores]).toEqual([0, 0, 0, 0, 0, 0]);
});

test('scores that are known almost exactly come back', () => {
  const matrix = someNumbers(ROWS * 6, 1);
  const truth = [0.3, -1.2, 2, 0.01, -0.5, 1];
  const weights = new Float64Array(ROWS).fill(1e12);
  const weighted = weights.map((weight, row) =>
    truth.reduce((sum, z, c) => sum + weight * matrix[row * 6 + c]! * z, 0),
  );
  const equations = new NormalEquations(matrix, ROWS, 6);
  equations.solve(6, weights, weighted);
  truth.forEach((z, i) => {
    expect(equations.scores[i]).toBeCloseTo(z, 8);
  });
});
