import type { Problem } from '../../../calibration/quotes/surface.ts';
import { isDate } from './calendar-date.ts';
import { type MarketName, marketName } from './list/column-names.ts';
import { type DecimalMark, isNumber, parseNumber } from './number-format.ts';
import { excerpt, shortNumber } from './words.ts';

/** A text that tells something of the market. */
export interface ToldText {
  readonly text: string;
  /** Its label says per cent. */
  readonly percent: boolean;
  /** `Row 3` */
  readonly place: string;
}

/** All that a text tells of its market, unread: one text from a line, one a row from a column. */
export type MarketTexts = ReadonlyMap<MarketName, readonly ToldText[]>;

/** What the text tells of the market; what it does not is undefined. */
export interface ToldMarket {
  readonly spot?: number;
  readonly rate?: number;
  readonly dividendYield?: number;
  readonly problems: readonly Problem[];
  readonly notes: readonly string[];
}

interface Row {
  readonly number: number;
  readonly cells: readonly string[];
}

const LINES = 40;
const LONGEST_LINE = 200;
const LABELLED = /^(\p{L}[\p{L}\d _.()%-]*?)\s*[:=\s]\s*([-+\u2212\p{Sc}]?\s*\d.*)$/u;
const PER_CENT = /\s*%$/;
const ASSIGNED = /^([^:=]+)[:=]\s*(.+)$/;

/** Takes lines such as `spot,5230.5` or `Rate: 4.3 %` out of the top of a table. */
export function takeMarketLines<R extends Row>(
  rows: readonly R[],
): { told: MarketTexts; rows: readonly R[] } {
  const told = new Map<MarketName, ToldText[]>();
  const rest = rows.filter((row, i) => {
    if (i >= LINES) return true;
    const pairs = marketPairs(row.cells.filter((cell) => cell !== ''));
    for (const { label, name, text } of pairs ?? []) {
      const entry = { text, percent: label.includes('%'), place: `Row ${row.number}` };
      told.set(name, [...(told.get(name) ?? []), entry]);
    }
    return pairs === undefined;
  });
  return { told, rows: rest };
}

interface MarketPair {
  readonly label: string;
  readonly name: MarketName;
  readonly text: string;
}

/**
 * The labels and values that a line consists of, or that stand in it as `Date: 18 Dec 2026` among
 * others; undefined where it holds none.
 */
function marketPairs(cells: readonly string[]): readonly MarketPair[] | undefined {
  if (cells.length > LINES) return undefined;
  const line = cells.join(' ');
  if (line.length > LONGEST_LINE) return undefined;
  const whole = labelled(line, LABELLED);
  if (whole) return [whole];
  const assigned = cells.flatMap((cell) => labelled(cell, ASSIGNED) ?? []);
  if (assigned.length > 0) return assigned;
  const pairs: MarketPair[] = [];
  for (let i = 0; i < cells.length; i++) {
    const pair =
      labelled(cells[i] ?? '', LABELLED) ?? labelled(cells.slice(i, i + 2).join(' '), LABELLED);
    if (!pair) return undefined;
    if (!labelled(cells[i] ?? '', LABELLED)) i++;
    pairs.push(pair);
  }
  return pairs.length > 0 ? pairs : undefined;
}

function labelled(text: string, pattern: RegExp): MarketPair | undefined {
  const [, label = '', value = ''] = pattern.exec(text) ?? [];
  const name = marketName(label);
  if (name === undefined) return undefined;
  const fits = name === 'date' ? isDate(value) : isNumber(value.replace(PER_CENT, ''));
  return fits ? { label, name, text: value.trim() } : undefined;
}

const ADVICE = {
  spot: 'Write it as 5230.5',
  rate: 'Write it as 4.3 % or 0.043',
  'dividend yield': 'Write it as 1.3 % or 0.013',
};
/** A rate of 100 % or more is a per cent without its sign. */
const LARGEST_RATE = 1;
/** A column of the spot may tick between its rows, not jump. */
const MOST_SPREAD = 1.02;

/** Numbers from what is told, with a note that repeats them. */
export function readMarket(told: MarketTexts, mark: DecimalMark): ToldMarket {
  const problems: Problem[] = [];
  const notes: string[] = [];
  const read = (name: keyof typeof ADVICE): number | undefined => {
    const texts = told.get(name) ?? [];
    const values: number[] = [];
    for (const { text, percent, place } of texts) {
      const value = toldNumber(name, text, percent, mark);
      if (value === undefined) {
        const message = `${place}: the ${name} ${excerpt(text)} cannot be read. ${ADVICE[name]}.`;
        problems.push({ message });
      } else values.push(value);
    }
    if (values.length === 0) return undefined;
    const sorted = values.toSorted((a, b) => a - b);
    const [low = 0, high = 0] = [sorted[0], sorted.at(-1)];
    const middle = sorted[sorted.length >> 1] ?? 0;
    if (name === 'spot' && high > MOST_SPREAD * low) {
      const range = `${shortNumber(low)} to ${shortNumber(high)}`;
      problems.push({
        message: `The spot goes from ${range}: these are quotes of several times or underlyings. Keep those of one.`,
      });
    }
    const show = (value: number) => (name === 'spot' ? shortNumber(value) : inPercent(value));
    const range = low === high ? '' : `, the middle of ${show(low)} to ${show(high)}`;
    notes.push(`The ${name} is read from the text: ${show(middle)}${range}.`);
    return middle;
  };
  const spot = read('spot');
  const rate = read('rate');
  const dividendYield = read('dividend yield');
  return {
    ...(spot !== undefined && { spot }),
    ...(rate !== undefined && { rate }),
    ...(dividendYield !== undefined && { dividendYield }),
    problems,
    notes,
  };
}

/** `4.3 %` */
export function inPercent(value: number): string {
  return `${Number((100 * value).toFixed(2))} %`;
}

function toldNumber(
  name: keyof typeof ADVICE,
  text: string,
  percent: boolean,
  mark: DecimalMark,
): number | undefined {
  const bare = text.replace(PER_CENT, '');
  const number = parseNumber(bare, mark) ?? parseNumber(bare, mark === '.' ? ',' : '.');
  if (number === undefined) return undefined;
  if (name === 'spot')
    return number > 0 && Number.isFinite(number) && bare === text ? number : undefined;
  const isPercent = percent || bare !== text;
  // 1.3 / 100 is 0.013 only after rounding.
  const value = isPercent ? Number((number / 100).toPrecision(15)) : number;
  return Math.abs(value) < LARGEST_RATE ? value : undefined;
}
