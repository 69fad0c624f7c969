import type { Refinement } from '../../calibration/refine/refinement.ts';
import type { Calibration, CalibrationService } from '../../calibration/service.ts';
import { someTrust } from '../../calibration/trust.fixture.ts';
import { findModel, models } from '../../levy/models.ts';

const names = models.map((model) => model.name);

/** A service that answers at once with the middle of each model's training range. */
export function fakeService(overrides: Partial<CalibrationService> = {}): CalibrationService {
  return {
    calibrate: async (_surface, model) => fakeCalibration(model),
    warmUp: async () => ({ loaded: names, failed: [], backend: 'wasm' }),
    state: async () => ({ loaded: names, failed: [], backend: 'wasm' }),
    clear: async () => ({ loaded: [], failed: [], backend: 'wasm' }),
    ...overrides,
  };
}

/** @param standardErrors of a refinement that ends where it began; without them there is none */
export function fakeCalibration(model: string, standardErrors?: readonly number[]): Calibration {
  const parameters = (findModel(model)?.parameters ?? []).map(
    ({ range }) => (range.min + range.max) / 2,
  );
  return {
    model,
    parameters,
    atEdge: [],
    trust: someTrust(parameters.length),
    check: { verdict: 'clean', brokenCells: 0 },
    inferenceMs: 1.5,
    backend: 'wasm',
    ...(standardErrors && { refinement: fakeRefinement(parameters, standardErrors) }),
  };
}

function fakeRefinement(
  parameters: readonly number[],
  standardErrors: readonly number[],
): Refinement {
  return {
    settings: { objective: 'relative', noise: 0.01 },
    parameters,
    uncertainties: standardErrors.map((standardError, i) => ({
      standardError,
      interval: [(parameters[i] ?? 0) - standardError, (parameters[i] ?? 0) + standardError],
      identification: Number.isFinite(standardError) ? 'loose' : 'not identified',
    })),
    correlation: parameters.map((_, i) => parameters.map((_other, j) => (i === j ? 1 : 0.5))),
    flatDirections: ['Any value fits as well.'],
    noise: 0.01,
    rmse: 0.012,
    residuals: [0.1, -0.2],
    deviance: -12.5,
    iterations: 7,
    starts: 4,
    reason: 'converged',
    ms: 2.5,
  };
}
