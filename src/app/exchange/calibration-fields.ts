import * as z from 'zod/mini';
import { objectives } from '../../calibration/refine/objective.ts';
import type { Refinement } from '../../calibration/refine/refinement.ts';
import type { BackendName, Calibration } from '../../calibration/service.ts';
import { findModel } from '../../levy/models.ts';
import { backendTitles } from '../../network/engine/backend.ts';
import { anyNumber, anyNumbers, finiteNumbers, listOf, writeNumber } from './exact-numbers.ts';

/* The answer to a calibration in files of our own, every number bit for bit. */

const count = z.int().check(z.gte(0));
const text = z.string().check(z.maxLength(2000));
const fewTexts = z.array(text).check(z.maxLength(50));

const uncertainty = z.object({
  standardError: anyNumber,
  interval: z.tuple([anyNumber, anyNumber]),
  identification: z.enum(['pinned', 'loose', 'not identified']),
});

const refinement = z.object({
  settings: z.object({ objective: z.enum(objectives), noise: z.exactOptional(anyNumber) }),
  parameters: finiteNumbers,
  uncertainties: z.array(uncertainty).check(z.maxLength(20)),
  correlation: z.array(anyNumbers).check(z.maxLength(20)),
  flatDirections: fewTexts,
  noise: anyNumber,
  rmse: anyNumber,
  residuals: anyNumbers,
  deviance: anyNumber,
  iterations: count,
  starts: count,
  reason: z.enum(['converged', 'exact', 'iteration limit']),
  ms: anyNumber,
});

const written = z.object({
  model: z.string(),
  parameters: finiteNumbers,
  atEdge: listOf((item) => (typeof item === 'string' ? item : undefined), 'names'),
  trust: z.object({
    errors: z.array(z.object({ p68: anyNumber, p95: anyNumber })).check(z.maxLength(20)),
    unfamiliarity: z.object({ score: anyNumber, rank: anyNumber }),
    noise: z.object({ relative: anyNumber, absolute: anyNumber }),
  }),
  check: z.object({
    verdict: z.enum(['clean', 'arbitrage', 'no-surface']),
    brokenCells: count,
  }),
  inferenceMs: anyNumber,
  backend: z.enum([...(Object.keys(backendTitles) as BackendName[]), 'server']),
  refinement: z.exactOptional(refinement),
});

/** The schema of an answer that {@link writeCalibration} wrote; its problems are in plain words. */
export const calibrationSchema = z.pipe(
  written,
  z.transform((read, context): Calibration => {
    const message = calibrationProblem(read);
    if (message === undefined) return read;
    context.issues.push({ code: 'custom', input: read, message });
    return z.NEVER;
  }),
);

/** Why this is no answer of its model, or undefined where it is one. */
function calibrationProblem(calibration: Calibration): string | undefined {
  const { atEdge, trust, refinement: refined } = calibration;
  const model = findModel(calibration.model);
  if (!model) return `the model “${calibration.model.slice(0, 40)}” is not known here`;
  const size = model.parameters.length;
  for (const parameters of [calibration.parameters, refined?.parameters]) {
    if (!parameters) continue;
    if (parameters.length !== size) return `${model.title} has ${size} parameters`;
    const problem = model.domainProblem(parameters);
    if (problem !== undefined) return problem.replace(/\.$/, '');
  }
  if (!atEdge.every((key) => model.parameters.some((spec) => spec.key === key)))
    return `${model.title} has no parameters of such names at an edge`;
  const perParameter = [trust.errors, refined?.uncertainties, refined?.correlation];
  const rows = refined?.correlation ?? [];
  return [...perParameter, ...rows].every((list) => !list || list.length === size)
    ? undefined
    : `${model.title} needs ${size} errors and correlations`;
}

/** The answer as JSON can hold it. */
export function writeCalibration(calibration: Calibration): object {
  const { parameters, trust, inferenceMs, refinement: refined, ...rest } = calibration;
  const { errors, unfamiliarity, noise } = trust;
  return {
    ...rest,
    parameters: parameters.map(writeNumber),
    trust: {
      errors: errors.map(({ p68, p95 }) => ({ p68: writeNumber(p68), p95: writeNumber(p95) })),
      unfamiliarity: {
        score: writeNumber(unfamiliarity.score),
        rank: writeNumber(unfamiliarity.rank),
      },
      noise: { relative: writeNumber(noise.relative), absolute: writeNumber(noise.absolute) },
    },
    inferenceMs: writeNumber(inferenceMs),
    ...(refined && { refinement: writeRefinement(refined) }),
  };
}

function writeRefinement(refined: Refinement): object {
  const { settings, parameters, uncertainties, correlation, residuals, ...rest } = refined;
  return {
    ...rest,
    settings: {
      objective: settings.objective,
      ...(settings.noise !== undefined && { noise: writeNumber(settings.noise) }),
    },
    parameters: parameters.map(writeNumber),
    uncertainties: uncertainties.map(({ standardError, interval, identification }) => ({
      standardError: writeNumber(standardError),
      interval: interval.map(writeNumber),
      identification,
    })),
    correlation: correlation.map((row) => row.map(writeNumber)),
    residuals: residuals.map(writeNumber),
    noise: writeNumber(rest.noise),
    rmse: writeNumber(rest.rmse),
    deviance: writeNumber(rest.deviance),
    ms: writeNumber(rest.ms),
  };
}
