import { quotedCells, type Surface } from '../calibration/quotes/surface.ts';
import type { ParameterUncertainty, Refinement } from '../calibration/refine/refinement.ts';
import { diagnose } from '../calibration/report/diagnostics.ts';
import { type ErrorSummary, fitSurface } from '../calibration/report/fit.ts';
import { verdict } from '../calibration/report/verdict.ts';
import type { Calibration } from '../calibration/service.ts';
import { type LevyModel, toRecord } from '../levy/model.ts';
import type { RefinementTask } from './calibration-task.ts';
import { trustFields } from './trust-fields.ts';

/**
 * What the answer to `"refine": true` says beyond the contract, or in its fields' place. Numbers that
 * are infinite, such as the standard error of what no quote tells, become null in JSON.
 */
export function refinedBody(
  model: LevyModel,
  surface: Surface,
  { cells, notes }: RefinementTask,
  calibration: Calibration,
  refinement: Refinement,
) {
  const { objective, noise } = refinement.settings;
  const fit = fitSurface(surface, model, refinement.parameters);
  const diagnostics = diagnose(fit, calibration);
  const { volatility, price, spread, criteria } = diagnostics;
  const { verdict: arbitrage, brokenCells } = calibration.check;
  const residualOf = new Map(
    quotedCells(surface).map((cell, i) => [cell, refinement.residuals[i]]),
  );
  const byKey = <T>(of: (uncertainty: ParameterUncertainty | undefined) => T) =>
    Object.fromEntries(
      model.parameters.map(({ key }, i) => [key, of(refinement.uncertainties[i])]),
    );
  return {
    parameters: toRecord(model, refinement.parameters),
    input_dimension: diagnostics.quotes,
    network_parameters: toRecord(model, calibration.parameters),
    ...trustFields(model, calibration.trust),
    standard_errors: byKey((known) => known?.standardError),
    intervals: byKey((known) => known?.interval),
    identification: byKey((known) => known?.identification),
    correlation: refinement.correlation,
    flat_directions: refinement.flatDirections,
    fit: {
      objective,
      quotes: diagnostics.quotes,
      noise: refinement.noise,
      noise_known: noise !== undefined,
      rmse: refinement.rmse,
      deviance: refinement.deviance,
      iterations: refinement.iterations,
      starts: refinement.starts,
      reason: refinement.reason,
      volatility_bp: volatility ? { count: volatility.count, ...sizes(volatility) } : null,
      price: price ? sizes(price) : null,
      schoutens: diagnostics.schoutens,
      inside_bid_ask: spread ? { inside: spread.inside, quotes: spread.quotes } : null,
      aic: criteria?.aic ?? null,
      bic: criteria?.bic ?? null,
      arbitrage: { verdict: arbitrage, broken_quotes: brokenCells },
      network_distance_bp: diagnostics.networkDistance ?? null,
      outside_training_range: diagnostics.outsideRange,
      residuals: cells.map((cell) => (cell === undefined ? null : (residualOf.get(cell) ?? null))),
      verdict: verdict(fit, calibration, diagnostics),
    },
    notes,
    refinement_time_ms: refinement.ms,
  };
}

function sizes({ rmse, largest, bias }: ErrorSummary) {
  return { rmse, max: Math.abs(largest), bias };
}
