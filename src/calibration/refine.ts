import { blackVega, impliedVolatility } from '../levy/black.ts';
import type { LevyModel } from '../levy/model.ts';
import { surfacePricer } from '../levy/pricer.ts';
import { type LeastSquaresResult, leastSquares, type StopReason } from './least-squares.ts';
import { callsOverForward, cellPlace, optionGrid, type Surface } from './surface.ts';
import { type Uncertainty, uncertainty } from './uncertainty.ts';

/**
 * What the fit minimises over the quotes: errors in price, in price relative to the quote, or in
 * price over vega, which is nearly implied volatility.
 */
export type Objective = (typeof objectives)[number];

export const objectives = ['price', 'relative', 'vega'] as const;

export interface Refinement {
  readonly parameters: Float64Array;
  readonly uncertainty: Uncertainty;
  /** Model − market, present value in the spot's currency, strike-major. */
  readonly residuals: Float64Array;
  /** Root mean square of the objective's residuals: currency, a share, or volatility. */
  readonly rmse: number;
  readonly iterations: number;
  readonly reason: StopReason;
}

const ITERATIONS = 60;
/** Root mean square error over the forward that only rounding separates from nothing. */
const EXACT = 1e-13;
/**
 * A vega under this share of the largest of its maturity counts as that share: deep in the money a
 * quote's rounding, divided by its own vega, would outweigh all other quotes.
 */
const LEAST_VEGA = 0.02;

/**
 * Fits `model` to the quotes of `surface` by least squares from `start`, normally the network's
 * answer, in the model's own coordinates. It may leave the networks' box, up to the model's domain.
 * @throws RangeError where `start` lies outside the domain.
 */
export function refine(
  surface: Surface,
  model: LevyModel,
  start: ArrayLike<number>,
  objective: Objective,
  stopped?: () => boolean,
): Refinement {
  const market = callsOverForward(surface);
  const weights = objectiveWeights(surface, market, objective);
  const pricer = surfacePricer(model, optionGrid(surface));
  const cells = market.length;
  const variables = model.parameters.length;
  const parameters = new Float64Array(variables);
  const calls = new Float64Array(cells);
  const gradient = new Float64Array(cells * variables);
  const chain = new Float64Array(variables * variables);
  const problem = {
    residuals: cells,
    variables,
    evaluate(x: Float64Array, r: Float64Array, jacobian: Float64Array): boolean {
      model.coordinates.toParameters(x, parameters);
      if (model.domainProblem(parameters)) return false;
      pricer.forwardCalls(parameters, calls, gradient);
      for (let i = 0; i < cells; i++) {
        r[i] = ((calls[i] as number) - (market[i] as number)) * (weights[i] as number);
      }
      model.coordinates.jacobian(x, chain);
      weighted(gradient, chain, weights, jacobian, variables);
      return r.every(Number.isFinite);
    },
  };
  const coordinates = new Float64Array(variables);
  model.coordinates.of(start, coordinates);
  const largest = weights.reduce((most, weight) => Math.max(most, weight), 0);
  const fit: LeastSquaresResult = leastSquares(problem, coordinates, {
    iterations: ITERATIONS,
    exact: EXACT * largest,
    ...(stopped && { stopped }),
  });
  const answer = new Float64Array(variables);
  model.coordinates.toParameters(fit.x, answer);
  model.coordinates.jacobian(fit.x, chain);
  return {
    parameters: answer,
    uncertainty: uncertainty(fit, chain),
    residuals: fit.residuals.map((r, i) => (r * surface.spot) / (weights[i] as number)),
    rmse: Math.sqrt((2 * fit.cost) / cells),
    iterations: fit.iterations,
    reason: fit.reason,
  };
}

/** Residual weights over c/F. */
function objectiveWeights(
  surface: Surface,
  market: Float64Array,
  objective: Objective,
): Float64Array {
  if (objective === 'price') return market.map(() => surface.spot);
  // Nothing is worth less than a ten-thousandth of a cent on a spot of 100.
  if (objective === 'relative') return market.map((call) => 1 / Math.max(call, 1e-8));
  const { strikes, maturities } = surface;
  const vegas = market.map((call, cell) => {
    const { logMoneyness, maturity } = cellPlace(surface, cell);
    const found = impliedVolatility(call, logMoneyness, maturity);
    const root = Math.sqrt(maturity);
    return found.ok ? blackVega(logMoneyness, found.volatility * root) * root : 0;
  });
  const most = maturities.map((_, t) =>
    strikes.reduce((m, _K, i) => Math.max(m, vegas[i * maturities.length + t] ?? 0), 1e-9),
  );
  return vegas.map((vega, i) => 1 / Math.max(vega, LEAST_VEGA * (most[i % most.length] ?? 1)));
}

/** jacobian = weights · gradient · chain, rows of cells. */
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
