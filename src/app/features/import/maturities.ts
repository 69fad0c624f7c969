import { DAYS_A_YEAR } from '../../../calibration/quotes/limits.ts';
import type { Problem } from '../../../calibration/quotes/surface.ts';
import { dateReader, isDate, isoDate } from './calendar-date.ts';
import { type DecimalMark, parseNumber } from './number-format.ts';
import type { DateOrder, Doubt, MaturityUnit } from './reading-options.ts';
import { excerpt, shortNumber } from './words.ts';

/** A cell and how a message names it. */
export interface PlacedText {
  readonly text: string | undefined;
  /** `Row 3, column 1` */
  readonly place: string;
}

/** What dates are counted from: as the text tells, else today. */
export interface ValuationDates {
  readonly told: readonly string[];
  /** ISO date. */
  readonly today: string;
}

/** How maturities are written, where that is not to be found. */
export interface MaturityStyle {
  /** What a header names. */
  readonly named?: 'years' | 'days' | 'months' | undefined;
  /** What the analyst says. */
  readonly unit?: MaturityUnit | undefined;
  readonly dates?: DateOrder | undefined;
}

export interface Maturities {
  /** Undefined where the cell is no number or date, or has passed. */
  readonly years: ReadonlyArray<number | undefined>;
  readonly unit: MaturityUnit;
  /** Not chosen, and years for want of another name. */
  readonly assumed: boolean;
  /** Order of day and month, where the dates have one. */
  readonly dateOrder?: DateOrder | undefined;
  readonly problems: readonly Problem[];
  readonly notes: readonly string[];
  readonly doubts: readonly Doubt[];
}

const UNITS_A_YEAR = { years: 1, months: 12, days: DAYS_A_YEAR };

/**
 * Maturities in years (actual/365) from numbers or from expiry dates, whichever most cells are.
 * Numbers are years, unless a header or the analyst says otherwise; a cell that is none is left to
 * the caller to name.
 */
export function readMaturities(
  cells: readonly PlacedText[],
  mark: DecimalMark,
  valuation: ValuationDates,
  { named, unit: chosen, dates: order }: MaturityStyle = {},
): Maturities {
  const filled = cells.flatMap(({ text }) => (text ? [text] : []));
  // A list of thousands of quotes has a dozen expiries.
  const dates = new Set([...new Set(filled)].filter(isDate));
  const areDates = filled.filter((text) => dates.has(text)).length * 2 > filled.length;
  if (chosen === 'dates' || (!chosen && areDates)) {
    return fromDates(cells, [...dates], valuation, order);
  }
  const unit = chosen ?? named ?? 'years';
  const assumed = !chosen && unit === 'years';
  const numbers = cells.map(({ text }) => (text ? parseNumber(text, mark) : undefined));
  const doubt =
    assumed && !named ? unitDoubt(numbers.filter((value) => value !== undefined)) : undefined;
  return {
    years: numbers.map((value) => (value === undefined ? undefined : value / UNITS_A_YEAR[unit])),
    unit,
    assumed,
    problems: [],
    notes: [],
    doubts: doubt ? [doubt] : [],
  };
}

/** Longer than any listed option lives: such numbers count days or months. */
export const LONGEST_MATURITY = 30;
/** From here on a note says that numbers are years, and whole ones may be months. */
export const LONG_MATURITY = 5;

/** Whether numbers may count days or months: too long for years, or in whole quarters or weeks. */
function unitDoubt(values: readonly number[]): Doubt | undefined {
  const longest = values.reduce((most, value) => Math.max(most, value), 0);
  if (longest <= LONG_MATURITY || !Number.isFinite(longest)) return undefined;
  const shortest = values.reduce((least, value) => Math.min(least, value), longest);
  // 1, 2, 3, 6, 9, 12, 18, 24 … are what months are quoted at.
  const areMonths = shortest <= 12 && values.every((value) => value <= 2 || value % 3 === 0);
  const range = `${shortNumber(shortest)} to ${shortNumber(longest)}`;
  if (longest > LONGEST_MATURITY) {
    return {
      about: 'maturities',
      question: `The maturities go from ${range}. Are they days or months?`,
      proposed: { maturities: areMonths ? 'months' : 'days' },
      between: areMonths ? 'months' : 'days',
    };
  }
  const areWeeks = values.every((value) => value % 7 === 0);
  if (!values.every(Number.isInteger) || !(areMonths || areWeeks)) return undefined;
  return {
    about: 'maturities',
    question: `The maturities are whole numbers from ${range}. Are they years, months or days?`,
    proposed: { maturities: areMonths ? 'months' : 'days' },
    between: areMonths ? 'years months' : 'years days',
  };
}

function fromDates(
  cells: readonly PlacedText[],
  dates: readonly string[],
  { told, today }: ValuationDates,
  order: DateOrder | undefined,
): Maturities {
  const base = { unit: 'dates', assumed: false, doubts: [] } as const;
  const refuse = (message: string, doubts: readonly Doubt[] = []): Maturities => ({
    ...base,
    years: cells.map(() => undefined),
    problems: [{ message }],
    notes: [],
    doubts,
  });
  const toldOnce = [...new Set(told)];
  const reader = dateReader([...dates, ...toldOnce.filter(isDate)], order);
  if (!reader.ok) {
    const meanings = reader.meanings.join(' or ');
    const example = excerpt(reader.ambiguous);
    const question = `${example} could be ${meanings}. Does the day or the month stand first?`;
    return refuse(
      `The date ${example} could be ${meanings}, and no other date tells which. Write dates as ${reader.meanings[0]}.`,
      [{ about: 'dates', question, between: 'day-first month-first' }],
    );
  }
  const bad = toldOnce.find((text) => reader.read(text) === undefined);
  if (bad !== undefined) {
    return refuse(`The valuation date ${excerpt(bad)} is no date. Write it as ${today}.`);
  }
  const days = [...new Set(toldOnce.map((text) => reader.read(text) ?? Number.NaN))];
  if (days.length > 1) {
    return refuse(
      `The quotes are of ${days.length} dates, ${isoDate(Math.min(...days))} to ${isoDate(Math.max(...days))}. Keep those of one.`,
    );
  }
  const start = days[0] ?? Date.parse(today) / 86_400_000;
  const from = isoDate(start);
  const problems: Problem[] = [];
  const dayOf = new Map(dates.map((text) => [text, reader.read(text)]));
  const years = cells.map(({ text, place }) => {
    const day = dayOf.get(text ?? '');
    if (text && day === undefined) {
      problems.push({ message: `${place}: ${excerpt(text)} is no date. Write it as ${from}.` });
    }
    if (day === undefined) return undefined;
    if (day > start) return (day - start) / DAYS_A_YEAR;
    const advice =
      days.length > 0
        ? 'Remove what has expired, or correct the date.'
        : 'If the quotes are older, write “valuation date, 2026-01-31” (theirs) in a line above the table.';
    const whose = days.length > 0 ? 'the valuation date' : 'today,';
    problems.push({
      message: `${place}: the expiry ${isoDate(day)} is not after ${whose} ${from}. ${advice}`,
    });
    return undefined;
  });
  const note =
    days.length > 0
      ? `Maturities are counted from the valuation date ${from}, actual/365.`
      : `The text names no valuation date: maturities are counted from today, ${from}, actual/365.`;
  return { ...base, years, dateOrder: reader.order, problems, notes: [note] };
}
