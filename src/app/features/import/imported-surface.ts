import type { Result, Surface } from '../../../calibration/quotes/surface.ts';
import type { TableReading } from './reading-options.ts';

/** What was read, and what had to be inferred to read it. */
export interface ImportedSurface {
  readonly surface: Surface;
  /** Contract name of the model that a request asks for. */
  readonly model?: string;
  /** One sentence for each inference, for the analyst to check. */
  readonly notes: readonly string[];
}

/** A surface or what is wrong, and of a table how it was read. */
export type ImportResult = Result<ImportedSurface> & { readonly reading?: TableReading };
