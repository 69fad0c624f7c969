import { quotedCells } from '../../calibration/quotes/surface.ts';
import type { ParameterUncertainty, Refinement } from '../../calibration/refine/refinement.ts';
import type { ErrorSummary } from '../../calibration/report/fit.ts';
import { verdict } from '../../calibration/report/verdict.ts';
import { toRecord } from '../../levy/model.ts';
import type { Outcome } from '../state/calibration-store.ts';
import { savedCalibration } from '../state/saved-calibration.ts';
import type { Origin } from '../state/surface-document.ts';
import { quoteFits } from './quote-fits.ts';
import { sessionText } from './session-file.ts';

/** What a report says of itself besides the calibration. */
export interface ReportFacts {
  readonly version: string;
  readonly date: Date;
}

/**
 * The whole calibration as one JSON file: for people and programs under `report`, named as in the
 * answers of the REST contract, with null for what is infinite or unknown; and as a session, which
 * gives the same result bit for bit where it is imported.
 */
export function reportJson(outcome: Outcome, origin: Origin, facts: ReportFacts): string {
  const item = { ...savedCalibration(outcome, origin), at: facts.date.toISOString() };
  return sessionText([item], { report: report(outcome, origin, facts) });
}

function report(outcome: Outcome, origin: Origin, { version, date }: ReportFacts) {
  const { model, surface, settings, calibration, fit, diagnostics } = outcome;
  const { refinement, trust, check } = calibration;
  const { strikes, maturities, forwards } = surface;
  return {
    app: { name: 'Lévy Calibration', version },
    exported_at: date.toISOString(),
    surface: {
      title: origin.title,
      notes: origin.notes,
      strikes: strikes.length,
      maturities: maturities.length,
      quotes: diagnostics.quotes,
      arbitrage: { verdict: check.verdict, broken_quotes: check.brokenCells },
    },
    market: {
      spot_price: surface.spot,
      risk_free_rate: surface.rate,
      dividend_yield: surface.dividendYield,
      forwards: forwards
        ? maturities.map((maturity, t) => ({ maturity, forward: forwards[t] }))
        : null,
    },
    settings: { fit_by: settings.by, quote_noise: settings.noise ?? null },
    verdict: verdict(fit, calibration, diagnostics),
    model_name: model.name,
    model: {
      title: model.title,
      source: model.source,
      parameters: model.parameters.map(({ key, symbol, name, unit, meaning, range }) => {
        return { key, symbol, name, unit, meaning, training_range: [range.min, range.max] };
      }),
    },
    parameters: toRecord(model, fit.parameters),
    network: {
      parameters: toRecord(model, calibration.parameters),
      errors: Object.fromEntries(model.parameters.map(({ key }, i) => [key, trust.errors[i]])),
      at_edge_of_training: calibration.atEdge,
      unfamiliarity: trust.unfamiliarity,
      price_noise: trust.noise,
      distance_bp: diagnostics.networkDistance ?? null,
      backend: calibration.backend,
      inference_time_ms: calibration.inferenceMs,
    },
    refinement: refinement ? refinementFields(outcome, refinement) : null,
    fit: {
      volatility_bp: sizes(diagnostics.volatility),
      price: sizes(diagnostics.price),
      schoutens: diagnostics.schoutens,
      inside_bid_ask: diagnostics.spread ?? null,
      aic: diagnostics.criteria?.aic ?? null,
      bic: diagnostics.criteria?.bic ?? null,
      outside_training_range: diagnostics.outsideRange,
    },
    quotes: quoteFits(fit),
  };

  function sizes(error: ErrorSummary | undefined) {
    if (!error) return null;
    const { count, rmse, bias, largest, strike, maturity } = error;
    const place = { strike: strikes[strike], maturity: maturities[maturity] };
    return { count, rmse, bias, largest, largest_at: place };
  }
}

function refinementFields({ model, surface }: Outcome, refinement: Refinement) {
  const { settings, uncertainties } = refinement;
  const byKey = <T>(of: (uncertainty: ParameterUncertainty | undefined) => T) =>
    Object.fromEntries(model.parameters.map(({ key }, i) => [key, of(uncertainties[i])]));
  return {
    objective: settings.objective,
    standard_errors: byKey((known) => known?.standardError),
    intervals: byKey((known) => known?.interval),
    identification: byKey((known) => known?.identification),
    correlation: refinement.correlation,
    flat_directions: refinement.flatDirections,
    noise: refinement.noise,
    noise_known: settings.noise !== undefined,
    rmse: refinement.rmse,
    deviance: refinement.deviance,
    iterations: refinement.iterations,
    starts: refinement.starts,
    reason: refinement.reason,
    quotes: quotedCells(surface).length,
    time_ms: refinement.ms,
  };
}
