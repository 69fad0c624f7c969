import { expect, test } from 'vitest';
import { contractGrid } from '../../levy/contract-grid.ts';
import { surfacePricer } from '../../levy/pricer.ts';
import { varianceGamma } from '../../levy/variance-gamma.ts';
import { makeDataset } from '../data/dataset.ts';
import { boundErrors } from './cramer-rao.ts';

const CELLS = 200;

/** Inverse of a 3 × 3 matrix by cofactors. */
function inverse([a, b, c, d, e, f, g, h, i]: number[]): number[] {
  const [A, B, C] = [e! * i! - f! * h!, f! * g! - d! * i!, d! * h! - e! * g!];
  const determinant = a! * A + b! * B + c! * C;
  return [A, a! * i! - c! * g!, a! * e! - b! * d!].map((minor) => minor / determinant);
}

test('the bound is that of slopes by finite differences and cofactors', () => {
  const data = makeDataset({
    model: varianceGamma,
    count: 1,
    seed: 3,
    sampling: 'random',
    margin: 0,
  });
  const truth = [...data.parameters];
  const pricer = surfacePricer(varianceGamma, contractGrid);
  const at = (parameters: number[]) => {
    const calls = new Float64Array(CELLS);
    pricer.forwardCalls(parameters, calls);
    return calls;
  };
  const calls = at(truth);
  const step = 1e-5;
  const slopes = truth.map((_, i) => {
    const shifted = (by: number) => at(truth.map((value, j) => (i === j ? value + by : value)));
    const [up, down] = [shifted(step), shifted(-step)];
    return up.map((value, cell) => (value - down[cell]!) / (2 * step));
  });
  const noise = 0.01;
  const information = slopes.flatMap((own) =>
    slopes.map((other) =>
      own.reduce((sum, s, cell) => sum + (s * other[cell]!) / (noise * calls[cell]!) ** 2, 0),
    ),
  );
  const variances = inverse(information);
  const errors = boundErrors(varianceGamma, data, noise);
  for (const [i, error] of errors.entries()) {
    expect(error / Math.sqrt((2 / Math.PI) * variances[i]!)).toBeCloseTo(1, 4);
  }
});

test('noise that drowns the prices leaves the box', () => {
  const options = {
    model: varianceGamma,
    count: 3,
    seed: 1,
    sampling: 'random',
    margin: 0,
  } as const;
  const errors = boundErrors(varianceGamma, makeDataset(options), 1e6);
  expect(errors).toEqual(
    varianceGamma.parameters.map(({ range }) => expect.closeTo((range.max - range.min) / 4, 12)),
  );
});
