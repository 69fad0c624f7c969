import { expect, test } from 'vitest';
import { principalComponents } from './principal-components.ts';
import { randomStream } from './random.ts';

test('principal components give the matrix back', () => {
  const random = randomStream(2);
  const size = 12;
  const root = Array.from({ length: size * size }, () => random() - 0.5);
  const matrix = Float64Array.from({ length: size * size }, (_, index) => {
    const [i, j] = [Math.floor(index / size), index % size];
    let sum = 0;
    for (let k = 0; k < size; k++) sum += root[i * size + k]! * root[j * size + k]!;
    return sum;
  });
  const { values, vectors } = principalComponents(matrix.slice(), size);
  expect([...values]).toEqual([...values].sort((a, b) => b - a));
  for (let index = 0; index < matrix.length; index++) {
    const [i, j] = [Math.floor(index / size), index % size];
    let sum = 0;
    let product = 0;
    for (let c = 0; c < size; c++) {
      sum += values[c]! * vectors[c * size + i]! * vectors[c * size + j]!;
      product += vectors[i * size + c]! * vectors[j * size + c]!;
    }
    expect(sum).toBeCloseTo(matrix[index]!, 12);
    expect(product).toBeCloseTo(i === j ? 1 : 0, 12);
  }
});
