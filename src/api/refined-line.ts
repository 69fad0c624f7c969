import * as z from 'zod/mini';
import { objectives, refine } from '../calibration/refine.ts';
import type { CalibrationService } from '../calibration/service.ts';
import { fromRecord, toRecord } from '../levy/model.ts';
import { findModel } from '../levy/models.ts';
import { answerLine } from './calibrate-answer.ts';
import { parseJson } from './json-text.ts';
import { requestToSurface } from './request-surface.ts';
import { parseRequest } from './schemas.ts';

/** What a line may ask beyond the contract. */
const wishes = z.object({
  refine: z.optional(z.boolean()),
  objective: z._default(z.enum(objectives), 'vega'),
});

/**
 * Answers one line as {@link answerLine} does, and with `"refine": true` goes on from the network's
 * parameters to the least-squares fit. `"objective"` is `price`, `relative` or `vega` (default).
 */
export async function answerRefinedLine(
  line: string,
  service: CalibrationService,
): Promise<object> {
  const answer: object = await answerLine(line, service);
  const json = parseJson(line.trim());
  if (!json.ok || !('success' in answer)) return answer;
  const wished = z.safeParse(wishes, json.value);
  if (!wished.success) {
    const message = `"refine" is true or false, "objective" one of ${objectives.join(', ')}.`;
    return { error: 'RequestValidationError', message };
  }
  const request = parseRequest(json.value);
  if (!wished.data.refine || !request.ok) return answer;
  const model = findModel(request.value.model_name);
  if (!model || !('parameters' in answer)) return answer;
  const started = performance.now();
  const network = answer.parameters as Record<string, number>;
  const { objective } = wished.data;
  const surface = requestToSurface(request.value);
  const fit = refine(surface, model, fromRecord(model, network), objective);
  return {
    ...answer,
    parameters: toRecord(model, fit.parameters),
    network_parameters: network,
    standard_errors: toRecord(model, fit.uncertainty.standardErrors),
    correlation: fit.uncertainty.correlation,
    fit: {
      objective,
      rmse: fit.rmse,
      largest_price_error: fit.residuals.reduce((most, r) => Math.max(most, Math.abs(r)), 0),
      iterations: fit.iterations,
      reason: fit.reason,
    },
    refinement_time_ms: performance.now() - started,
  };
}
