import { MOST_QUOTES } from '../../../calibration/quotes/limits.ts';
import type { ImportContext } from './import-context.ts';
import type { ImportResult } from './imported-surface.ts';
import { requestSurface } from './json/request-json.ts';
import { quoteColumns } from './list/quote-columns.ts';
import { quoteListSurface } from './list/quote-list.ts';
import { sideOf } from './list/quote-rows.ts';
import { type MarketTexts, takeMarketLines } from './market-lines.ts';
import { type DecimalMark, decimalMark } from './number-format.ts';
import type { Reading } from './reading.ts';
import type { Delimiter, ReadingOptions } from './reading-options.ts';
import { gridText } from './table/grid-text.ts';
import { plausibleReading } from './table/plausible-reading.ts';
import { commonWidth, type Row, splitRows, tableOf } from './table/read-table.ts';
import { wholeGrid, wrongShape } from './table/size-problem.ts';
import { tableSurface } from './table/table-surface.ts';
import { tooLarge } from './text-limit.ts';
import { gridMake, listMake, type TableMake } from './text-preview.ts';
import { count, failure } from './words.ts';

/** The largest grid that is read, whichever way round, and some lines around it. */
const MOST_STRIKES = 300;
const MOST_MATURITIES = 60;
const MARGIN = 20;

/**
 * Reads a surface from pasted text or a file: a table delimited by tabs, semicolons, commas, pipes
 * or spaces, with or without headers, either way round, in any locale; a list of quotes with a
 * header; or a request of the REST contract in JSON. Never throws; time is linear in the text and
 * bounded by its limit of 2 MB.
 * @param options Choices that are forced; of a table, the result tells those that were taken, and
 *   what could be read in another way.
 */
export function importSurface(
  text: string,
  context: ImportContext,
  options: ReadingOptions = {},
): ImportResult {
  const refused = refusal(text, context.fileName ?? '');
  if (refused) return failure([{ message: refused }]);
  const body = text.replace(/^\ufeff/, '');
  return body.trimStart().startsWith('{')
    ? requestSurface(body)
    : importTable(body, context, options);
}

/** Why text is neither a table nor a request, and what to do, or undefined. */
function refusal(text: string, fileName: string): string | undefined {
  const large = tooLarge(text.length);
  if (large !== undefined) return large;
  const start = text.slice(0, 1000).trimStart();
  if (start === '' && text.trim() === '') return `There is nothing to read. Paste ${wholeGrid}.`;
  if (start.startsWith('PK\u0003\u0004') || /\.(xlsx?|xlsm|ods|numbers)$/i.test(fileName))
    return 'This is a workbook, not text. Copy the table in the spreadsheet and paste it, or save the sheet as CSV.';
  if (start.startsWith('%PDF') || hasControlCharacters(text))
    return 'This is not text. Copy the table in the spreadsheet and paste it, or save it as CSV (UTF-8).';
  if (/^<[a-z!?]/i.test(start))
    return 'This is HTML or XML, not a table of text. Copy the cells themselves, or save the table as CSV.';
  if (start.startsWith('['))
    return `This is a JSON list. Write a request, {"option_prices": […]} with 200 prices strike by strike, or paste ${wholeGrid}.`;
  return undefined;
}

/** NUL and its like, which no text has. */
function hasControlCharacters(text: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  return /[\u0000-\u0008\u000e-\u001f]/.test(text);
}

function importTable(text: string, context: ImportContext, options: ReadingOptions): ImportResult {
  const { delimiter, rows: all } = splitRows(text, options.delimiter);
  const open = all.find(({ cells }) => cells.some((cell) => cell.includes('\n')));
  if (open && (text.split('"').length - 1) % 2 === 1)
    return failure([
      { message: `Row ${open.number} has a quotation mark that is never closed. Remove it.` },
    ]);
  const { told, rows } = takeMarketLines(all);
  const list = quoteColumns(rows);
  if (!list) return importGrid(delimiter, all, rows, told, context, options);
  const end = list.headerRows + MOST_QUOTES;
  const read = [...list.columns.values()];
  const cells = rows.slice(list.headerRows, end).flatMap((row) => read.map((i) => row.cells[i]));
  const reading = inSomeMark(cells, context, options.numbers, (mark) =>
    quoteListSurface(list, rows, told, mark, context, options),
  );
  return withReading(reading, listMake(delimiter, all, rows, list));
}

function importGrid(
  delimiter: Delimiter,
  all: readonly Row[],
  rows: readonly Row[],
  told: MarketTexts,
  context: ImportContext,
  options: ReadingOptions,
): ImportResult {
  const width = commonWidth(rows);
  const [short, long] = [rows.length, width].toSorted((a, b) => a - b);
  const isLarge = (short ?? 0) > MOST_MATURITIES + MARGIN || (long ?? 0) > MOST_STRIKES + MARGIN;
  const refused =
    rows.length < 2
      ? `This is one row of ${count(width, 'cell')}. Paste the whole table: ${wholeGrid}.`
      : lacksHeader(rows)
        ? 'This looks like a list of quotes without a header. Add a first row that names the columns, such as maturity, strike, type, bid, ask.'
        : isLarge
          ? wrongShape(rows.length, width).message
          : undefined;
  if (refused !== undefined) return failure([{ message: refused }]);

  const grid = gridText(tableOf(delimiter, rows), rows, told, options);
  const reading = inSomeMark(grid.table.cells.flat(), context, options.numbers, (mark) =>
    tableSurface(grid, mark, context, options),
  );
  return withReading(reading, gridMake(all, grid.table, reading.decided));
}

/** Rows that each say call or put. */
function lacksHeader(rows: readonly Row[]): boolean {
  const typed = rows.filter(({ cells }) => cells.slice(0, MARGIN).some((cell) => sideOf(cell)));
  return typed.length * 2 > rows.length;
}

/**
 * Reads with the decimal mark that is given, else with the one that the cells show; where none
 * decides, with the one that fits.
 */
function inSomeMark(
  cells: ReadonlyArray<string | undefined>,
  context: ImportContext,
  given: DecimalMark | undefined,
  read: (mark: DecimalMark) => Reading,
): Reading {
  if (given !== undefined) return read(given);
  const evidence = decimalMark(cells.filter((cell) => cell !== undefined));
  return evidence.mark !== undefined
    ? read(evidence.mark)
    : plausibleReading(evidence.ambiguous, context, read);
}

function withReading({ result, decided, doubts }: Reading, make: TableMake): ImportResult {
  const { delimiter, ...rest } = make;
  return { ...result, reading: { ...rest, decided: { delimiter, ...decided }, doubts } };
}
