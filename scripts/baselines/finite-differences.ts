import type { QuoteTable } from '../../src/calibration/quotes/quote-table.ts';
import { leastSquares } from '../../src/calibration/refine/least-squares.ts';
import { quoteWeights } from '../../src/calibration/refine/objective.ts';
import { quoteFitter } from '../../src/calibration/refine/quote-fit.ts';
import type { LevyModel } from '../../src/levy/model.ts';

/** Forward differences with the step of MINPACK's lmdif. */
const STEP = Math.sqrt(Number.EPSILON);
const ITERATIONS = 100;
const TOLERANCE = 1e-13;
const EXACT = 1e-13;

export interface Descent {
  readonly parameters: Float64Array;
  readonly iterations: number;
  readonly pricings: number;
}

/**
 * Calibration as it is done without a network: Levenberg–Marquardt from the middle of the box, the
 * Jacobian by forward differences. Residuals, coordinates, bounds, steps, the pricer and what ends the
 * search are those of our refinement, so that the start and the gradient alone differ.
 */
export function finiteDifferenceFit(table: QuoteTable, model: LevyModel): Descent {
  const fitter = quoteFitter(model, table);
  const weights = quoteWeights(table, 'vega');
  const { coordinates } = model;
  const n = model.parameters.length;
  const parameters = new Float64Array(n);
  const moved = new Float64Array(table.count);
  let pricings = 0;
  const residuals = (x: Float64Array, out: Float64Array) => {
    coordinates.toParameters(x, parameters);
    pricings++;
    if (!fitter.timeValues(parameters, out)) return false;
    for (let i = 0; i < table.count; i++) {
      const error = (out[i] as number) - (table.timeValue[i] as number);
      out[i] = error * (weights[i] as number);
    }
    return out.every(Number.isFinite);
  };
  const problem = {
    residuals: table.count,
    variables: n,
    bounds: coordinates.search,
    evaluate(x: Float64Array, r: Float64Array, jacobian: Float64Array) {
      if (!residuals(x, r)) return false;
      const near = x.slice();
      for (let j = 0; j < n; j++) {
        const value = x[j] as number;
        const step = STEP * (Math.abs(value) || 1);
        near[j] = value + step;
        if (!residuals(near, moved)) return false;
        near[j] = value;
        for (let i = 0; i < table.count; i++) {
          jacobian[i * n + j] = ((moved[i] as number) - (r[i] as number)) / step;
        }
      }
      return true;
    },
  };
  const start = new Float64Array(n);
  coordinates.of(
    model.parameters.map(({ range }) => (range.min + range.max) / 2),
    start,
  );
  const largest = weights.reduce((most, weight) => Math.max(most, weight), 0);
  const options = { iterations: ITERATIONS, exact: EXACT * largest, tolerance: TOLERANCE };
  const steps = leastSquares(problem, start, options);
  for (;;) {
    const step = steps.next();
    if (!step.done) continue;
    const found = new Float64Array(n);
    coordinates.toParameters(step.value.x, found);
    return { parameters: found, iterations: step.value.iterations, pricings };
  }
}
