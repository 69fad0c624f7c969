import { DAYS_A_YEAR } from '../../../../calibration/quotes/limits.ts';
import type { Quote } from '../../../../calibration/quotes/quotes.ts';
import type { Problem } from '../../../../calibration/quotes/surface.ts';
import {
  LONGEST_MATURITY,
  type Maturities,
  type MaturityStyle,
  readMaturities,
  type ValuationDates,
} from '../maturities.ts';
import { notNumber } from '../number-cell.ts';
import { type DecimalMark, isUnquoted, parseNumber } from '../number-format.ts';
import type { Row } from '../table/read-table.ts';
import { count, excerpt, shortNumber } from '../words.ts';
import type { ColumnRole, Side } from './column-names.ts';
import type { QuoteColumns } from './quote-columns.ts';

export interface QuoteRows {
  readonly quotes: readonly Quote[];
  /** Row of the file, from 1, of each quote. */
  readonly rowNumbers: readonly number[];
  /** Of each maturity, where a column tells it: the first row's. */
  readonly forwards: ReadonlyArray<{ readonly maturity: number; readonly forward: number }>;
  readonly problems: readonly Problem[];
  readonly notes: readonly string[];
  readonly maturities: Pick<Maturities, 'unit' | 'dateOrder' | 'doubts'>;
}

const MATURITY_ROLES = ['years', 'days', 'expiry'] as const;
const PRICE_FIELDS = ['price', 'bid', 'ask'] as const;
const CALL = /^c(?:alls?)?$|^call option$/i;
const PUT = /^p(?:uts?)?$|^put option$/i;

/** Whether a cell says call or put. */
export function sideOf(text: string): Side | undefined {
  return CALL.test(text) ? 'call' : PUT.test(text) ? 'put' : undefined;
}

/** The quotes in the rows under the header, each row that cannot be read a problem of its own. */
export function readQuoteRows(
  list: QuoteColumns,
  rows: readonly Row[],
  mark: DecimalMark,
  valuation: ValuationDates,
  style: MaturityStyle = {},
): QuoteRows {
  const { columns } = list;
  const roles = [...columns.keys()].filter((role) => /(?:price|bid|ask)$/.test(role));
  const cellOf = (row: Row, role: ColumnRole) => row.cells[columns.get(role) ?? -1];
  const priced = rows.filter((row) => roles.some((role) => !isUnquoted(cellOf(row, role))));
  const maturities = maturityColumn(list, priced, mark, valuation, style);
  const problems: Problem[] = [...maturities.problems];
  const number = (row: Row, role: ColumnRole): number | undefined => {
    const text = cellOf(row, role);
    if (text === undefined || isUnquoted(text)) return undefined;
    const value = parseNumber(text, mark);
    if (value === undefined) {
      const trouble = notNumber(text, mark, 'a number');
      problems.push({ message: `Row ${row.number}, “${list.nameOf(role)}”: ${trouble}` });
    }
    return value ?? Number.NaN;
  };

  const counts: Counts = { noPrice: rows.length - priced.length, zero: 0, oneSided: 0, instead: 0 };
  const hasSides = roles.some((role) => role.endsWith('bid'));
  const worth = (row: Row, side: Side | undefined): Worth | undefined => {
    const [price, bid, ask] = PRICE_FIELDS.map((field) =>
      number(row, side === undefined ? field : `${side} ${field}`),
    );
    if (bid === 0 && ask === 0) {
      counts.zero++;
      return undefined;
    }
    if (bid !== undefined && ask !== undefined) return { bid, ask };
    if (price === undefined) {
      if ((bid ?? ask ?? 0) > 0) counts.oneSided++;
      return undefined;
    }
    if (hasSides) counts.instead++;
    return { price };
  };

  const quotes: Quote[] = [];
  const rowNumbers: number[] = [];
  const forwards = new Map<number, number>();
  const sides = sidesOf(columns);
  for (const [i, row] of priced.entries()) {
    const strike = number(row, 'strike');
    if (strike === undefined) {
      const message = `Row ${row.number}: the strike is missing. Type it, or remove the row.`;
      problems.push({ message });
    }
    const maturity = maturities.years[i];
    const forward = number(row, 'forward');
    if (maturity !== undefined && forward !== undefined && !forwards.has(maturity)) {
      forwards.set(maturity, forward);
    }
    for (const side of sides) {
      const fault = side === undefined ? typeTrouble(list, row) : undefined;
      if (fault !== undefined) problems.push({ message: fault });
      const type = side ?? sideOf(cellOf(row, 'type') ?? 'call') ?? 'call';
      const value = worth(row, side);
      if (strike === undefined || maturity === undefined || value === undefined) continue;
      quotes.push({ strike, maturity, type, ...value });
      rowNumbers.push(row.number);
    }
  }
  const notes = [...maturities.notes, ...countNotes(list, counts)];
  const told = Array.from(forwards, ([maturity, forward]) => ({ maturity, forward }));
  return { quotes, rowNumbers, forwards: told, problems, notes, maturities };
}

type Worth = { readonly price: number } | { readonly bid: number; readonly ask: number };

/** Calls and puts where columns name them; undefined stands for the side that the row names. */
function sidesOf(columns: QuoteColumns['columns']): ReadonlyArray<Side | undefined> {
  const has = (side: '' | 'call ' | 'put ') =>
    PRICE_FIELDS.some((field) => columns.has(`${side}${field}`));
  return [
    ...(has('') ? [undefined] : []),
    ...(has('call ') ? (['call'] as const) : []),
    ...(has('put ') ? (['put'] as const) : []),
  ];
}

function typeTrouble({ columns, nameOf }: QuoteColumns, row: Row): string | undefined {
  const column = columns.get('type');
  if (column === undefined) return undefined;
  const text = row.cells[column] ?? '';
  if (sideOf(text) !== undefined) return undefined;
  const has = text === '' ? 'is empty' : `has ${excerpt(text)}`;
  return `Row ${row.number}: “${nameOf('type')}” ${has}. Write C for a call or P for a put.`;
}

/** Maturities in years; undefined where a problem names the row. */
function maturityColumn(
  { columns, nameOf }: QuoteColumns,
  rows: readonly Row[],
  mark: DecimalMark,
  valuation: ValuationDates,
  style: MaturityStyle,
): Maturities {
  const role = MATURITY_ROLES.find((name) => columns.has(name)) ?? 'years';
  const column = columns.get(role) ?? -1;
  const name = nameOf(role);
  const cells = rows.map(({ number, cells: row }) => ({
    text: row[column],
    place: `Row ${number}, “${name}”`,
  }));
  const named = role === 'days' ? role : /y(?:ea)?rs?\b/i.test(name) ? 'years' : undefined;
  const read = readMaturities(cells, mark, valuation, { ...style, named });
  const problems = [...read.problems];
  if (problems.length > 0 && read.years.every((value) => value === undefined)) return read;
  cells.forEach(({ text, place }, i) => {
    if (!text) problems.push({ message: `${place}: the maturity is missing. Type it.` });
    else if (read.unit !== 'dates' && read.years[i] === undefined) {
      problems.push({ message: `${place}: ${notNumber(text, mark, 'a maturity')}` });
    }
  });
  if (read.unit === 'days' || read.unit === 'months') {
    const year = read.unit === 'days' ? DAYS_A_YEAR : 12;
    const note = `Maturities are the ${read.unit} in “${name}”, ${year} a year.`;
    return { ...read, problems, notes: [note] };
  }
  if (!read.assumed) return { ...read, problems };
  const longest = read.years.reduce<number>((most, years) => Math.max(most, years ?? 0), 0);
  if (longest > LONGEST_MATURITY) {
    problems.push({
      message: `The maturities in “${name}” go up to ${shortNumber(longest)}: these look like days. Name the column “days” if they are, else write years, such as 0.5, or dates.`,
    });
  }
  return { ...read, problems };
}

/** What was left out, or taken in place of bid and ask. */
interface Counts {
  noPrice: number;
  zero: number;
  oneSided: number;
  instead: number;
}

function countNotes({ columns, nameOf }: QuoteColumns, counts: Readonly<Counts>): string[] {
  const note = (n: number, noun: string, what: string, one: string, more: string) =>
    n === 0 ? [] : [`${count(n, noun)} ${what} ${n === 1 ? one : more}.`];
  const notes = [
    ...note(counts.noPrice, 'row', 'without any price', 'is skipped', 'are skipped'),
    ...note(counts.zero, 'option', 'with a bid and ask of 0', 'is left out', 'are left out'),
    ...note(counts.oneSided, 'option', 'with only a bid or an ask', 'is left out', 'are left out'),
  ];
  const prices = [...columns.keys()].filter((role) => role.endsWith('price')).map(nameOf);
  if (prices.length > 0 && [...columns.keys()].some((role) => role.endsWith('bid'))) {
    const names = prices.map((name) => `“${name}”`).join(' and ');
    notes.push(
      counts.instead === 0
        ? `Bid and ask are fitted; ${names} ${prices.length === 1 ? 'is' : 'are'} not used.`
        : `${names} ${prices.length === 1 ? 'is' : 'are'} taken for ${count(counts.instead, 'quote')} without bid and ask.`,
    );
  }
  if (columns.has('volatility')) {
    notes.push(`“${nameOf('volatility')}” is not used: prices are fitted.`);
  }
  return notes;
}
