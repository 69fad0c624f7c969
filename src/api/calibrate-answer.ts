import { fitProblem } from '../calibration/fit-problem.ts';
import {
  type Calibration,
  type CalibrationService,
  ModelNotLoadedError,
} from '../calibration/service.ts';
import { toRecord } from '../levy/model.ts';
import { findModel } from '../levy/models.ts';
import { type Answer, failed, invalid, unexpected } from './answer.ts';
import { type CalibrationTask, readTask } from './calibration-task.ts';
import { parseJson } from './json-text.ts';
import { refinedBody } from './refined-body.ts';
import { inputDimension } from './schemas.ts';
import { trustFields } from './trust-fields.ts';
import { trustHeaders } from './trust-headers.ts';

export interface AnswerOptions {
  /** Stops a calibration whose answer nobody awaits any more. */
  readonly signal?: AbortSignal;
  /** Taken where a request names no model; the contract's own where it is not told. */
  readonly defaultModel?: string | undefined;
}

/**
 * Answers the body of `POST /calibrate`. The contract's order of errors: body and schema, model,
 * dimension, anything else. Never rejects.
 */
export async function answerCalibrate(
  text: string,
  service: CalibrationService,
  { signal, defaultModel }: AnswerOptions = {},
): Promise<Answer> {
  const started = performance.now();
  if (text === '') return invalid([], 'Field required', 'missing');
  const json = parseJson(text);
  if (!json.ok) {
    const { position, reason } = json.fault;
    return invalid(
      [position],
      `Malformed JSON at character ${position}: ${reason}`,
      'json_invalid',
    );
  }
  const task = readTask(json.value, defaultModel);
  if (!task.ok) return { status: 422, body: { detail: task.detail } };
  const { model, surface, refinement } = task.value;
  try {
    const expected = surface.strikes.length * surface.maturities.length;
    if (surface.prices.length !== expected) {
      const failure = (await service.warmUp()).failed.find((entry) => entry.model === model);
      if (failure) throw new ModelNotLoadedError(model, failure.reason);
      return wrongDimension(expected, surface.prices.length);
    }
    const calibration = await service.calibrate(surface, model, {
      ...(refinement && { refine: refinement.settings }),
      ...(signal && { signal }),
    });
    return calibrated(task.value, calibration, started);
  } catch (error) {
    // Told by its name: an error from the calibration worker may have lost its class on the way.
    if (error instanceof Error && error.name === 'ModelNotLoadedError') {
      return failed(503, error.name, error.message, { model_name: model });
    }
    if (error instanceof Error && error.name === 'RefinementError') {
      return failed(422, 'CalibrationError', error.message, { model_name: model });
    }
    return unexpected(error);
  }
}

/** As many as one reads in a message; `detail` has all. */
const mostProblems = 10;

/**
 * Answers one line of text as `POST /calibrate` would, for scripts. Every failure is an object with
 * `error` and `message`. Never rejects.
 */
export async function answerLine(line: string, service: CalibrationService): Promise<object> {
  return lineBody(await answerCalibrate(line.trim(), service));
}

/** An answer as one object, with what a REST answer has in its status and headers. */
export function lineBody({ body, beyond }: Answer): object {
  if (typeof body.detail !== 'object') return { ...body, ...beyond };
  const problems = body.detail
    .slice(0, mostProblems)
    .map(({ loc: [, ...path], msg }) =>
      typeof path[0] === 'string' ? `${path.join('.')}: ${msg}` : msg,
    );
  const more = body.detail.length - problems.length;
  if (more > 0) problems.push(`and ${more} more`);
  return { error: 'RequestValidationError', message: problems.join('; '), ...body };
}

function calibrated(task: CalibrationTask, calibration: Calibration, started: number): Answer {
  const {
    model: name,
    parameters,
    atEdge,
    trust,
    check,
    inferenceMs,
    backend,
    refinement,
  } = calibration;
  const model = findModel(name);
  if (!model) throw new Error(`The calibration answers for an unknown model, ${name}`);
  const problem = fitProblem(calibration);
  if (problem !== undefined) {
    return failed(422, 'CalibrationError', problem, { model_name: name });
  }
  const body = {
    model_name: name,
    parameters: toRecord(model, parameters),
    inference_time_ms: inferenceMs,
    input_dimension: inputDimension,
    success: true,
  };
  const headers = {
    'X-Backend': backend,
    'X-Cache': calibration.cached ? 'hit' : 'miss',
    'X-Surface-Check': `${check.verdict}; cells=${check.brokenCells}`,
    ...trustHeaders(model, trust),
    ...(atEdge.length > 0 && { 'X-Parameters-At-Edge': atEdge.join(',') }),
  };
  const timing = calibration.cached
    ? {}
    : { network: inferenceMs, ...(refinement && { refine: refinement.ms }) };
  const common = { status: 200, timing, calibrated: { model: name, refined: !!refinement } };
  if (!task.refinement || !refinement)
    return { ...common, body, headers, beyond: trustFields(model, trust) };
  const { surface, refinement: asked } = task;
  const refined = { ...body, ...refinedBody(model, surface, asked, calibration, refinement) };
  return {
    ...common,
    body: { ...refined, total_time_ms: performance.now() - started },
    headers: {
      ...headers,
      'X-Refined': `${refinement.reason}; iterations=${refinement.iterations}`,
    },
  };
}

function wrongDimension(expected: number, received: number): Answer {
  const message = `Invalid input dimension. Expected ${expected}, received ${received}`;
  return failed(422, 'InvalidInputDimensionError', message, { expected, received });
}
