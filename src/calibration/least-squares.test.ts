import { expect, test } from 'vitest';
import { type LeastSquaresProblem, leastSquares } from './least-squares.ts';
import { uncertainty } from './uncertainty.ts';

const options = { iterations: 100, exact: 1e-14 };

/** Rosenbrock's valley as residuals; the minimum is (1, 1). */
const rosenbrock: LeastSquaresProblem = {
  residuals: 2,
  variables: 2,
  evaluate(x, r, jacobian) {
    const [a, b] = [x[0]!, x[1]!];
    r.set([10 * (b - a * a), 1 - a]);
    jacobian.set([-20 * a, 10, -1, 0]);
    return true;
  },
};

test('finds the end of Rosenbrock’s valley', () => {
  const { x, reason, iterations } = leastSquares(rosenbrock, [-1.2, 1], options);
  expect(x[0]).toBeCloseTo(1, 10);
  expect(x[1]).toBeCloseTo(1, 10);
  expect(reason).toBe('exact');
  expect(iterations).toBeLessThan(40);
});

test('never leaves the domain, and says where it cannot start', () => {
  const bounded = {
    ...rosenbrock,
    evaluate: (x: Float64Array, r: Float64Array, jacobian: Float64Array) =>
      x[0]! < 0.5 && rosenbrock.evaluate(x, r, jacobian),
  };
  const { x, reason } = leastSquares(bounded, [-1.2, 1], options);
  expect(x[0]).toBeLessThan(0.5);
  expect(x[0]).toBeGreaterThan(0.45);
  expect(['converged', 'iteration limit']).toContain(reason);
  expect(() => leastSquares(bounded, [2, 2], options)).toThrow(RangeError);
});

test('stops when asked', () => {
  const { iterations, reason } = leastSquares(rosenbrock, [-1.2, 1], {
    ...options,
    stopped: () => true,
  });
  expect({ iterations, reason }).toEqual({ iterations: 0, reason: 'stopped' });
});

test('a straight line has the textbook’s slope and standard errors', () => {
  const t = [0, 1, 2, 3, 4];
  const y = [1.1, 2.9, 5.2, 6.8, 9.1];
  const line: LeastSquaresProblem = {
    residuals: 5,
    variables: 2,
    evaluate(x, r, jacobian) {
      for (const [i, ti] of t.entries()) {
        r[i] = x[0]! + x[1]! * ti - y[i]!;
        jacobian.set([1, ti], 2 * i);
      }
      return true;
    },
  };
  const fit = leastSquares(line, [0, 0], options);
  expect(fit.x[0]).toBeCloseTo(1.04, 10);
  expect(fit.x[1]).toBeCloseTo(1.99, 10);
  // s² = 0.107/3, Σ(t − 2)² = 10: errors s·√(1/5 + 4/10) and s/√10.
  const s = Math.sqrt(0.107 / 3);
  const { standardErrors, correlation } = uncertainty(fit, Float64Array.of(1, 0, 0, 1));
  expect(standardErrors[0]).toBeCloseTo(s * Math.sqrt(0.6), 10);
  expect(standardErrors[1]).toBeCloseTo(s / Math.sqrt(10), 10);
  expect(correlation[0]![1]).toBeCloseTo(-2 / Math.sqrt(6), 10);
});
