import type { Surface } from '../../calibration/surface.ts';
import { parseNumber } from './parse-number.ts';

/** A cell of the grid counted from 0; row −1 holds the maturities, column −1 the strikes. */
export interface Address {
  readonly row: number;
  readonly column: number;
}

/** Whatever of a surface can be typed. */
export type Field = 'spot' | 'rate' | Address;

export interface FieldProblem {
  readonly field: Field;
  readonly message: string;
}

/** Where a surface came from, in words. */
export interface Origin {
  readonly title: string;
  /** What had to be inferred, one sentence each. */
  readonly notes: readonly string[];
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

/** A text that names the field, for maps and element ids. */
export function fieldKey(field: Field): string {
  return typeof field === 'string' ? field : `${field.row}:${field.column}`;
}

/** The document after these texts were typed; the same object where nothing changes. */
export function editDocument(
  document: SurfaceDocument,
  edits: ReadonlyArray<readonly [Field, string]>,
): SurfaceDocument {
  const drafts = new Map(document.drafts);
  for (const [field, text] of edits) {
    const key = fieldKey(field);
    if (text.trim() === fieldText(document.surface, field)) drafts.delete(key);
    else drafts.set(key, text);
  }
  if (sameDrafts(drafts, document.drafts)) return document;
  const { surface, problems } = applyDrafts(document.surface, drafts);
  return problems.length === 0
    ? { ...document, surface, drafts: new Map(), problems }
    : { ...document, drafts, problems };
}

/** The value of a field in full precision, as typed; the rate in per cent. */
export function fieldText(surface: Surface, field: Field): string {
  // 100 × 0.043 is 4.3 only after rounding.
  if (field === 'rate') return String(Number((100 * surface.rate).toPrecision(14)));
  return String(fieldValue(surface, field));
}

function fieldValue(surface: Surface, field: Exclude<Field, 'rate'>): number {
  if (field === 'spot') return surface.spot;
  const { row, column } = field;
  if (row < 0) return surface.maturities[column] ?? Number.NaN;
  if (column < 0) return surface.strikes[row] ?? Number.NaN;
  return surface.prices[row * surface.maturities.length + column] ?? Number.NaN;
}

function sameDrafts(a: ReadonlyMap<string, string>, b: ReadonlyMap<string, string>): boolean {
  return a.size === b.size && [...a].every(([key, text]) => b.get(key) === text);
}

/** The surface with every draft read, and what is wrong with the drafts. */
function applyDrafts(
  surface: Surface,
  drafts: ReadonlyMap<string, string>,
): { surface: Surface; problems: FieldProblem[] } {
  const problems: FieldProblem[] = [];
  const read = (field: Field, old: number, name: () => string, allowed: Allowed): number => {
    const text = drafts.get(fieldKey(field));
    if (text === undefined) return old;
    const parsed = parseNumber(field === 'rate' ? text.replace('%', '') : text);
    const trouble = parsed.ok ? allowed(parsed.value) : parsed.problems[0]?.message;
    if (trouble === undefined && parsed.ok) return parsed.value;
    problems.push({ field, message: `${name()} ${trouble ?? ''}.` });
    return Number.NaN;
  };

  const spot = read('spot', surface.spot, () => 'The spot', positive);
  const percent = read(
    'rate',
    100 * surface.rate,
    () => 'The rate',
    (value) => (Math.abs(value) <= 100 ? undefined : 'must lie between −100\u00a0% and 100\u00a0%'),
  );
  const rate = drafts.has('rate') ? percent / 100 : surface.rate;
  const maturities = surface.maturities.map((old, column) =>
    read({ row: -1, column }, old, () => `Maturity ${column + 1}`, positive),
  );
  const strikes = surface.strikes.map((old, row) =>
    read({ row, column: -1 }, old, () => `Strike ${row + 1}`, positive),
  );
  problems.push(
    ...orderProblems(maturities, 'maturity', (column) => ({ row: -1, column })),
    ...orderProblems(strikes, 'strike', (row) => ({ row, column: -1 })),
  );
  const width = maturities.length;
  const prices = surface.prices.map((old, index) => {
    const row = Math.floor(index / width);
    const column = index % width;
    const name = () =>
      `Strike ${short(strikes[row] ?? Number.NaN, row)}, maturity ${short(maturities[column] ?? Number.NaN, column)}: the price`;
    return read({ row, column }, old, name, (value) =>
      value >= 0 ? undefined : `is negative (${value}). Type a price of 0 or more`,
    );
  });
  return { surface: { spot, rate, maturities, strikes, prices }, problems };
}

type Allowed = (value: number) => string | undefined;

function positive(value: number): string | undefined {
  return value > 0 ? undefined : `must be more than 0, not ${value}`;
}

function orderProblems(
  values: readonly number[],
  name: string,
  field: (index: number) => Address,
): FieldProblem[] {
  return values.flatMap((value, i) => {
    const before = values[i - 1] ?? Number.NEGATIVE_INFINITY;
    if (!(value <= before)) return [];
    const message = `The ${name} ${value} must be more than the one before it, ${before}.`;
    return [{ field: field(i), message }];
  });
}

/** A header's value to four decimals; its number in the grid while it is not readable. */
function short(value: number, index: number): string {
  return Number.isNaN(value) ? `no. ${index + 1}` : String(Number(value.toFixed(4)));
}
