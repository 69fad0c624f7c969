import { dsvFormat } from 'd3-dsv';
import type { Problem } from '../../../calibration/surface.ts';
import { isNumber } from './number-format.ts';
import { count, excerpt } from './words.ts';

/** A rectangle of trimmed cells and where in the file it was. */
export interface TextTable {
  /** Undefined where a row ended before the others. */
  readonly cells: ReadonlyArray<ReadonlyArray<string | undefined>>;
  /** Row of the file, from 1, of each row of `cells`. */
  readonly rowNumbers: readonly number[];
  /** Column of the file, from 1, of the first column of `cells`. */
  readonly firstColumn: number;
  readonly delimiter: string;
  readonly notes: readonly string[];
  /** Rows that are shorter or longer than the others. */
  readonly problems: readonly Problem[];
}

interface Row {
  readonly number: number;
  readonly cells: readonly string[];
}

/** The delimiter is chosen by the start of the text: several times a whole 20 × 10 table. */
const SAMPLE_LENGTH = 32_768;
const SAMPLE_ROWS = 60;
/** Cells in a row of a 20 × 10 table or its transpose, with or without header column. */
const GOOD_WIDTHS = new Set([10, 11, 20, 21]);

/** In the order in which they win a tie: a comma is more often a decimal mark than a semicolon is. */
const DELIMITERS = ['\t', ';', '|', ',', ' '];

/** Rows of cells, quoted fields resolved; blank rows are left out, and their numbers with them. */
export function splitRows(text: string): { delimiter: string; rows: Row[] } {
  const sample = text.slice(0, SAMPLE_LENGTH);
  let best = { delimiter: '\t', score: -1 };
  for (const delimiter of DELIMITERS) {
    const score = delimiterScore(splitBy(delimiter, sample).slice(0, SAMPLE_ROWS));
    if (score > best.score) best = { delimiter, score };
  }
  return { delimiter: best.delimiter, rows: splitBy(best.delimiter, text) };
}

function splitBy(delimiter: string, text: string): Row[] {
  const rows =
    delimiter === ' '
      ? text.split(/\r\n|\n|\r/).map((line) => line.trim().split(/ +/))
      : dsvFormat(delimiter).parseRows(text);
  return rows
    .map((cells, i) => ({ number: i + 1, cells: cells.map((cell) => cell.trim()) }))
    .filter(({ cells }) => cells.some((cell) => cell !== ''));
}

/** Numbers found, those in rows of the right width before all others. */
function delimiterScore(rows: readonly Row[]): number {
  let score = 0;
  for (const { cells } of rows) {
    const numbers = cells.filter(isNumber).length;
    score += GOOD_WIDTHS.has(occupiedWidth(cells)) ? numbers * 1e6 : numbers;
  }
  return score;
}

/**
 * The table in these rows (not blank, a few dozen at most): titles above and notes below it, and
 * empty columns beside it, are cut off.
 */
export function tableOf(delimiter: string, rows: readonly Row[]): TextTable {
  const notes: string[] = [];
  const width = commonWidth(rows);
  const isTitle = ({ cells }: Row) => {
    const filled = cells.filter((cell) => cell !== '');
    if (isNumber(filled[0] ?? '')) return false;
    return filled.length < width / 2 || (filled.length !== width && !filled.some(isNumber));
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
  if (header && lacksCorner(header.cells, columns, lines.length)) {
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

/** R's write.table and aligned print-outs leave the corner out, so that the header is one short. */
function lacksCorner(header: readonly string[], columns: number, rows: number): boolean {
  return (
    header.length === columns - 1 &&
    (columns === 11 || columns === 21) &&
    (rows === 11 || rows === 21) &&
    isNumber(header[0] ?? '')
  );
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

/** The most frequent width of the rows; of equally frequent ones, the largest. */
export function commonWidth(rows: readonly Row[]): number {
  const frequency = new Map<number, number>();
  for (const { cells } of rows) {
    const width = occupiedWidth(cells);
    frequency.set(width, (frequency.get(width) ?? 0) + 1);
  }
  let best = { width: 0, times: 0 };
  for (const [width, times] of frequency) {
    if (times > best.times || (times === best.times && width > best.width)) best = { width, times };
  }
  return best.width;
}
