import type { Surface } from '../../../calibration/quotes/surface.ts';

/** What was read, and what had to be inferred to read it. */
export interface ImportedSurface {
  readonly surface: Surface;
  /** Contract name of the model that a request asks for. */
  readonly model?: string;
  /** One sentence for each inference, for the analyst to check. */
  readonly notes: readonly string[];
}
