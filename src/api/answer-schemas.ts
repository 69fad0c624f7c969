import * as z from 'zod/mini';
import { objectives } from '../calibration/refine/objective.ts';

/**
 * The bodies of all answers of the contract: what the client reads them by, the tests hold them to,
 * and the OpenAPI document shows.
 */

const byParameter = <T extends z.ZodMiniType>(value: T) => z.record(z.string(), value);

/** JSON has no infinity: null stands for it. */
const orInfinite = z.nullable(z.number());

export const rootAnswer = z.object({
  message: z.string(),
  version: z.string(),
  docs: z.string(),
  health: z.string(),
});

export const healthAnswer = z.object({
  status: z.enum(['healthy', 'degraded']),
  version: z.string(),
  model_loaded: z.boolean(),
});

export const modelsAnswer = z.object({
  available_models: z.array(z.string()),
  default_model: z.string(),
  expected_input_dimension: z.number(),
});

export const warmUpAnswer = z.object({
  status: z.enum(['success', 'partial']),
  message: z.string(),
  models_loaded: z.optional(z.array(z.string())),
});

export const cacheAnswer = z.object({ status: z.literal('success'), message: z.string() });

const calibrated = {
  model_name: z.string(),
  parameters: byParameter(z.number()),
  inference_time_ms: z.number(),
  input_dimension: z.number(),
  success: z.literal(true),
};

export const calibratedAnswer = z.object(calibrated);

const errorSizes = z.object({ rmse: z.number(), max: z.number(), bias: z.number() });

const fit = z.object({
  objective: z.enum(objectives),
  quotes: z.number(),
  noise: z.number(),
  noise_known: z.boolean(),
  rmse: z.number(),
  deviance: z.number(),
  iterations: z.number(),
  starts: z.number(),
  reason: z.enum(['converged', 'exact', 'iteration limit']),
  volatility_bp: z.nullable(z.extend(errorSizes, { count: z.number() })),
  price: z.nullable(errorSizes),
  schoutens: z.nullable(
    z.object({
      ape: orInfinite,
      aae: orInfinite,
      rmse: orInfinite,
      arpe: orInfinite,
    }),
  ),
  inside_bid_ask: z.nullable(z.object({ inside: z.number(), quotes: z.number() })),
  aic: orInfinite,
  bic: orInfinite,
  arbitrage: z.object({
    verdict: z.enum(['clean', 'arbitrage', 'no-surface']),
    broken_quotes: z.number(),
  }),
  network_distance_bp: orInfinite,
  outside_training_range: z.array(z.string()),
  residuals: z.array(orInfinite),
  verdict: z.string(),
});

export const refinedAnswer = z.object({
  ...calibrated,
  network_parameters: byParameter(z.number()),
  network_errors: byParameter(z.object({ p68: z.number(), p95: z.number() })),
  unfamiliarity: z.object({ score: z.number(), rank: z.number() }),
  price_noise: z.object({ relative: z.number(), absolute: z.number() }),
  standard_errors: byParameter(orInfinite),
  intervals: byParameter(z.tuple([orInfinite, orInfinite])),
  identification: byParameter(z.enum(['pinned', 'loose', 'not identified'])),
  correlation: z.array(z.array(z.number())),
  flat_directions: z.array(z.string()),
  fit,
  notes: z.array(z.string()),
  refinement_time_ms: z.number(),
  total_time_ms: z.number(),
});

/** What is wrong with a request, one entry a problem, as FastAPI has it. */
export const validationErrors = z.object({
  detail: z.array(
    z.object({
      loc: z.array(z.union([z.string(), z.number()])),
      msg: z.string(),
      type: z.string(),
    }),
  ),
});

/** An error of the contract's own. */
export const contractError = z.object({
  error: z.string(),
  message: z.string(),
  details: z.record(z.string(), z.unknown()),
});

/** An error of HTTP itself: a path, a method or a credential that is not there. */
export const httpError = z.object({ detail: z.string() });
