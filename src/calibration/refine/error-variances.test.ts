import { expect, test } from 'vitest';
import { randomStream, standardNormal } from '../../training/data/random.ts';
import { errorVariances } from './error-variances.ts';

const count = 400;
const random = randomStream(4);
const kinds = [1, 2].map(() => Float64Array.from({ length: count }, () => 100 ** random()));

function noise(amounts: readonly number[]): Float64Array {
  return Float64Array.from({ length: count }, (_, i) => {
    const variance = amounts.reduce((sum, amount, k) => sum + amount * kinds[k]![i]!, 0);
    return Math.sqrt(variance) * standardNormal(random);
  });
}

test.each([{ amounts: [2, 0] }, { amounts: [0, 2] }, { amounts: [3, 1] }])(
  'finds what errors of the kinds $amounts are made of',
  ({ amounts }) => {
    const variances = errorVariances(noise(amounts), kinds);
    let squares = 0;
    variances.forEach((variance, i) => {
      const truth = amounts.reduce((sum, amount, k) => sum + amount * kinds[k]![i]!, 0);
      squares += Math.log(variance / truth) ** 2;
    });
    expect(Math.sqrt(squares / count)).toBeLessThan(0.25);
  },
);

test('an error that is gross counts little, and does not change what the others count', () => {
  const errors = noise([0, 2]);
  const before = errorVariances(errors, kinds);
  errors[7] = 1e4;
  const after = errorVariances(errors, kinds);
  expect(errors[7] ** 2 / after[7]!).toBeLessThan(0.01 * (errors[7] ** 2 / before[7]!));
  expect(after[8]! / before[8]!).toBeGreaterThan(0.8);
  expect(after[8]! / before[8]!).toBeLessThan(1.25);
});
