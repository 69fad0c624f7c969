import { DAYS_A_YEAR } from '../../../calibration/quotes/limits.ts';
import type { Problem } from '../../../calibration/quotes/surface.ts';
import { dateReader, isDate, isoDate } from './calendar-date.ts';
import { type DecimalMark, parseNumber } from './number-format.ts';
import { excerpt } from './words.ts';

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

export interface Maturities {
  /** Undefined where the cell is no number or date, or has passed. */
  readonly years: ReadonlyArray<number | undefined>;
  /** Written as expiry dates. */
  readonly dated: boolean;
  readonly problems: readonly Problem[];
  readonly notes: readonly string[];
}

/**
 * Maturities in years (actual/365) from numbers or from expiry dates, whichever most cells are.
 * Numbers are taken as years, and a cell that is none is left to the caller to name.
 */
export function readMaturities(
  cells: readonly PlacedText[],
  mark: DecimalMark,
  valuation: ValuationDates,
): Maturities {
  const filled = cells.flatMap(({ text }) => (text ? [text] : []));
  // A list of thousands of quotes has a dozen expiries.
  const dates = new Set([...new Set(filled)].filter(isDate));
  if (filled.filter((text) => dates.has(text)).length * 2 > filled.length) {
    return fromDates(cells, [...dates], valuation);
  }
  const years = cells.map(({ text }) => (text ? parseNumber(text, mark) : undefined));
  return { years, dated: false, problems: [], notes: [] };
}

function fromDates(
  cells: readonly PlacedText[],
  dates: readonly string[],
  { told, today }: ValuationDates,
): Maturities {
  const refuse = (message: string): Maturities => ({
    years: cells.map(() => undefined),
    dated: true,
    problems: [{ message }],
    notes: [],
  });
  const toldOnce = [...new Set(told)];
  const reader = dateReader([...dates, ...toldOnce.filter(isDate)]);
  if (!reader.ok) {
    const meanings = reader.meanings.join(' or ');
    return refuse(
      `The date ${excerpt(reader.ambiguous)} could be ${meanings}, and no other date tells which. Write dates as ${reader.meanings[0]}.`,
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
  return { years, dated: true, problems, notes: [note] };
}
