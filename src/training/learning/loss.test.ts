import { describe, expect, it } from 'vitest';
import { randomStream } from '../data/random.ts';
import { expectedErrors, quantileSlope, regressionSlope } from './loss.ts';

const random = randomStream(1);
const numbers = (length: number) => Float32Array.from({ length }, () => 2 * random() - 1);

/** Compares slopes with differences of `lossAt`, the mean over rows of the sum over columns. */
function expectSlopes(
  outputs: Float32Array,
  slopes: Float32Array,
  lossAt: (outputs: Float64Array) => number,
) {
  for (let i = 0; i < outputs.length; i++) {
    const at = (shift: number) => {
      const moved = Float64Array.from(outputs);
      moved[i]! += shift;
      return lossAt(moved);
    };
    expect(slopes[i]).toBeCloseTo((at(1e-6) - at(-1e-6)) / 2e-6, 5);
  }
}

describe('expectedErrors', () => {
  it('are the least error, and in proportion to the noise that the inputs tell', () => {
    const recipe = { least: 1e-3, slope: 2 };
    const row = (relative: number, absolute: number) => [
      0.3,
      (Math.log(relative) + 7) / 3,
      (Math.log(absolute) + 15) / 4,
      1,
    ];
    const inputs = Float32Array.from([
      ...row(1e-6, 1e-9),
      ...row(0.01, 1e-9),
      ...row(1e-6, 1e-4),
      ...row(0.12, 1e-3),
    ]);
    const expected = expectedErrors(inputs, 4, { ...recipe, balance: 0.5 });
    expect(expected[0]).toBeCloseTo(1e-3 + 2 * (1e-6 + 20 * 1e-9), 8);
    expect(expected[1]).toBeCloseTo(1e-3 + 2 * (0.01 + 20 * 1e-9), 7);
    expect(expected[2]).toBeCloseTo(1e-3 + 2 * (1e-6 + 20 * 1e-4), 7);
    expect(expected[3]).toBeCloseTo(1e-3 + 2 * (0.12 + 20 * 1e-3), 6);
    // Held, since the box tells more.
    expect(expectedErrors(inputs, 4, { ...recipe, slope: 20, balance: 0.5 })[3]).toBeCloseTo(0.3);
  });
});

describe('regressionSlope', () => {
  it.each([0, 0.5, 1])('with balance %d is what differences of its loss are', (balance) => {
    const outputs = numbers(12);
    const targets = numbers(12);
    const expected = Float32Array.of(0.3, 0.01, 0.1, 1);
    const lossAt = (at: ArrayLike<number>) => {
      let sum = 0;
      for (let i = 0; i < 12; i++) {
        const s = expected[Math.floor(i / 3)]!;
        sum += s ** (1 - balance) * Math.sqrt(1 + ((at[i]! - targets[i]!) / s) ** 2);
      }
      return sum / 4;
    };
    const { loss, slopes } = regressionSlope(outputs, targets, expected, balance);
    expect(loss).toBeCloseTo(lossAt(outputs) / 3, 6);
    expectSlopes(outputs, slopes, lossAt);
  });
});

describe('quantileSlope', () => {
  const probabilities = [0.68, 0.95];

  it('is what differences of its loss are', () => {
    const outputs = numbers(10);
    const targets = numbers(10);
    const lossAt = (at: ArrayLike<number>) => {
      let sum = 0;
      for (let i = 0; i < 10; i++) {
        const p = probabilities[i % 2]!;
        const short = targets[i]! - at[i]!;
        sum += Math.max(p * short, (p - 1) * short);
      }
      return sum / 5;
    };
    const { loss, slopes } = quantileSlope(outputs, targets, probabilities);
    expect(loss).toBeCloseTo(lossAt(outputs) / 2, 6);
    expectSlopes(outputs, slopes, lossAt);
  });

  it('is even where as many targets lie below as should', () => {
    const rows = 100;
    const targets = Float32Array.from({ length: 2 * rows }, (_, i) => Math.floor(i / 2));
    const pull = (output: number) => {
      const outputs = new Float32Array(2 * rows).fill(output);
      const { slopes } = quantileSlope(outputs, targets, probabilities);
      return [0, 1].map((column) =>
        slopes.reduce((sum, slope, i) => sum + (i % 2 === column ? slope : 0), 0),
      );
    };
    expect(pull(67.5)[0]).toBeCloseTo(0, 6);
    expect(pull(94.5)[1]).toBeCloseTo(0, 6);
    expect(pull(60.5)[0]).toBeCloseTo(-0.07, 6);
    expect(pull(97.5)[1]).toBeCloseTo(0.03, 6);
  });
});
