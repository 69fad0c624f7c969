import type { Interval } from '../../levy/model.ts';

/** A nonlinear least-squares problem within bounds: residuals r(x) with their Jacobian. */
export interface LeastSquaresProblem {
  readonly residuals: number;
  readonly variables: number;
  /** Of each variable, both ends included. */
  readonly bounds: readonly Interval[];
  /**
   * Writes r(x) and ∂r/∂x, row-major [residuals × variables]. Returns false where x lies outside the
   * domain; what was written then counts for nothing.
   */
  readonly evaluate: (x: Float64Array, r: Float64Array, jacobian: Float64Array) => boolean;
}

/** Why an iteration ended. */
export type StopReason =
  /** No step could lower the sum of squares any more. */
  | 'converged'
  /** The residuals vanished to rounding. */
  | 'exact'
  | 'iteration limit';

export interface LeastSquaresResult {
  readonly x: Float64Array;
  readonly residuals: Float64Array;
  /** At `x`, row-major. */
  readonly jacobian: Float64Array;
  /** Half the sum of squares. */
  readonly cost: number;
  readonly iterations: number;
  readonly reason: StopReason;
}

export interface LeastSquaresOptions {
  readonly iterations: number;
  /** Root mean square residual under which the fit is exact. */
  readonly exact: number;
  /** A decrease of the cost, made or to be expected, under this share of it ends the iteration. */
  readonly tolerance: number;
}

/**
 * Levenberg–Marquardt with Moré's (1978) scaling and Nielsen's (1999) update of the damping. Each
 * step comes from a QR factorisation of the Jacobian rather than from JᵀJ, which would square the
 * condition number of a problem that has nearly flat directions. A variable at a bound beyond which
 * the cost would fall stays there for the step, and a step that crosses a bound ends on it. `start`
 * must lie in the domain.
 * Yields after every iteration, so that a caller may pause there, or leave.
 */
export function* leastSquares(
  problem: LeastSquaresProblem,
  start: ArrayLike<number>,
  options: LeastSquaresOptions,
): Generator<undefined, LeastSquaresResult> {
  const { residuals: m, variables: n, bounds } = problem;
  let x = Float64Array.from(start, (value, j) => within(bounds[j], value));
  let r = new Float64Array(m);
  let trial = new Float64Array(n);
  let trialR = new Float64Array(m);
  let jacobian = new Float64Array(m * n);
  let trialJacobian = new Float64Array(m * n);
  const factor = new Float64Array(m * n);
  const rhs = new Float64Array(m);
  const scale = new Float64Array(n);
  const work = new Float64Array(2 * n * n);
  const workRhs = new Float64Array(2 * n);
  const step = new Float64Array(n);
  if (!problem.evaluate(x, r, jacobian)) throw new RangeError('The start lies outside the domain.');
  let cost = halfSquares(r);
  let damping = 1e-3;
  let growth = 2;
  const exactCost = 0.5 * m * options.exact ** 2;
  const result = (iterations: number, reason: StopReason): LeastSquaresResult => ({
    x,
    residuals: r,
    jacobian,
    cost,
    iterations,
    reason,
  });

  for (let iteration = 0; iteration < options.iterations; iteration++) {
    if (cost <= exactCost) return result(iteration, 'exact');
    yield;
    factor.set(jacobian);
    rhs.set(r);
    for (let j = 0; j < n; j++) {
      scale[j] = Math.max(at(scale, j), columnNorm(jacobian, n, j));
      if (isHeld(bounds[j], at(x, j), slope(jacobian, r, n, j))) clearColumn(factor, n, j);
    }
    triangularise(factor, rhs, m, n);
    // Damping grows until a step goes down, or until steps no longer move x.
    for (;;) {
      dampedStep(factor, rhs, n, scale, damping, work, workRhs, step);
      let longest = 0;
      for (let j = 0; j < n; j++) {
        trial[j] = within(bounds[j], at(x, j) + at(step, j));
        step[j] = at(trial, j) - at(x, j);
        longest = Math.max(longest, Math.abs(at(step, j)) / (Math.abs(at(x, j)) + 1e-3));
      }
      const predicted = predictedDecrease(factor, rhs, n, step);
      if (Math.abs(predicted) < options.tolerance * cost) return result(iteration, 'converged');
      const inside = problem.evaluate(trial, trialR, trialJacobian);
      const trialCost = inside ? halfSquares(trialR) : Number.POSITIVE_INFINITY;
      const ratio = (cost - trialCost) / predicted;
      if (trialCost < cost) {
        const gained = (cost - trialCost) / cost;
        [x, trial] = [trial, x];
        [r, trialR] = [trialR, r];
        [jacobian, trialJacobian] = [trialJacobian, jacobian];
        cost = trialCost;
        damping *= Math.max(1 / 10, 1 - (2 * Math.min(Math.max(ratio, 0), 1) - 1) ** 3);
        growth = 2;
        if (gained < options.tolerance || longest < 1e-13)
          return result(iteration + 1, 'converged');
        break;
      }
      // A step that overflowed has no length either.
      if (!(longest >= 1e-12)) return result(iteration + 1, 'converged');
      damping *= growth;
      growth *= 2;
    }
  }
  return result(options.iterations, 'iteration limit');
}

/** By how much a step p lowers half of |Rp + Qᵀr|², the cost of the linearised problem. */
function predictedDecrease(
  factor: Float64Array,
  rhs: Float64Array,
  n: number,
  step: Float64Array,
): number {
  let reachable = 0;
  let left = 0;
  for (let i = 0; i < n; i++) {
    let value = at(rhs, i);
    reachable += value * value;
    for (let j = i; j < n; j++) value += at(factor, i * n + j) * at(step, j);
    left += value * value;
  }
  return 0.5 * (reachable - left);
}

/** Householder QR in place: the upper triangle becomes R, and `rhs` becomes Qᵀ·rhs. */
export function triangularise(a: Float64Array, rhs: Float64Array, m: number, n: number): void {
  for (let j = 0; j < n; j++) {
    let norm = 0;
    for (let i = j; i < m; i++) norm += at(a, i * n + j) ** 2;
    norm = Math.sqrt(norm);
    if (norm === 0) continue;
    const pivot = at(a, j * n + j);
    const alpha = pivot > 0 ? -norm : norm;
    // v = column − alpha·e, kept in the column; β = 2/|v|².
    const beta = 1 / (norm * (norm + Math.abs(pivot)));
    a[j * n + j] = pivot - alpha;
    for (let k = j + 1; k <= n; k++) {
      let dot = 0;
      for (let i = j; i < m; i++) {
        dot += at(a, i * n + j) * (k === n ? at(rhs, i) : at(a, i * n + k));
      }
      dot *= beta;
      for (let i = j; i < m; i++) {
        const shift = dot * at(a, i * n + j);
        if (k === n) rhs[i] = at(rhs, i) - shift;
        else a[i * n + k] = at(a, i * n + k) - shift;
      }
    }
    a[j * n + j] = alpha;
  }
}

/** Minimises |Rp + Qᵀr|² + damping·|Dp|² to `step`, by QR of the stacked matrix. */
function dampedStep(
  factor: Float64Array,
  rhs: Float64Array,
  n: number,
  scale: Float64Array,
  damping: number,
  work: Float64Array,
  workRhs: Float64Array,
  step: Float64Array,
): void {
  work.fill(0);
  workRhs.fill(0);
  for (let i = 0; i < n; i++) {
    for (let j = i; j < n; j++) work[i * n + j] = at(factor, i * n + j);
    workRhs[i] = -at(rhs, i);
    work[(n + i) * n + i] = Math.sqrt(damping) * (at(scale, i) || 1);
  }
  triangularise(work, workRhs, 2 * n, n);
  for (let i = n - 1; i >= 0; i--) {
    let sum = at(workRhs, i);
    for (let j = i + 1; j < n; j++) sum -= at(work, i * n + j) * at(step, j);
    step[i] = sum / at(work, i * n + i);
  }
}

function within(bound: Interval | undefined, value: number): number {
  return bound ? Math.min(Math.max(value, bound.min), bound.max) : value;
}

/** Whether a variable lies at a bound and the cost, of this slope, falls beyond it. */
function isHeld(bound: Interval | undefined, value: number, costSlope: number): boolean {
  if (!bound) return false;
  return (value <= bound.min && costSlope > 0) || (value >= bound.max && costSlope < 0);
}

/** ∂(½|r|²)/∂x of one variable. */
function slope(jacobian: Float64Array, r: Float64Array, n: number, j: number): number {
  let sum = 0;
  for (let i = 0; i < r.length; i++) sum += at(jacobian, i * n + j) * at(r, i);
  return sum;
}

function clearColumn(a: Float64Array, n: number, j: number): void {
  for (let i = j; i < a.length; i += n) a[i] = 0;
}

function columnNorm(a: Float64Array, n: number, j: number): number {
  let sum = 0;
  for (let i = j; i < a.length; i += n) sum += at(a, i) ** 2;
  return Math.sqrt(sum);
}

function halfSquares(r: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < r.length; i++) sum += at(r, i) ** 2;
  return 0.5 * sum;
}

function at(values: Float64Array, index: number): number {
  return values[index] as number;
}
