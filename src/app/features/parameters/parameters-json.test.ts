import { expect, test } from 'vitest';
import { quoteTable } from '../../../calibration/quotes/quote-table.ts';
import { refine } from '../../../calibration/refine/refine.ts';
import { diagnose } from '../../../calibration/report/diagnostics.ts';
import { fitSurface } from '../../../calibration/report/fit.ts';
import type { Calibration } from '../../../calibration/service.ts';
import { someTrust } from '../../../calibration/trust.fixture.ts';
import { varianceGamma } from '../../../levy/variance-gamma.ts';
import type { Outcome } from '../../state/calibration-store.ts';
import { samples } from '../import/example-samples.ts';
import { parametersJson } from './parameters-json.ts';

const surface = samples[0]!.make();
const network: Calibration = {
  model: 'VarianceGamma',
  parameters: [0.1 + 0.2, 0.5, -0.1],
  atEdge: [],
  trust: someTrust(3),
  check: { verdict: 'clean', brokenCells: 0 },
  inferenceMs: 1,
  backend: 'cpu',
};

function outcome(calibration: Calibration): Outcome {
  const parameters = calibration.refinement?.parameters ?? calibration.parameters;
  const fit = fitSurface(surface, varianceGamma, parameters);
  const diagnostics = diagnose(fit, calibration);
  return { model: varianceGamma, surface, settings: { by: 'vega' }, calibration, fit, diagnostics };
}

test('the network’s parameters alone keep every digit, and say how far they may be off', () => {
  expect(JSON.parse(parametersJson(outcome(network)))).toEqual({
    model_name: 'VarianceGamma',
    parameters: { sigma: 0.30000000000000004, nu: 0.5, theta: -0.1 },
    network_errors: {
      sigma: { p68: 0.01, p95: 0.03 },
      nu: { p68: 0.02, p95: 0.06 },
      theta: { p68: 0.03, p95: 0.09 },
    },
    unfamiliarity: { score: 0.8, rank: 0.4 },
    price_noise: { relative: 0.001, absolute: 1e-9 },
  });
});

test('a refined answer is named as the REST answer names it', () => {
  const start = network.parameters;
  const refinement = refine(quoteTable(surface), varianceGamma, start, { objective: 'vega' });
  const json = JSON.parse(parametersJson(outcome({ ...network, refinement })));
  expect(json.parameters.sigma).toBe(refinement.parameters[0]);
  expect(json.network_parameters).toEqual({ sigma: 0.30000000000000004, nu: 0.5, theta: -0.1 });
  expect(json.standard_errors.nu).toBe(refinement.uncertainties[1]?.standardError);
  expect(json.intervals.theta).toEqual(refinement.uncertainties[2]?.interval);
  expect(json.correlation).toEqual(refinement.correlation);
  expect(json.fit).toMatchObject({ objective: 'vega', quotes: 200, rmse: refinement.rmse });
  expect(json.fit).not.toHaveProperty('residuals');
});
