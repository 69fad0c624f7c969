import { findModel } from '../../levy/models.ts';
import type { StopReason } from '../refine/least-squares.ts';
import type { Objective } from '../refine/objective.ts';
import type { Identification } from '../refine/refinement.ts';
import type { Calibration, SurfaceCheck } from '../service.ts';

/** What a batch keeps of one calibration; arrays are in the order of the model's parameters. */
export interface BatchFit extends SurfaceCheck {
  /** Contract name. */
  readonly model: string;
  /** Those of the least-squares fit, or the network's where there is none. */
  readonly parameters: readonly number[];
  /** Ends of the 95 % interval of each; infinite where nothing is known. */
  readonly intervals: ReadonlyArray<readonly [number, number]>;
  /** Standard error of each, or of the network the half-width that holds 68 % of the truths. */
  readonly errors: readonly number[];
  /** Keys of the parameters at or beyond the edge of what the network was trained on. */
  readonly atEdge: readonly string[];
  /** Share of the training's surfaces that were less unlike the others. */
  readonly unfamiliarity: number;
  readonly refinement?: {
    readonly objective: Objective;
    /** As in `Refinement`. */
    readonly rmse: number;
    readonly iterations: number;
    readonly reason: StopReason;
    readonly identification: readonly Identification[];
  };
  /** Time of the network's pass and of the fit. */
  readonly ms: number;
}

/** A calibration without what takes room: quotes' residuals, correlations, sentences. */
export function batchFit(calibration: Calibration): BatchFit {
  const { model: name, parameters, atEdge, trust, check, inferenceMs, refinement } = calibration;
  const common = {
    model: name,
    atEdge,
    ...check,
    unfamiliarity: trust.unfamiliarity.rank,
    ms: inferenceMs + (refinement?.ms ?? 0),
  };
  if (!refinement) {
    const { parameters: specs = [] } = findModel(name) ?? {};
    const intervals = parameters.map((value, i): [number, number] => {
      const half = trust.errors[i]?.p95 ?? Number.POSITIVE_INFINITY;
      const { min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY } =
        specs[i]?.domain ?? {};
      return [Math.max(value - half, min), Math.min(value + half, max)];
    });
    return { ...common, parameters, intervals, errors: trust.errors.map(({ p68 }) => p68) };
  }
  const { settings, uncertainties, rmse, iterations, reason } = refinement;
  return {
    ...common,
    parameters: refinement.parameters,
    intervals: uncertainties.map(({ interval }) => interval),
    errors: uncertainties.map(({ standardError }) => standardError),
    refinement: {
      objective: settings.objective,
      rmse,
      iterations,
      reason,
      identification: uncertainties.map(({ identification }) => identification),
    },
  };
}
