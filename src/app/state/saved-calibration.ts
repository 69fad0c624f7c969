import type { Surface } from '../../calibration/quotes/surface.ts';
import { diagnose } from '../../calibration/report/diagnostics.ts';
import { surfaceFitter } from '../../calibration/report/fit.ts';
import type { Calibration } from '../../calibration/service.ts';
import { findModel } from '../../levy/models.ts';
import type { Outcome } from './calibration-store.ts';
import { type FitSettings, usableSettings } from './fit-settings.ts';
import { nextTask } from './next-task.ts';
import { runInTasks } from './run-steps.ts';
import type { Origin } from './surface-document.ts';

/** What the page may be kept from answering input. */
const TASK_MS = 12;

/** A calibration as it is kept, exported and shared: plain data, from which the rest follows. */
export interface SavedCalibration {
  readonly surface: Surface;
  readonly origin: Pick<Origin, 'title' | 'notes'>;
  /** Contract name of the model. */
  readonly model: string;
  readonly settings: FitSettings;
  /** Absent in what only asks for a calibration, such as a link. */
  readonly calibration?: Calibration;
}

/** A calibration from a file, with what the history knows of it. */
export interface SavedItem extends SavedCalibration {
  readonly id?: string;
  readonly name?: string;
  /** ISO 8601 in UTC. */
  readonly at?: string;
  readonly pinned?: boolean;
  readonly rmse?: number;
}

/** What is kept of an outcome. */
export function savedCalibration(outcome: Outcome, origin: Origin): SavedCalibration {
  const { surface, model, settings, calibration } = outcome;
  const { title, notes } = origin;
  return { surface, origin: { title, notes }, model: model.name, settings, calibration };
}

/**
 * The outcome again, bit for bit; undefined where the model is none of ours or there is no result.
 * Prices the surface anew, in tasks of its own: thousands of quotes would block the page.
 * @throws RangeError where the model cannot be priced at the kept parameters
 */
export async function outcomeOf(saved: SavedCalibration): Promise<Outcome | undefined> {
  const { surface, calibration } = saved;
  const model = findModel(saved.model);
  if (!model || !calibration) return undefined;
  await nextTask();
  const parameters = calibration.refinement?.parameters ?? calibration.parameters;
  const fit = await runInTasks(surfaceFitter(surface, model)(parameters), TASK_MS);
  await nextTask();
  const diagnostics = diagnose(fit, calibration);
  const settings = usableSettings(saved.settings, surface);
  return { model, surface, settings, calibration, fit, diagnostics };
}
