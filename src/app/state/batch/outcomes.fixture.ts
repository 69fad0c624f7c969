import type { BatchFit } from '../../../calibration/batch/batch-fit.ts';
import type { BatchOutcome } from '../../batch/run-batch.ts';

/** A good fit of Variance Gamma with σ as told. */
export function someFit(sigma: number, change: Partial<BatchFit> = {}): BatchFit {
  return {
    model: 'VarianceGamma',
    parameters: [sigma, 0.35, -0.15],
    intervals: [
      [sigma - 0.01, sigma + 0.01],
      [0.3, 0.4],
      [-0.17, -0.13],
    ],
    errors: [0.005, 0.025, 0.01],
    atEdge: [],
    verdict: 'clean',
    brokenCells: 0,
    unfamiliarity: 0.5,
    refinement: {
      objective: 'vega',
      rmse: 3e-4,
      iterations: 5,
      reason: 'converged',
      identification: ['pinned', 'pinned', 'loose'],
    },
    ms: 1,
    ...change,
  };
}

export function fitted(index: number, id: string, fit: BatchFit): BatchOutcome {
  return { index, id, place: { file: 'many.csv', line: index + 2 }, ok: true, fit };
}

export function failed(index: number, id: string, reason: string): BatchOutcome {
  const place = { file: 'many.csv', line: index + 2 };
  return { index, id, place, ok: false, reason, stage: 'reading' };
}
