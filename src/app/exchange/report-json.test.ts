import { expect, test } from 'vitest';
import { refinedBody } from '../../api/refined-body.ts';
import { samples } from '../features/import/example-samples.ts';
import { raggedSurface } from '../features/plots/ragged-surface.fixture.ts';
import { outcomeOf } from '../state/saved-calibration.ts';
import { someOutcome } from './outcome.fixture.ts';
import { reportJson } from './report-json.ts';
import { readSession } from './session-file.ts';

const facts = { version: '1.2.3', date: new Date(Date.UTC(2026, 10, 23, 12)) };
const origin = { title: 'desk.csv', notes: ['Decimal comma.'] };
const surface = samples[0]!.make();

test('a report of a refined fit says all that the REST answer says', () => {
  const outcome = someOutcome(surface);
  const { report } = JSON.parse(reportJson(outcome, origin, facts));
  const { calibration, model } = outcome;
  const { refinement } = calibration;
  const task = { settings: refinement!.settings, cells: [], notes: [] };
  const body = refinedBody(model, surface, task, calibration, refinement!);
  expect(report).toMatchObject({
    app: { version: '1.2.3' },
    exported_at: '2026-11-23T12:00:00.000Z',
    surface: { title: 'desk.csv', notes: ['Decimal comma.'], quotes: 200 },
    market: { spot_price: 100, risk_free_rate: 0.05, dividend_yield: 0, forwards: null },
    settings: { fit_by: 'vega', quote_noise: null },
    verdict: body.fit.verdict,
    model_name: 'VarianceGamma',
    parameters: body.parameters,
    network: {
      parameters: body.network_parameters,
      errors: body.network_errors,
      unfamiliarity: body.unfamiliarity,
      price_noise: body.price_noise,
      distance_bp: body.fit.network_distance_bp,
      backend: 'wasm',
      inference_time_ms: 1.25,
    },
    refinement: {
      standard_errors: body.standard_errors,
      intervals: body.intervals,
      identification: body.identification,
      correlation: body.correlation,
      flat_directions: body.flat_directions,
      rmse: body.fit.rmse,
      reason: body.fit.reason,
    },
    fit: { aic: body.fit.aic, bic: body.fit.bic, schoutens: body.fit.schoutens },
  });
  expect(report.fit.volatility_bp.rmse).toBe(body.fit.volatility_bp?.rmse);
  expect(report.quotes).toHaveLength(200);
  expect(report.quotes[0]).toMatchObject({
    strike: 80,
    maturity: 0.1,
    option_type: 'call',
    market_price: surface.prices[0],
    model_price: outcome.fit.modelPrices[0],
  });
});

test('a report of bids and asks has them, and counts the quotes met', () => {
  const ragged = raggedSurface();
  const outcome = someOutcome(ragged, { by: 'spread' });
  const { report } = JSON.parse(reportJson(outcome, origin, facts));
  expect(report.quotes).toHaveLength(87);
  expect(report.quotes[0]).toMatchObject({ option_type: 'put', ...ragged.spreads!.find(Boolean) });
  expect(report.fit.inside_bid_ask).toEqual(outcome.diagnostics.spread);
});

test('a report of the network’s answer alone has no refinement', () => {
  const outcome = someOutcome(surface, { by: 'network' });
  const { report } = JSON.parse(reportJson(outcome, origin, facts));
  expect(report.refinement).toBeNull();
  expect(report.parameters).toEqual({ sigma: 0.2, nu: 0.4, theta: -0.12 });
  expect(report.fit.aic).toBeNull();
});

test.each(['vega', 'network'] as const)(
  'importing a report by %s gives the same result',
  async (by) => {
    const outcome = someOutcome(surface, { by });
    const read = readSession(reportJson(outcome, origin, facts));
    if (!read?.ok) throw new Error(JSON.stringify(read));
    const [item] = read.value;
    expect(item).toMatchObject({ origin, at: '2026-11-23T12:00:00.000Z' });
    expect(await outcomeOf(item!)).toEqual(outcome);
  },
);
