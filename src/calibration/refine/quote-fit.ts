import { type ContourPricer, contourPricer } from '../../levy/contour-sum.ts';
import type { LevyModel } from '../../levy/model.ts';
import { type QuoteTable, toTimeValues } from '../quotes/quote-table.ts';
import { type LeastSquaresResult, leastSquares } from './least-squares.ts';

/** Quotes under a model, ready to be fitted. */
export interface QuoteFitter {
  /**
   * Weighted least squares in the model's coordinates from `start`, inside the domain, until a step
   * lowers the cost by less than `tolerance` of it.
   */
  readonly fit: (
    start: ArrayLike<number>,
    weights: Float64Array,
    tolerance?: number,
  ) => Generator<undefined, LeastSquaresResult>;
  /**
   * Writes the model's time values over the forward to `out`. Returns false, having written nothing,
   * where the parameters lie outside the domain or are too close to Brownian motion to be priced.
   */
  readonly timeValues: (parameters: ArrayLike<number>, out: Float64Array) => boolean;
}

const ITERATIONS = 100;
const TOLERANCE = 1e-13;
/** Root mean square error over the forward that only rounding separates from nothing. */
const EXACT = 1e-13;

/** The finest contour that fits take: a VG clock of a five-thousandth of the longest maturity. */
const LAST_LEVEL = 3;

export function quoteFitter(model: LevyModel, table: QuoteTable): QuoteFitter {
  const { count, timeValue } = table;
  const longest = table.maturity.reduce((most, T) => Math.max(most, T), 0);
  const pricers: ContourPricer[] = [];
  const variables = model.parameters.length;
  const parameters = new Float64Array(variables);
  const own = new Float64Array(count);
  const gradient = new Float64Array(count * variables);
  const chain = new Float64Array(variables * variables);
  /** What `own` and `gradient` hold the values of. */
  const known = new Float64Array(variables).fill(Number.NaN);

  /** Fills `own` and `gradient`; a fit with other weights starts where the one before has ended. */
  function priceKnown(): boolean {
    if (parameters.every((value, p) => value === known[p])) return true;
    known.fill(Number.NaN);
    if (!price(parameters, own, gradient)) return false;
    known.set(parameters);
    return true;
  }

  function price(at: ArrayLike<number>, out: Float64Array, slopes?: Float64Array): boolean {
    if (model.domainProblem(at)) return false;
    const level = model.contourLevel(at, longest);
    if (!(level <= LAST_LEVEL)) return false;
    pricers[level] ??= contourPricer(model, table.layout, level);
    pricers[level].forwardCalls(at, out, slopes);
    toTimeValues(out, table, out);
    return true;
  }

  return {
    *fit(start, weights, tolerance = TOLERANCE) {
      const coordinates = new Float64Array(variables);
      model.coordinates.of(start, coordinates);
      const largest = weights.reduce((most, weight) => Math.max(most, weight), 0);
      const problem = {
        residuals: count,
        variables,
        bounds: model.coordinates.search,
        evaluate(x: Float64Array, r: Float64Array, jacobian: Float64Array): boolean {
          model.coordinates.toParameters(x, parameters);
          if (!priceKnown()) return false;
          for (let i = 0; i < count; i++) {
            r[i] = ((own[i] as number) - (timeValue[i] as number)) * (weights[i] as number);
          }
          model.coordinates.jacobian(x, chain);
          weighted(gradient, chain, weights, jacobian, variables);
          return r.every(Number.isFinite) && jacobian.every(Number.isFinite);
        },
      };
      const options = { iterations: ITERATIONS, exact: EXACT * largest, tolerance };
      return yield* leastSquares(problem, coordinates, options);
    },
    timeValues: price,
  };
}

/** jacobian = weights · gradient · chain, rows of quotes. */
function weighted(
  gradient: Float64Array,
  chain: Float64Array,
  weights: Float64Array,
  jacobian: Float64Array,
  n: number,
): void {
  for (let i = 0; i < weights.length; i++) {
    const weight = weights[i] as number;
    for (let j = 0; j < n; j++) {
      let sum = 0;
      for (let p = 0; p < n; p++) {
        sum += (gradient[i * n + p] as number) * (chain[p * n + j] as number);
      }
      jacobian[i * n + j] = weight * sum;
    }
  }
}
