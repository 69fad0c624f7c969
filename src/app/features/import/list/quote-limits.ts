import { quotedCells, type Result } from '../../../../calibration/quotes/surface.ts';
import type { ImportedSurface } from '../imported-surface.ts';
import { count, failure } from '../words.ts';

/** One more than the parameters of CGMY. */
const LEAST_QUOTES = 5;
/** Rows of a list that are read: several times a whole index chain. */
export const MOST_QUOTES = 20_000;

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
