import { vi } from 'vitest';
import type { Answered } from '../../api/client.ts';
import { sixCalls } from '../../calibration/quotes/surface.fixture.ts';
import type { Surface } from '../../calibration/quotes/surface.ts';
import type { Refinement, RefineSettings } from '../../calibration/refine/refinement.ts';
import type { Calibration } from '../../calibration/service.ts';
import { someTrust } from '../../calibration/trust.fixture.ts';
import { varianceGamma } from '../../levy/variance-gamma.ts';
import { createCalibrationStore } from './calibration-store.ts';
import { createSurfaceStore } from './surface-store.ts';

export const surface = sixCalls;
/** The same with a bid and an ask in every cell. */
export const quoted: Surface = {
  ...surface,
  spreads: surface.prices.map((price) => ({
    bid: (price ?? Number.NaN) - 0.1,
    ask: (price ?? Number.NaN) + 0.1,
  })),
};

/** A request that waits for its answer. */
interface Call {
  readonly surface: Surface;
  readonly model: string;
  readonly refine: RefineSettings | undefined;
  readonly signal: AbortSignal;
  readonly answer: (result: Answered<Calibration>) => void;
  readonly fail: (error: Error) => void;
}

export const good = (model = 'VarianceGamma') => ({
  ok: true as const,
  value: calibration(model),
});

export const calibration = (model: string): Calibration => ({
  model,
  parameters: model === 'CGMY' ? [0.1, 5, 5, 0.8] : [0.2, 0.5, -0.1],
  atEdge: [],
  trust: someTrust(model === 'CGMY' ? 4 : 3),
  check: { verdict: 'clean', brokenCells: 0 },
  inferenceMs: 1,
  backend: 'cpu',
});

export const refinement: Refinement = {
  settings: { objective: 'vega' },
  parameters: [0.21, 0.4, -0.12],
  uncertainties: [],
  correlation: [],
  flatDirections: [],
  noise: 1e-4,
  rmse: 1e-4,
  residuals: [0, 0, 0, 0, 0, 0],
  deviance: -50,
  iterations: 5,
  starts: 1,
  reason: 'converged',
  ms: 3,
};

/** Stores whose requests are answered by hand. */
export function setUp(first = surface) {
  const calls: Call[] = [];
  const surfaces = createSurfaceStore(first, { title: '', notes: [] });
  const store = createCalibrationStore(
    surfaces,
    varianceGamma,
    (asked, model, { refine, signal }) =>
      new Promise((answer, fail) => {
        calls.push({
          surface: asked,
          model,
          refine,
          signal: signal ?? new AbortController().signal,
          answer,
          fail,
        });
      }),
  );
  const type = (text: string) => surfaces.getState().edit([[{ row: 0, column: 0 }, text]]);
  return { calls, surfaces, type, state: () => store.getState() };
}

/** Of each request its model. */
export const asked = (calls: readonly Call[]) => calls.map(({ model }) => model);
/** With fake timers: long enough for edits to be asked for, and not for the comparison. */
export const settle = () => vi.advanceTimersByTimeAsync(200);
