import type { Surface } from '../../calibration/quotes/surface.ts';
import { fullText } from '../format/decimal-mark.ts';
import { applyDrafts } from './apply-drafts.ts';
import { type Field, type FieldProblem, fieldKey } from './field.ts';
import { parseNumber } from './parse-number.ts';

/** Where a surface came from, in words. */
export interface Origin {
  readonly title: string;
  /** What had to be inferred, one sentence each. */
  readonly notes: readonly string[];
  /**
   * The analyst's own market where the surface's may have been inferred from its quotes: what was
   * guessed for one text is not taken for the next.
   */
  readonly market?: OwnMarket;
}

export type OwnMarket = Pick<Surface, 'spot' | 'rate' | 'dividendYield'>;

/** The market that the analyst has typed or chosen. */
export function ownMarket({ origin, surface }: SurfaceDocument): OwnMarket {
  const { spot, rate, dividendYield } = origin.market ?? surface;
  return { spot, rate, dividendYield };
}

/**
 * What the analyst is editing. `surface` is the last one that was right in every field; `drafts`
 * are the texts typed since, kept as they are until together they make a surface again.
 */
export interface SurfaceDocument {
  readonly surface: Surface;
  readonly drafts: ReadonlyMap<string, string>;
  readonly problems: readonly FieldProblem[];
  readonly origin: Origin;
}

export function newDocument(surface: Surface, origin: Origin): SurfaceDocument {
  return { surface, drafts: new Map(), problems: [], origin };
}

/** The document after these texts were typed; the same object where nothing changes. */
export function editDocument(
  document: SurfaceDocument,
  edits: ReadonlyArray<readonly [Field, string]>,
): SurfaceDocument {
  const drafts = new Map(document.drafts);
  for (const [field, text] of edits) {
    const key = fieldKey(field);
    if (isThere(text, fieldText(document.surface, field))) drafts.delete(key);
    else drafts.set(key, text);
  }
  return sameDrafts(drafts, document.drafts) ? document : withDrafts(document, drafts);
}

/** The document with these texts in its fields, which become its surface where all are right. */
export function withDrafts(
  document: Pick<SurfaceDocument, 'surface' | 'origin'>,
  drafts: ReadonlyMap<string, string>,
): SurfaceDocument {
  const { surface, problems } = applyDrafts(document.surface, drafts);
  if (problems.length > 0) return { ...document, drafts, problems };
  const origin = withTyped(document.origin, surface, drafts);
  return { surface, drafts: new Map(), problems, origin };
}

/** Whether a text says what the field holds, if in other digits: 13.0 is 13. */
function isThere(text: string, held: string): boolean {
  if (text.trim() === held) return true;
  const read = parseNumber(text);
  return read.ok && fullText(read.value) === held;
}

/** The origin with what was typed of the market as the analyst's own. */
function withTyped(origin: Origin, surface: Surface, drafts: ReadonlyMap<string, string>): Origin {
  const names = (['spot', 'rate', 'dividendYield'] as const).filter((name) => drafts.has(name));
  if (!origin.market || names.length === 0) return origin;
  const typed = Object.fromEntries(names.map((name) => [name, surface[name]]));
  return { ...origin, market: { ...origin.market, ...typed } };
}

/**
 * The value of a field in full precision, as typed, with the analyst's decimal mark; rate and
 * dividend yield in per cent. Empty where
 * nothing is quoted, and for the yield where the quotes themselves tell the forwards.
 */
export function fieldText(surface: Surface, field: Field): string {
  const value = fieldValue(surface, field);
  if (value === undefined) return '';
  // 100 × 0.043 is 4.3 only after rounding.
  return fullText(isPercent(field) ? Number((100 * value).toPrecision(14)) : value);
}

function isPercent(field: Field): boolean {
  return field === 'rate' || field === 'dividendYield';
}

function fieldValue(surface: Surface, field: Field): number | undefined {
  if (field === 'dividendYield') return surface.forwards ? undefined : surface.dividendYield;
  if (typeof field === 'string') return surface[field];
  const { row, column } = field;
  if (row < 0) return surface.maturities[column];
  if (column < 0) return surface.strikes[row];
  return surface.prices[row * surface.maturities.length + column];
}

function sameDrafts(a: ReadonlyMap<string, string>, b: ReadonlyMap<string, string>): boolean {
  return a.size === b.size && [...a].every(([key, text]) => b.get(key) === text);
}
