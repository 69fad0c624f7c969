import type { Result } from '../../../calibration/surface.ts';
import type { ImportedSurface } from './imported-surface.ts';
import { type DecimalMark, decimalMark, parseNumber } from './number-format.ts';
import { quoteListColumns } from './quote-list.ts';
import { commonWidth, splitRows, type TextTable, tableOf } from './read-table.ts';
import { requestSurface } from './request-json.ts';
import { wholeGrid, wrongShape } from './size-problem.ts';
import { tableSurface } from './table-surface.ts';
import { count, excerpt, failure } from './words.ts';

/** Spot (currency) and rate (per year) on the screen, for a table that has none of its own. */
export interface ImportContext {
  readonly spot: number;
  readonly rate: number;
  readonly fileName?: string;
}

const LONGEST_TEXT = 2_000_000;
/** A 20 × 10 table with every digit of its numbers has about 4,000 characters. */
const LONGEST_TABLE = 64_000;
/** Lines beyond which a table is not looked at cell by cell. */
const MOST_LINES = 60;

/**
 * Reads a surface from pasted text or a file: a table delimited by tabs, semicolons, commas, pipes
 * or spaces, with or without headers, either way round, in any locale; or a request of the REST
 * contract in JSON. Never throws; time is linear in the text and bounded by its limit of 2 MB.
 */
export function importSurface(text: string, context: ImportContext): Result<ImportedSurface> {
  const refused = refusal(text, context.fileName ?? '');
  if (refused) return failure([{ message: refused }]);
  const body = text.replace(/^\ufeff/, '');
  return body.trimStart().startsWith('{') ? requestSurface(body) : importTable(body, context);
}

/** Why text is neither a table nor a request, and what to do, or undefined. */
function refusal(text: string, fileName: string): string | undefined {
  if (text.length > LONGEST_TEXT)
    return `This is ${(text.length / 1e6).toFixed(1)} MB of text, more than the 2 MB that are read. Copy only the table of prices.`;
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

function importTable(text: string, context: ImportContext): Result<ImportedSurface> {
  const { delimiter, rows } = splitRows(text.slice(0, LONGEST_TABLE));
  const columns = quoteListColumns(rows);
  if (columns)
    return failure([
      {
        message: `Row ${columns.row} names the columns ${columns.names}: this is a list of quotes, one a row. Such lists are not supported yet. Paste ${wholeGrid}.`,
      },
    ]);
  const open = rows.find(({ cells }) => cells.some((cell) => cell.includes('\n')));
  if (open && (text.split('"').length - 1) % 2 === 1)
    return failure([
      { message: `Row ${open.number} has a quotation mark that is never closed. Remove it.` },
    ]);
  if (text.length > LONGEST_TABLE)
    return failure([
      {
        message: `This table has ${count(text.length, 'character')}, too many for 20 × 10 prices. Copy only those and their headers.`,
      },
    ]);
  const width = commonWidth(rows);
  if (rows.length < 2)
    return failure([
      {
        message: `This is one row of ${count(width, 'cell')}. Paste the whole table: ${wholeGrid}.`,
      },
    ]);
  if (rows.length > MOST_LINES || width > MOST_LINES)
    return failure([wrongShape(rows.length, width)]);

  const table = tableOf(delimiter, rows);
  const evidence = decimalMark(
    table.cells.flatMap((row) => row.filter((cell) => cell !== undefined)),
  );
  return evidence.mark !== undefined
    ? tableSurface(table, evidence.mark, context)
    : plausibleReading(table, evidence.ambiguous, context);
}

/**
 * Chooses between 1.234 and 1234 for a table in which every number with a mark could be either:
 * the reading that fits the spot, the headers and the fall of prices with the strike.
 */
function plausibleReading(
  table: TextTable,
  example: string,
  context: ImportContext,
): Result<ImportedSurface> {
  const readings = (['.', ','] as const).map((mark) => ({
    mark,
    result: tableSurface(table, mark, context),
  }));
  const sound = readings.filter(({ result }) => result.ok && isPlausible(result.value));
  // Where both are a surface, the one that lies around the analyst's own spot is meant.
  const near = sound.filter(
    ({ result }) => result.ok && result.value.surface.spot === context.spot,
  );
  const chosen = sound.length === 1 ? sound[0] : near.length === 1 ? near[0] : undefined;
  const meanings = readings.map(({ mark }) => parseNumber(example, mark)).join(' or ');
  if (chosen?.result.ok) {
    const { value } = chosen.result;
    const note = `${excerpt(example)} could be ${meanings}: read as ${parseNumber(example, chosen.mark)} (${markName(chosen.mark)}), which fits the spot and the strikes.`;
    return {
      ok: true,
      value: { ...value, notes: [note, ...value.notes.filter((n) => n !== 'Decimal comma.')] },
    };
  }
  const failed = readings.flatMap(({ result }) => (result.ok ? [] : [result]));
  const fewest = failed.toSorted((a, b) => a.problems.length - b.problems.length)[0];
  if (fewest && failed.length === readings.length) return fewest;
  return failure([
    {
      message: `${excerpt(example)} could be ${meanings}, and no other number of the table tells which. Show more decimals, or none, and no thousands separators, then paste again.`,
    },
  ]);
}

function markName(mark: DecimalMark): string {
  return mark === '.' ? 'decimal point' : 'decimal comma';
}

/** Prices of the size of the spot that fall with the strike, but for noise. */
function isPlausible({ surface }: ImportedSurface): boolean {
  const { prices, spot, maturities } = surface;
  const dearest = Math.max(...prices);
  const pairs = prices.slice(maturities.length).map((price, i) => price <= (prices[i] ?? 0));
  const falling = pairs.filter(Boolean).length;
  return dearest <= spot && dearest >= spot / 1000 && falling >= 0.9 * pairs.length;
}
