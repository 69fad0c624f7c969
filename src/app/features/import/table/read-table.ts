import { dsvFormat } from 'd3-dsv';
import type { Problem } from '../../../../calibration/quotes/surface.ts';
import { trimmed } from '../../../format/odd-text.ts';
import { isDate } from '../calendar-date.ts';
import { isNumber, withoutPercent } from '../number-format.ts';
import type { Delimiter } from '../reading-options.ts';
import { count, excerpt } from '../words.ts';

/** A rectangle of trimmed cells and where in the file it was. */
export interface TextTable {
  /** Undefined where a row ended before the others. */
  readonly cells: ReadonlyArray<ReadonlyArray<string | undefined>>;
  /** Row of the file, from 1, of each row of `cells`. */
  readonly rowNumbers: readonly number[];
  /** Column of the file, from 1, of the first column of `cells`. */
  readonly firstColumn: number;
  readonly delimiter: Delimiter;
  readonly notes: readonly string[];
  /** Rows that are shorter or longer than the others. */
  readonly problems: readonly Problem[];
}

/** A row of the file, from 1, and its trimmed cells. */
export interface Row {
  readonly number: number;
  readonly cells: readonly string[];
}

/** The delimiter is chosen by the start of the text: several times a whole 20 × 10 table. */
const SAMPLE_LENGTH = 32_768;
const SAMPLE_ROWS = 60;

/** In the order in which they win a tie: a comma is more often a decimal mark than a semicolon is. */
const DELIMITERS: readonly Delimiter[] = ['\t', ';', '|', ',', ' '];

/**
 * Rows of cells, quoted fields resolved; blank rows are left out, and their numbers with them.
 * @param given The delimiter, where it is not to be found.
 */
export function splitRows(
  text: string,
  given?: Delimiter,
): { delimiter: Delimiter; rows: readonly Row[] } {
  if (given !== undefined) return { delimiter: given, rows: splitBy(given, text) };
  const sample = text.slice(0, SAMPLE_LENGTH);
  let best: { delimiter: Delimiter; score: number } = {
    delimiter: '\t',
    score: Number.NEGATIVE_INFINITY,
  };
  for (const delimiter of DELIMITERS) {
    const score = delimiterScore(delimiter, splitRaw(delimiter, sample).slice(0, SAMPLE_ROWS));
    if (score > best.score) best = { delimiter, score };
  }
  return { delimiter: best.delimiter, rows: splitBy(best.delimiter, text) };
}

function splitRaw(delimiter: Delimiter, text: string): string[][] {
  return delimiter === ' '
    ? text.split(/\r\n|\n|\r/).map((line) => line.trim().split(/ +/))
    : dsvFormat(delimiter).parseRows(text);
}

function splitBy(delimiter: Delimiter, text: string): Row[] {
  return splitRaw(delimiter, text)
    .map((cells, i) => ({ number: i + 1, cells: cells.map(trimmed) }))
    .filter(({ cells }) => cells.some((cell) => cell !== ''));
}

/** Numbers and dates found, less texts with digits or delimiters, which a wrong one leaves. */
function delimiterScore(delimiter: Delimiter, rows: ReadonlyArray<readonly string[]>): number {
  let score = 0;
  for (const cells of rows) {
    for (const raw of cells) {
      const cell = trimmed(raw);
      // No cell has a tab in it, nor one after it: that is where an empty cell follows.
      const isSplit = delimiter === '\t' || !raw.includes('\t');
      if (/[\d,;|]/.test(cell)) score += isSplit && isValue(cell) ? 1 : -1;
    }
    // Of equals the one that separates anything.
    score += Math.min(cells.length, 2) * 1e-6;
  }
  return score;
}

/**
 * The table in these rows (not blank, a few hundred at most): titles above and notes below it, and
 * empty columns beside it, are cut off.
 */
export function tableOf(delimiter: Delimiter, rows: readonly Row[]): TextTable {
  const notes: string[] = [];
  const width = commonWidth(rows);
  const isTitle = ({ cells }: Row) => {
    const filled = cells.filter((cell) => cell !== '');
    if (isValue(filled[0] ?? '')) return false;
    return filled.length < width / 2 || (filled.length !== width && !filled.some(isValue));
  };
  const first = rows.findIndex((row) => !isTitle(row));
  const end = rows.findLastIndex((row) => !isTitle(row)) + 1;
  const body = rows.slice(Math.max(first, 0), end);
  for (const row of [...rows.slice(0, Math.max(first, 0)), ...rows.slice(end)]) {
    const text = row.cells.find((cell) => cell !== '') ?? '';
    notes.push(`Row ${row.number} (${excerpt(text)}) is not part of the table and was skipped.`);
  }
  const left = body.reduce(
    (least, { cells }) =>
      Math.min(
        least,
        cells.findIndex((cell) => cell !== ''),
      ),
    width,
  );
  const columns = width - left;
  const lines = body.map(({ number, cells }) => ({ number, cells: cells.slice(left) }));
  const header = lines[0];
  if (header && lacksCorner(header.cells, columns, lines.length, delimiter)) {
    lines[0] = { number: header.number, cells: ['', ...header.cells] };
    notes.push('The header row starts over the second column: it has no corner cell.');
  }
  const problems = lines.flatMap((row) => raggedRow(row, columns, left, delimiter));
  return {
    cells: lines.map(({ cells }) => Array.from({ length: columns }, (_, j) => cells[j])),
    rowNumbers: lines.map(({ number }) => number),
    firstColumn: left + 1,
    delimiter,
    notes,
    problems,
  };
}

function isValue(cell: string): boolean {
  return isNumber(withoutPercent(cell)) || isDate(cell);
}

/**
 * R's write.table and aligned print-outs leave the corner out, so that the header is one short. So
 * does any text between spaces; only 20 × 10 of it may be prices whose first row lost a cell.
 */
function lacksCorner(
  header: readonly string[],
  columns: number,
  rows: number,
  delimiter: string,
): boolean {
  if (header.length !== columns - 1 || !isValue(header[0] ?? '')) return false;
  const isContract = (a: number, b: number) => (a === 11 || a === 21) && (b === 11 || b === 21);
  return isContract(columns, rows) || (delimiter === ' ' && columns * rows !== 200);
}

function raggedRow(row: Row, columns: number, left: number, delimiter: string): Problem[] {
  const has = Math.max(occupiedWidth(row.cells), Math.min(row.cells.length, columns));
  if (has === columns) return [];
  const start = `Row ${row.number} has ${count(has, 'cell')}, the others have ${columns}`;
  if (has < columns) {
    const missing = lineRange('column', left + has + 1, left + columns);
    return [{ message: `${start}: ${missing} missing. Add what is missing.` }];
  }
  const extra = lineRange('column', left + columns + 1, left + has);
  const hint =
    delimiter === ',' ? ' Numbers with a comma in them need quotation marks in such a file.' : '';
  return [{ message: `${start}: ${extra} too many. Remove what does not belong.${hint}` }];
}

/** `row 7 is`, `rows 7 to 9 are`. */
export function lineRange(noun: 'row' | 'column', from: number, to: number): string {
  if (from === to) return `${noun} ${from} is`;
  return `${noun}s ${from} ${to === from + 1 ? 'and' : 'to'} ${to} are`;
}

function occupiedWidth(cells: readonly string[]): number {
  return cells.findLastIndex((cell) => cell !== '') + 1;
}

/**
 * The width of the rows that hold most of the cells; of equal ones, the largest. Cells that are empty in all
 * of these rows, as after a delimiter at the end of the line, do not count.
 */
export function commonWidth(rows: readonly Row[]): number {
  const groups = [...Map.groupBy(rows, ({ cells }) => cells.length)];
  const [length] = groups.toSorted(
    ([width, a], [other, b]) => other * b.length - width * a.length || other - width,
  )[0] ?? [0];
  const common = rows.filter(({ cells }) => cells.length === length);
  return common.reduce((width, { cells }) => Math.max(width, occupiedWidth(cells)), 0);
}
