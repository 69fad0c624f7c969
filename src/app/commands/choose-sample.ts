import { findModel } from '../../levy/models.ts';
import { samples } from '../features/import/example-samples.ts';
import { sampleOrigin } from '../sample-origin.ts';
import type { Stores } from '../state/stores.ts';

/** Puts a sample on the screen, with the model that made it. */
export function chooseSample({ surfaces, calibrations }: Stores, id: string): void {
  const sample = samples.find((candidate) => candidate.id === id);
  if (sample === undefined) return;
  surfaces.getState().replace(sample.make(), sampleOrigin(sample));
  const model = findModel(sample.model);
  if (model) calibrations.getState().choose(model);
}
