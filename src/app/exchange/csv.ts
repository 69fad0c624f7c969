import type { DecimalMark } from '../format/decimal-mark.ts';

/** A cell of a sheet: text, a number, or nothing. */
export type SheetCell = string | number | undefined;

/** What begins a formula in some spreadsheet, full-width forms included. */
const SIGN = '[=+\\-@\\uff1d\\uff0b\\uff0d\\uff20]';
/** At the start of a cell, or behind a sign that parts cells where another mark is usual. */
const FORMULA = new RegExp(
  `(?:^|(?<=[,;|\\t\\r\\n]))(?=[^\\S\\t\\r\\n]*${SIGN})|^(?=[\\t\\r\\n])`,
  'g',
);
const NUMBER = /^[+-]?(?:\d[\d.,]*|[.,]\d+)(?:e[+-]?\d+)?$/i;

/** A number of which another country makes a thousand times as much: `1.234`, `12,345`. */
const AMBIGUOUS = /^-?[1-9]\d{0,2}[.,]\d{3}$/;

/**
 * Rows as CSV (RFC 4180) as spreadsheets of that decimal mark write it: semicolons between the cells
 * beside a decimal comma, commas beside a point. Numbers have every digit that a double has, and their
 * sign. Text that would be a formula is made safe, see {@link withoutFormulas}; a byte order mark stands
 * before text that is not ASCII, without which Excel misreads it.
 */
export function csvText(rows: ReadonlyArray<readonly SheetCell[]>, mark: DecimalMark): string {
  const delimiter = mark === ',' ? ';' : ',';
  const lines = rows.map((row) => row.map((cell) => cellText(cell, mark, delimiter)));
  const text = lines.map((cells) => `${cells.join(delimiter)}\r\n`).join('');
  return isAscii(text) ? text : `\ufeff${text}`;
}

/** Rows for the clipboard, as spreadsheets take them: tabs between the cells, else as in a file. */
export function sheetText(rows: ReadonlyArray<readonly SheetCell[]>, mark: DecimalMark): string {
  return rows
    .map((row) => `${row.map((cell) => cellText(cell, mark, '\t')).join('\t')}\n`)
    .join('');
}

/**
 * Text in which a spreadsheet finds no formula: an apostrophe stands wherever `=`, `+`, `-` or `@`
 * would begin a cell, and before a tab or line end at the start. What is a number stays one.
 */
export function withoutFormulas(text: string): string {
  return NUMBER.test(text) ? text : text.replace(FORMULA, "'");
}

function cellText(cell: SheetCell, mark: DecimalMark, delimiter: string): string {
  if (cell === undefined) return '';
  if (typeof cell === 'number') return numberText(cell, mark);
  const safe = cell.replace(FORMULA, "'");
  const needsQuotes = safe.includes(delimiter) || /["\r\n]|^\s|\s$/.test(safe);
  return needsQuotes ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** One more digit takes the doubt from `1.234`, which is a thousand and more elsewhere. */
function numberText(value: number, mark: DecimalMark): string {
  if (!Number.isFinite(value)) return '';
  const text = String(value).replace('.', mark);
  return AMBIGUOUS.test(text) ? `${text}0` : text;
}

function isAscii(text: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: all of ASCII is meant
  return /^[\u0000-\u007f]*$/.test(text);
}
