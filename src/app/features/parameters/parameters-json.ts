import { refinedBody } from '../../../api/refined-body.ts';
import { trustFields } from '../../../api/trust-fields.ts';
import { toRecord } from '../../../levy/model.ts';
import type { Outcome } from '../../state/calibration-store.ts';

/**
 * The answer in full precision, for the clipboard: named as in the answer of the REST contract, but
 * for the residual of each quote. What is infinite becomes null.
 */
export function parametersJson(outcome: Outcome): string {
  return JSON.stringify(answerOf(outcome), null, 2);
}

function answerOf({ model, surface, calibration }: Outcome): object {
  const { refinement } = calibration;
  if (!refinement) {
    return {
      model_name: model.name,
      parameters: toRecord(model, calibration.parameters),
      ...trustFields(model, calibration.trust),
    };
  }
  const task = { settings: refinement.settings, cells: [], notes: [] };
  const body = refinedBody(model, surface, task, calibration, refinement);
  const { residuals: _, ...fit } = body.fit;
  const { parameters, network_parameters, standard_errors, intervals, correlation } = body;
  return {
    model_name: model.name,
    parameters,
    network_parameters,
    standard_errors,
    intervals,
    correlation,
    fit,
  };
}
