import type { LevyModel } from '../../levy/model.ts';
import type { QuoteTable } from '../quotes/quote-table.ts';
import type { LeastSquaresResult } from './least-squares.ts';
import { objectiveProblem, quoteWeights, renewedWeights, vegas } from './objective.ts';
import { type QuoteFitter, quoteFitter } from './quote-fit.ts';
import { quotesProblem } from './quotes-problem.ts';
import type { Refinement, RefineSettings } from './refinement.ts';
import { RefinementError } from './refinement-error.ts';
import { otherStarts } from './starts.ts';
import { uncertainty } from './uncertainty.ts';

/** A root mean square volatility error from which another start may find a better fit. */
const SUSPECT_VOLATILITY = 25e-4;
/** Noise is as often up as down at neighbouring strikes; a wrong shape is not. */
const SUSPECT_CORRELATION = 0.3;
/** The share of the least cost so far under which another start found another valley. */
const BETTER = 0.999;
/** How often weights that depend on the fit are renewed, at most, and their change that ends it. */
const REWEIGHTINGS = 6;
const SETTLED = 0.01;

/** A fit with the weights it minimises. */
interface WeightedFit {
  readonly fit: LeastSquaresResult;
  readonly weights: Float64Array;
}

/**
 * Fits `model` to quotes by least squares from `start`, normally the network's answer, and from a
 * few other points where that ends in a poor fit. It may leave the networks' box, up to the model's
 * domain. Yields every few milliseconds: a caller may pause there, or leave.
 * @throws RefinementError where there are too few quotes, or the objective needs what they lack.
 * @throws RangeError where `start` lies outside the domain.
 */
export function* refineSteps(
  table: QuoteTable,
  model: LevyModel,
  start: ArrayLike<number>,
  settings: RefineSettings,
): Generator<undefined, Refinement> {
  const began = performance.now();
  const problem = quotesProblem(table, model) ?? objectiveProblem(table, settings.objective);
  if (problem) throw new RefinementError(problem);

  const fitter = quoteFitter(model, table);
  let best = yield* fitOnce(fitter, table, model, start, settings);
  let iterations = best.fit.iterations;
  let starts = 1;
  if (isSuspect(best, table)) {
    for (const other of yield* otherStarts(model, table, fitter, best.weights)) {
      starts++;
      const tried = yield* fitter.fit(other, best.weights, roughGain(table));
      iterations += tried.iterations;
      // Most end where the first did, or higher up: only a better valley is worth its last digits.
      if (!(tried.cost < BETTER * best.fit.cost)) continue;
      const end = parametersOf(model, tried.x);
      const polished = yield* fitOnce(fitter, table, model, end, settings);
      iterations += polished.fit.iterations;
      if (devianceOf(polished) < devianceOf(best)) best = polished;
    }
  }
  return describe(table, model, best, settings, fitter, {
    iterations,
    starts,
    ms: performance.now() - began,
  });
}

/** {@link refineSteps} without a pause. */
export function refine(
  table: QuoteTable,
  model: LevyModel,
  start: ArrayLike<number>,
  settings: RefineSettings,
): Refinement {
  const steps = refineSteps(table, model, start, settings);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/** A rough descent ends at a gain of a thousandth of one quote's variance: a thirtieth of a standard error. */
function roughGain({ count }: QuoteTable): number {
  return 1e-3 / count;
}

/** Descents, rough ones while their ends still tell better weights, then one to the last digits. */
function* fitOnce(
  fitter: QuoteFitter,
  table: QuoteTable,
  model: LevyModel,
  start: ArrayLike<number>,
  { objective, noise }: RefineSettings,
): Generator<undefined, WeightedFit> {
  const rough = roughGain(table);
  const own = new Float64Array(table.count);
  let weights = quoteWeights(table, objective);
  let parameters: Float64Array = Float64Array.from(start);
  let iterations = 0;
  for (let n = 0; n < REWEIGHTINGS; n++) {
    const fit: LeastSquaresResult = yield* fitter.fit(parameters, weights, rough);
    iterations += fit.iterations;
    if (fit.reason !== 'converged') return { fit: { ...fit, iterations }, weights };
    parameters = parametersOf(model, fit.x);
    for (const [i, r] of fit.residuals.entries()) {
      own[i] = (table.timeValue[i] as number) + r / (weights[i] as number);
    }
    const renewed = renewedWeights(table, objective, own, noise) ?? weights;
    const isSettled = renewed.every((weight, i) => {
      return Math.abs(weight / (weights[i] as number) - 1) < SETTLED;
    });
    weights = renewed;
    if (isSettled) break;
  }
  const fit = yield* fitter.fit(parameters, weights);
  return { fit: { ...fit, iterations: fit.iterations + iterations }, weights };
}

function describe(
  table: QuoteTable,
  model: LevyModel,
  best: WeightedFit,
  settings: RefineSettings,
  fitter: QuoteFitter,
  effort: Pick<Refinement, 'iterations' | 'starts' | 'ms'>,
): Refinement {
  const { fit, weights } = best;
  return {
    settings,
    parameters: [...parametersOf(model, fit.x)],
    ...uncertainty(model, table, fit, settings, fitter),
    rmse: Math.sqrt((2 * fit.cost) / table.count),
    residuals: Array.from(
      fit.residuals,
      (r, i) => (r * (table.scale[i] as number)) / (weights[i] as number),
    ),
    deviance: devianceOf(best),
    reason: fit.reason,
    ...effort,
  };
}

function parametersOf(model: LevyModel, x: Float64Array): Float64Array {
  const parameters = new Float64Array(model.parameters.length);
  model.coordinates.toParameters(x, parameters);
  return parameters;
}

/** A fit whose errors are large and run in the same direction from strike to strike. */
function isSuspect({ fit, weights }: WeightedFit, table: QuoteTable): boolean {
  if (fit.reason === 'exact') return false;
  const vega = vegas(table);
  const squares = fit.residuals.reduce((sum, r, i) => {
    return sum + (r / ((weights[i] as number) * (vega[i] as number))) ** 2;
  }, 0);
  let products = 0;
  for (const { cells } of table.layout.slices) {
    for (let n = 1; n < cells.length; n++) {
      products +=
        (fit.residuals[cells[n] as number] as number) *
        (fit.residuals[cells[n - 1] as number] as number);
    }
  }
  const isLarge = !(Math.sqrt(squares / table.count) < SUSPECT_VOLATILITY);
  return isLarge && !(products < SUSPECT_CORRELATION * 2 * fit.cost);
}

/** −2 ln L of normal errors of unknown size: 2 ln L falls with the weights' scale as it must. */
function devianceOf({ fit, weights }: WeightedFit): number {
  const count = weights.length;
  const mean = Math.max((2 * fit.cost) / count, Number.MIN_VALUE);
  const logWeights = weights.reduce((sum, weight) => sum + Math.log(weight), 0);
  return count * (Math.log(2 * Math.PI * mean) + 1) - 2 * logWeights;
}
