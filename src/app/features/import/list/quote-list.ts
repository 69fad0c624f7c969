import { MOST_QUOTES } from '../../../../calibration/quotes/limits.ts';
import { type QuotedSurface, surfaceFromQuotes } from '../../../../calibration/quotes/quotes.ts';
import type { Problem, Result } from '../../../../calibration/quotes/surface.ts';
import type { ImportContext } from '../import-context.ts';
import type { ImportedSurface } from '../imported-surface.ts';
import { type MarketTexts, readMarket, type ToldMarket, type ToldText } from '../market-lines.ts';
import type { DecimalMark } from '../number-format.ts';
import type { Reading } from '../reading.ts';
import type { ReadingOptions } from '../reading-options.ts';
import { spotFor } from '../spot.ts';
import type { Row } from '../table/read-table.ts';
import { count, excerpt, failure, shortNumber } from '../words.ts';
import { MARKET_NAMES } from './column-names.ts';
import { listMarket } from './implied-market.ts';
import type { QuoteColumns } from './quote-columns.ts';
import { enoughQuotes } from './quote-limits.ts';
import { type QuoteRows, readQuoteRows } from './quote-rows.ts';

/** The surface in rows that hold a list of quotes under a header, one or a call and a put a row. */
export function quoteListSurface(
  list: QuoteColumns,
  all: readonly Row[],
  lines: MarketTexts,
  mark: DecimalMark,
  context: ImportContext,
  options: ReadingOptions = {},
): Reading {
  const rows = all.slice(list.headerRows);
  const trouble = columnTrouble(list) ?? sizeTrouble(rows.length);
  if (trouble !== undefined) {
    return { result: failure([{ message: trouble }]), decided: { numbers: mark }, doubts: [] };
  }
  const told = withColumns(lines, list, rows);
  const dates = { told: told.get('date')?.map(({ text }) => text) ?? [], today: context.today };
  const style = { unit: options.maturities, dates: options.dates };
  const read = readQuoteRows(list, rows, mark, dates, style);
  const { unit, dateOrder, doubts } = read.maturities;
  const decided = { numbers: mark, maturities: unit, ...(dateOrder && { dates: dateOrder }) };
  const skipped = skippedNotes(all.slice(0, list.headerRows - 1));
  const result = surfaceOf(list, read, readMarket(told, mark), context, skipped);
  return { result, decided, doubts };
}

function surfaceOf(
  list: QuoteColumns,
  read: QuoteRows,
  market: ToldMarket,
  context: ImportContext,
  skipped: readonly string[],
): Result<ImportedSurface> {
  const problems = [...market.problems, ...read.problems];
  if (problems.length > 0) return failure(problems);

  const found = listMarket(read.quotes, market, context);
  const { notes: marketNotes, ...known } = found ?? {
    spot: context.spot,
    rate: market.rate ?? context.rate,
    dividendYield: market.dividendYield ?? context.dividendYield,
    notes: [],
  };
  const rowOf = (quote: number) => `row ${read.rowNumbers[quote]}`;
  const { forwards } = read;
  const isTold = forwards.length > 0;
  const built = surfaceFromQuotes(read.quotes, { ...known, ...(isTold && { forwards }) }, rowOf);
  if (!built.ok) {
    return failure(
      built.faults.map(({ quote, message }): Problem => {
        const named = quote === undefined ? undefined : quoteName(read, quote);
        return { message: named === undefined ? message : `${named} ${message}` };
      }),
    );
  }
  const { surface, notes } = found ? built.value : oneSided(built.value, context);
  return enoughQuotes({
    surface,
    notes: [
      ...skipped,
      ...headNotes(list, read),
      ...read.notes,
      ...market.notes,
      ...marketNotes,
      ...(isTold ? [`Forwards are read from “${list.nameOf('forward')}”.`] : []),
      ...notes,
    ],
  });
}

/** Why the columns are no quotes, and what to do. */
function columnTrouble({ columns, doubled, nameOf }: QuoteColumns): string | undefined {
  if (doubled !== undefined) {
    return `Two columns are named “${doubled}”. Name them apart, such as call_bid and put_bid, or remove one.`;
  }
  if (!columns.has('strike')) {
    return 'The list has no column of strikes. Name it “strike”.';
  }
  if (!(columns.has('years') || columns.has('days') || columns.has('expiry'))) {
    return 'The list has no column of maturities. Name it “maturity” (years), “days” or “expiry” (dates).';
  }
  for (const side of ['', 'call ', 'put '] as const) {
    const [bid, ask] = [columns.has(`${side}bid`), columns.has(`${side}ask`)];
    if (bid !== ask && !columns.has(`${side}price`)) {
      return `The list has a column “${nameOf(bid ? `${side}bid` : `${side}ask`)}” and none for the ${bid ? 'ask' : 'bid'}. Add it, or a column “price”.`;
    }
  }
  if ([...columns.keys()].some((role) => /(?:price|bid|ask)$/.test(role))) return undefined;
  return columns.has('volatility')
    ? `“${nameOf('volatility')}” are volatilities, and prices are needed. Add a column “price”, or “bid” and “ask”.`
    : 'The list has no column of prices. Name it “price”, or “bid” and “ask”.';
}

function sizeTrouble(rows: number): string | undefined {
  if (rows === 0) return 'The list has a header and no quotes under it. Copy the quotes too.';
  return rows > MOST_QUOTES
    ? `The list has ${count(rows, 'row')}, more than the ${count(MOST_QUOTES, 'quote')} that are read. Copy fewer expiries.`
    : undefined;
}

/** What lines and columns tell of the market; a column counts before a line. */
function withColumns(
  lines: MarketTexts,
  { columns, nameOf }: QuoteColumns,
  rows: readonly Row[],
): MarketTexts {
  const told = new Map(lines);
  for (const name of MARKET_NAMES) {
    const column = columns.get(name);
    if (column === undefined) continue;
    const percent = nameOf(name).includes('%');
    const texts = rows.flatMap(({ number, cells }): ToldText[] => {
      const text = cells[column];
      return text ? [{ text, percent, place: `Row ${number}` }] : [];
    });
    if (texts.length > 0) told.set(name, texts);
  }
  return told;
}

function quoteName({ quotes, rowNumbers }: QuoteRows, i: number): string {
  const quote = quotes[i];
  const named = quote ? ` (${quote.type}, strike ${shortNumber(quote.strike)})` : '';
  return `Row ${rowNumbers[i]}${named}`;
}

/** The spot of a list that tells no forward, having calls only or puts only. */
function oneSided(quoted: QuotedSurface, context: ImportContext): QuotedSurface {
  const { surface } = quoted;
  const { strikes, maturities, prices, puts } = surface;
  const calls = puts ? prices.map((price, i) => (puts[i] ? undefined : price)) : prices;
  const spot = spotFor(true, strikes, maturities, calls, context);
  return {
    ...quoted,
    surface: { ...surface, spot: spot.value },
    notes: [...quoted.notes, ...spot.notes],
  };
}

function skippedNotes(rows: readonly Row[]): string[] {
  return rows.map(({ number, cells }) => {
    const text = cells.find((cell) => cell !== '') ?? '';
    return `Row ${number} (${excerpt(text)}) is not part of the list and was skipped.`;
  });
}

function headNotes({ columns, ignored }: QuoteColumns, { quotes }: QuoteRows): string[] {
  const puts = quotes.filter(({ type }) => type === 'put').length;
  const kinds = [...countOf(quotes.length - puts, 'call'), ...countOf(puts, 'put')];
  const notes = [`Read as a list of quotes: ${kinds.join(' and ')}.`];
  const isTyped =
    columns.has('type') || [...columns.keys()].some((role) => /^(?:call|put) /.test(role));
  if (!isTyped) notes.push('No column says call or put: all are read as calls.');
  if (ignored.length > 0) {
    const names = [...new Set(ignored)].map((name) => `“${name}”`).join(', ');
    notes.push(
      `${names} ${ignored.length === 1 ? 'is' : 'are'} not used: other columns have better prices.`,
    );
  }
  return notes;
}

function countOf(n: number, noun: string): string[] {
  return n === 0 ? [] : [count(n, noun)];
}
