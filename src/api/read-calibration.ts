import type * as z from 'zod/mini';
import type { Surface } from '../calibration/quotes/surface.ts';
import { checkSurface } from '../calibration/quotes/surface-check.ts';
import type { Refinement } from '../calibration/refine/refinement.ts';
import type { BackendName, Calibration, SurfaceCheck } from '../calibration/service.ts';
import type { LevyModel } from '../levy/model.ts';
import { findModel } from '../levy/models.ts';
import { backendTitles } from '../network/engine/backend.ts';
import type { Trust } from '../network/network-reader.ts';
import { calibratedAnswer, refinedAnswer } from './answer-schemas.ts';
import { readTrust } from './trust-headers.ts';

/** Reads the answer to `POST /calibrate`. */

const backends = Object.keys(backendTitles) as BackendName[];
type RefinedAnswer = z.infer<typeof refinedAnswer>;

const verdicts = ['clean', 'arbitrage', 'no-surface'] as const;

/**
 * The calibration in an answer of the contract, with its refinement where the answer has one;
 * undefined where it is no such answer. What a server leaves out beyond the contract is not there
 * either, or found here.
 */
export function readCalibration(
  body: unknown,
  headers: Headers,
  surface?: Surface,
): Calibration | undefined {
  const answer = calibratedAnswer.safeParse(body).data;
  const model = findModel(answer?.model_name ?? '');
  if (!answer || !model) return undefined;
  const more = refinedAnswer.safeParse(body).data;
  const refinement = more && readRefinement(model, more);
  if (headers.has('X-Refined') && !refinement) return undefined;
  const parameters = inOrder(model, more?.network_parameters ?? answer.parameters);
  const check = readCheck(headers) ?? (surface && ownCheck(surface));
  if (!parameters || !check) return undefined;
  const atEdge = headers.get('X-Parameters-At-Edge')?.split(',') ?? [];
  return {
    model: model.name,
    parameters,
    atEdge: model.parameters.map(({ key }) => key).filter((key) => atEdge.includes(key)),
    trust: readTrust(model, headers) ?? trustOf(model, more),
    check,
    inferenceMs: answer.inference_time_ms,
    backend: backends.find((name) => name === headers.get('X-Backend')) ?? 'server',
    ...(refinement && { refinement }),
  };
}

function readCheck(headers: Headers): SurfaceCheck | undefined {
  const [, text, cells] =
    /^([a-z-]+); cells=(\d+)$/.exec(headers.get('X-Surface-Check') ?? '') ?? [];
  const verdict = verdicts.find((name) => name === text);
  return verdict && { verdict, brokenCells: Number(cells) };
}

function ownCheck(surface: Surface): SurfaceCheck {
  const { verdict, brokenCells } = checkSurface(surface);
  return { verdict, brokenCells };
}

/** Where no header says it: a server of another origin has to expose each, and others have none. */
function trustOf(model: LevyModel, body: RefinedAnswer | undefined): Trust {
  const errors = body && inOrder(model, body.network_errors);
  if (errors) return { errors, unfamiliarity: body.unfamiliarity, noise: body.price_noise };
  const unknown = { p68: Number.POSITIVE_INFINITY, p95: Number.POSITIVE_INFINITY };
  return {
    errors: model.parameters.map(() => unknown),
    unfamiliarity: { score: Number.NaN, rank: Number.NaN },
    noise: { relative: 0, absolute: 0 },
  };
}

function readRefinement(model: LevyModel, body: RefinedAnswer): Refinement | undefined {
  const parameters = inOrder(model, body.parameters);
  const errors = inOrder(model, body.standard_errors);
  const intervals = inOrder(model, body.intervals);
  const identifications = inOrder(model, body.identification);
  if (!parameters || !errors || !intervals || !identifications) return undefined;
  const { objective, noise_known, ...fit } = body.fit;
  const { noise, rmse, deviance, iterations, starts, reason, residuals } = fit;
  return {
    settings: { objective, ...(noise_known && { noise }) },
    parameters,
    uncertainties: identifications.map((identification, i) => {
      const [low, high] = intervals[i] ?? [null, null];
      return {
        standardError: errors[i] ?? Number.POSITIVE_INFINITY,
        interval: [low ?? Number.NEGATIVE_INFINITY, high ?? Number.POSITIVE_INFINITY],
        identification,
      };
    }),
    correlation: body.correlation,
    flatDirections: body.flat_directions,
    noise,
    rmse,
    residuals: residuals.map((residual) => residual ?? Number.NaN),
    deviance,
    iterations,
    starts,
    reason,
    ms: body.refinement_time_ms,
  };
}

/** Values in the order of the model's parameters; undefined where one is missing. */
function inOrder<T>(model: LevyModel, record: Readonly<Record<string, T>>): T[] | undefined {
  if (!model.parameters.every(({ key }) => Object.hasOwn(record, key))) return undefined;
  return model.parameters.map(({ key }) => record[key] as T);
}
