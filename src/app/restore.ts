import { findModel } from '../levy/models.ts';
import { outcomeOf, type SavedCalibration } from './state/saved-calibration.ts';
import type { Stores } from './state/stores.ts';

/**
 * Puts a kept calibration on the screen, as one step of undo: its surface, model and settings with
 * its result, for which nobody is asked again; calibrates where it has none. A surface, text or
 * refusal that comes meanwhile wins.
 */
export async function restore(
  { surfaces, calibrations }: Pick<Stores, 'surfaces' | 'calibrations'>,
  saved: SavedCalibration,
): Promise<void> {
  const { surface, origin, settings } = saved;
  const signal = surfaces.getState().startReading(origin.title);
  try {
    const outcome = await outcomeOf(saved);
    if (signal.aborted) return;
    surfaces.getState().replace(surface, { ...origin });
    if (outcome) {
      calibrations.getState().show(outcome);
      return;
    }
    // Each asks at once where it changes anything, and only the last of these requests counts.
    const model = findModel(saved.model);
    if (model) calibrations.getState().choose(model);
    calibrations.getState().fitBy(settings);
  } catch (error) {
    if (signal.aborted) return;
    const reason = error instanceof Error ? error.message : String(error);
    surfaces.getState().reject({
      title: `${origin.title} could not be shown. The surface on screen is unchanged.`,
      problems: [{ message: reason }],
    });
  }
}
