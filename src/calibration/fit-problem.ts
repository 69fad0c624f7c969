import { findModel } from '../levy/models.ts';
import type { Calibration } from './service.ts';

/** Why a calibration is no answer to its surface, or undefined where it is one. */
export function fitProblem({ model: name, parameters, refinement }: Calibration) {
  const isFitted = Number.isFinite(refinement?.deviance ?? 0);
  if (isFitted && findModel(name)?.domainProblem(parameters) === undefined) return undefined;
  return `No ${name} parameters fit these prices: check their scale against spot and strikes, and the maturities.`;
}
