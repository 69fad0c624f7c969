import type { Surface } from '../../calibration/quotes/surface.ts';
import type { RefineSettings } from '../../calibration/refine/refinement.ts';
import type { ImportedSurface } from '../features/import/imported-surface.ts';
import { enoughQuotes } from '../features/import/list/quote-limits.ts';

/** Where in the batch something stands. */
export interface BatchPlace {
  readonly file: string;
  /** Counted from 1: the first line of the surface. */
  readonly line: number;
}

/** One surface of a batch. */
export interface BatchSurface {
  readonly ok: true;
  /** The id or date that the file gives it; `line 12` where it gives none. */
  readonly id: string;
  readonly place: BatchPlace;
  readonly surface: Surface;
  /** Contract name, where the line itself names a model. */
  readonly model?: string;
  /** Where the line itself asks for a fit, or for none. */
  readonly refine?: RefineSettings | false;
}

/** What could not be read of a batch; the rest of it goes on. */
export interface BatchFault {
  readonly ok: false;
  readonly id?: string;
  readonly place: BatchPlace;
  /** What is wrong, and what to do. */
  readonly reason: string;
}

export type BatchItem = BatchSurface | BatchFault;

/** What reads the lines of one file, each once and in order. */
export interface LineReader {
  readonly take: (text: string, line: number) => readonly BatchItem[];
  /** What the last lines were, when no more come. */
  readonly end: () => readonly BatchItem[];
}

const LONGEST_ID = 200;

/** The surface as an item, or a fault where it has fewer quotes than any model needs. */
export function surfaceItem(
  id: string | undefined,
  place: BatchPlace,
  imported: Pick<ImportedSurface, 'surface'>,
  asked: Pick<BatchSurface, 'model' | 'refine'> = {},
): BatchItem {
  const enough = enoughQuotes({ ...imported, notes: [] });
  if (!enough.ok) return faultItem(id, place, messagesOf(enough.problems));
  const { surface } = imported;
  return { ok: true, id: id || `line ${place.line}`, place, surface, ...asked };
}

export function faultItem(id: string | undefined, place: BatchPlace, reason: string): BatchFault {
  return { ok: false, ...(id && { id }), place, reason };
}

/**
 * An id cut to what a table shows. A copy: a part of a line would keep the whole piece of the file
 * that it came in, for as long as there is a result.
 */
export function ownId(text: string): string {
  return Array.from(text.slice(0, LONGEST_ID).trim()).join('');
}

const MOST_PROBLEMS = 3;

/** Some problems as one reason. */
export function messagesOf(problems: ReadonlyArray<{ readonly message: string }>): string {
  const shown = problems.slice(0, MOST_PROBLEMS).map(({ message }) => message);
  const more = problems.length - shown.length;
  return [...shown, ...(more > 0 ? [`And ${more} more.`] : [])].join(' ');
}
