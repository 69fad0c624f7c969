import type { Calibration, CalibrationService } from '../../calibration/service.ts';
import { findModel, models } from '../../levy/models.ts';

const names = models.map((model) => model.name);

/** A service that answers at once with the middle of each model's training range. */
export function fakeService(overrides: Partial<CalibrationService> = {}): CalibrationService {
  return {
    calibrate: async (_surface, model) => fakeCalibration(model),
    warmUp: async () => ({ loaded: names, failed: [] }),
    state: async () => ({ loaded: names, failed: [] }),
    clear: async () => {},
    ...overrides,
  };
}

export function fakeCalibration(model: string): Calibration {
  return {
    model,
    parameters: (findModel(model)?.parameters ?? []).map(
      ({ range }) => (range.min + range.max) / 2,
    ),
    atEdge: [],
    check: { verdict: 'clean', brokenCells: 0 },
    inferenceMs: 1.5,
    backend: 'wasm',
  };
}
