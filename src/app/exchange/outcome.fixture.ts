import { quoteTable } from '../../calibration/quotes/quote-table.ts';
import type { Surface } from '../../calibration/quotes/surface.ts';
import { refine } from '../../calibration/refine/refine.ts';
import { diagnose } from '../../calibration/report/diagnostics.ts';
import { fitSurface } from '../../calibration/report/fit.ts';
import type { Calibration } from '../../calibration/service.ts';
import { someTrust } from '../../calibration/trust.fixture.ts';
import { varianceGamma } from '../../levy/variance-gamma.ts';
import type { Outcome } from '../state/calibration-store.ts';
import type { FitSettings } from '../state/fit-settings.ts';

/** A Variance Gamma calibration of `surface`, refined from a network's answer or not. */
export function someOutcome(surface: Surface, settings: FitSettings = { by: 'vega' }): Outcome {
  const { by } = settings;
  const network: Calibration = {
    model: 'VarianceGamma',
    parameters: [0.1 + 0.1, 0.4, -0.12],
    atEdge: [],
    trust: someTrust(3),
    check: { verdict: 'clean', brokenCells: 0 },
    inferenceMs: 1.25,
    backend: 'wasm',
  };
  const calibration =
    by === 'network'
      ? network
      : {
          ...network,
          refinement: refine(quoteTable(surface), varianceGamma, network.parameters, {
            objective: by,
          }),
        };
  const parameters = calibration.refinement?.parameters ?? network.parameters;
  const fit = fitSurface(surface, varianceGamma, parameters);
  const diagnostics = diagnose(fit, calibration);
  return { model: varianceGamma, surface, settings, calibration, fit, diagnostics };
}
