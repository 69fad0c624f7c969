import * as z from 'zod/mini';
import { objectives } from '../calibration/refine/objective.ts';
import type { Refinement } from '../calibration/refine/refinement.ts';
import type { BackendName, Calibration } from '../calibration/service.ts';
import type { LevyModel } from '../levy/model.ts';
import { findModel } from '../levy/models.ts';
import { backendTitles } from '../network/engine/backend.ts';
import { readTrust } from './trust-headers.ts';

/** Reads the answer to `POST /calibrate`. */

const backends = Object.keys(backendTitles) as BackendName[];
const verdicts = ['clean', 'arbitrage', 'no-surface'] as const;

const byParameter = <T extends z.ZodMiniType>(value: T) => z.record(z.string(), value);

/** JSON has no infinity: null stands for it. */
const orInfinite = z.nullable(z.number());

const calibrated = z.object({
  model_name: z.string(),
  parameters: byParameter(z.number()),
  inference_time_ms: z.number(),
  success: z.literal(true),
});

const refined = z.object({
  parameters: byParameter(z.number()),
  network_parameters: byParameter(z.number()),
  standard_errors: byParameter(orInfinite),
  intervals: byParameter(z.tuple([orInfinite, orInfinite])),
  identification: byParameter(z.enum(['pinned', 'loose', 'not identified'])),
  correlation: z.array(z.array(z.number())),
  flat_directions: z.array(z.string()),
  fit: z.object({
    objective: z.enum(objectives),
    noise: z.number(),
    noise_known: z.boolean(),
    rmse: z.number(),
    deviance: z.number(),
    iterations: z.number(),
    starts: z.number(),
    reason: z.enum(['converged', 'exact', 'iteration limit']),
    residuals: z.array(z.number()),
  }),
  refinement_time_ms: z.number(),
});

/**
 * The calibration in an answer of the contract, with its refinement where the answer has one;
 * undefined where it is no such answer.
 */
export function readCalibration(body: unknown, headers: Headers): Calibration | undefined {
  const answer = calibrated.safeParse(body).data;
  const model = findModel(answer?.model_name ?? '');
  const backend = backends.find((name) => name === headers.get('X-Backend'));
  const [, verdictText, cells] =
    /^([a-z-]+); cells=(\d+)$/.exec(headers.get('X-Surface-Check') ?? '') ?? [];
  const verdict = verdicts.find((name) => name === verdictText);
  const trust = model && readTrust(model, headers);
  if (!answer || !model || !backend || !verdict || !trust) return undefined;
  const isRefined = headers.has('X-Refined');
  const more = isRefined ? refined.safeParse(body).data : undefined;
  const refinement = more && readRefinement(model, more);
  const parameters = inOrder(model, more?.network_parameters ?? answer.parameters);
  if (!parameters || (isRefined && !refinement)) return undefined;
  const atEdge = headers.get('X-Parameters-At-Edge')?.split(',') ?? [];
  return {
    model: model.name,
    parameters,
    atEdge: model.parameters.map(({ key }) => key).filter((key) => atEdge.includes(key)),
    trust,
    check: { verdict, brokenCells: Number(cells) },
    inferenceMs: answer.inference_time_ms,
    backend,
    ...(refinement && { refinement }),
  };
}

function readRefinement(model: LevyModel, body: z.infer<typeof refined>): Refinement | undefined {
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
    residuals,
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
