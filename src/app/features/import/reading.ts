import type { Result } from '../../../calibration/quotes/surface.ts';
import type { ImportedSurface } from './imported-surface.ts';
import type { Doubt, ReadingOptions } from './reading-options.ts';

/** A surface or what is wrong, with what was decided on the way there and what stayed open. */
export interface Reading {
  readonly result: Result<ImportedSurface>;
  readonly decided: ReadingOptions;
  readonly doubts: readonly Doubt[];
}
