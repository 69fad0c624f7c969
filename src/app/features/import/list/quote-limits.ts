import { LEAST_QUOTES } from '../../../../calibration/quotes/limits.ts';
import { quotedCells, type Result } from '../../../../calibration/quotes/surface.ts';
import type { ImportedSurface } from '../imported-surface.ts';
import { count, failure } from '../words.ts';

/** What was read, refused where it has fewer quotes than can be fitted. */
export function enoughQuotes(imported: ImportedSurface): Result<ImportedSurface> {
  const quotes = quotedCells(imported.surface).length;
  if (quotes >= LEAST_QUOTES) return { ok: true, value: imported };
  return failure([
    {
      message: `There ${quotes === 1 ? 'is' : 'are'} ${count(quotes, 'quote')}, and a fit needs at least ${LEAST_QUOTES}. Add quotes of other strikes or maturities.`,
    },
  ]);
}
