import { findModel } from '../levy/models.ts';
import { outcomeOf, type SavedCalibration } from './state/saved-calibration.ts';
import type { Stores } from './state/stores.ts';

/**
 * Puts a kept calibration on screen: its surface as one step of undo, its model and settings, and
 * its result as it was, without a request. Where it has no result it is calibrated.
 */
export function restore({ surfaces, calibrations }: Stores, saved: SavedCalibration): void {
  surfaces.getState().replace(saved.surface, saved.origin);
  const outcome = outcomeOf(saved);
  if (outcome) {
    calibrations.getState().show(outcome);
    return;
  }
  const model = findModel(saved.model);
  if (model) calibrations.getState().choose(model);
  calibrations.getState().fitBy(saved.settings);
}
