import { expect, test } from 'vitest';
import { type LeastSquaresProblem, leastSquares } from './least-squares.ts';

const options = { iterations: 100, exact: 1e-14, tolerance: 1e-13 };
const unbounded = { min: Number.NEGATIVE_INFINITY, max: Number.POSITIVE_INFINITY };

function solve(problem: LeastSquaresProblem, start: readonly number[]) {
  const steps = leastSquares(problem, start, options);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/** Rosenbrock's valley as residuals; the minimum is (1, 1). */
const rosenbrock: LeastSquaresProblem = {
  residuals: 2,
  variables: 2,
  bounds: [unbounded, unbounded],
  evaluate(x, r, jacobian) {
    const [a, b] = [x[0]!, x[1]!];
    r.set([10 * (b - a * a), 1 - a]);
    jacobian.set([-20 * a, 10, -1, 0]);
    return true;
  },
};

test('finds the end of Rosenbrock’s valley', () => {
  const { x, reason, iterations } = solve(rosenbrock, [-1.2, 1]);
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
  const { x, reason } = solve(bounded, [-1.2, 1]);
  expect(x[0]).toBeLessThan(0.5);
  expect(x[0]).toBeGreaterThan(0.45);
  expect(['converged', 'iteration limit']).toContain(reason);
  expect(() => solve(bounded, [2, 2])).toThrow(RangeError);
});

test('goes on along a bound where the minimum lies beyond it', () => {
  const bounds = [{ min: -2, max: 0.5 }, unbounded];
  const { x, reason } = solve({ ...rosenbrock, bounds }, [-1.2, 1]);
  expect(x[0]).toBe(0.5);
  // On a = ½ the valley’s floor is at b = a².
  expect(x[1]).toBeCloseTo(0.25, 8);
  expect(reason).toBe('converged');
});

test('lets a caller leave after any iteration', () => {
  const steps = leastSquares(rosenbrock, [-1.2, 1], options);
  expect(steps.next().done).toBe(false);
  expect(steps.next().done).toBe(false);
  expect(steps.return({} as never).done).toBe(true);
});

test('ends where steps overflow', () => {
  const steep = {
    ...rosenbrock,
    evaluate(_x: Float64Array, r: Float64Array, jacobian: Float64Array) {
      r.fill(1);
      jacobian.fill(1e200);
      return true;
    },
  };
  expect(solve(steep, [-1.2, 1]).reason).toBe('converged');
});
