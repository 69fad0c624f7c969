import { expect, test } from 'vitest';
import { oracleForward } from './oracle.ts';
import { type Perceptron, sideBySide, takeApart } from './side-by-side.ts';

function perceptron(layers: readonly number[], start: number): Perceptron {
  let n = start;
  const values = (length: number) => Float32Array.from({ length }, () => Math.sin(++n));
  const variables = layers
    .slice(1)
    .flatMap((width, l) => [values((layers[l] ?? 0) * width), values(width)]);
  return { layers, variables };
}

test.each([
  [
    [5, 2],
    [5, 3],
  ],
  [
    [5, 4, 2],
    [5, 7, 6],
  ],
  [
    [4, 6, 5, 3],
    [4, 3, 2, 6],
  ],
])('one pass through %j beside %j gives what either gives', (left, right) => {
  const one = perceptron(left, 0);
  const other = perceptron(right, 1000);
  const both = sideBySide(one, other);
  expect(both.layers).toEqual(left.map((width, l) => (l === 0 ? width : width + right[l]!)));
  both.layers.slice(1).forEach((width, l) => {
    expect(both.variables[2 * l]).toHaveLength(both.layers[l]! * width);
    expect(both.variables[2 * l + 1]).toHaveLength(width);
  });
  expect(takeApart(both, left, right)).toEqual([one, other]);
  const rows = 3;
  const inputs = Float32Array.from({ length: rows * left[0]! }, (_, i) => Math.cos(2 * i));
  const outputs = oracleForward(both, inputs, rows);
  const ones = oracleForward(one, inputs, rows);
  const others = oracleForward(other, inputs, rows);
  const [first, last] = [left.at(-1)!, right.at(-1)!];
  for (let row = 0; row < rows; row++) {
    const expected = [
      ...ones.subarray(row * first, (row + 1) * first),
      ...others.subarray(row * last, (row + 1) * last),
    ];
    expected.forEach((value, i) => {
      expect(outputs[row * (first + last) + i]).toBeCloseTo(value, 13);
    });
  }
});
