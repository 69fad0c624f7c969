import type { DateOrder } from './reading-options.ts';

/** Days since 1 January 1970, as a count without clock or time zone. */
export type DayNumber = number;

/** What tells how a table writes its dates, or one that could be read two ways. */
export type DateReader =
  | {
      readonly ok: true;
      /** Undefined where no date tells it, and none needs to. */
      readonly order: DateOrder | undefined;
      readonly read: (text: string) => DayNumber | undefined;
    }
  | { readonly ok: false; readonly ambiguous: string; readonly meanings: readonly string[] };

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const MONTH = '([a-z]{3})[a-z]*\\.?';
const YEAR = '(\\d{4}|\\d{2})';
const TIME = /(?:t|,?\s+)\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?\s*(?:z|[ap]m|[+-]\d{2}:?\d{2})?$/;
const WEEKDAY = /^(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+/;
const ISO = /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})$/;
const COMPACT = /^((?:19|20)\d{2})(\d{2})(\d{2})$/;
const GERMAN = new RegExp(`^(\\d{1,2})\\.(\\d{1,2})\\.${YEAR}$`);
const SLASHED = new RegExp(`^(\\d{1,2})([-/])(\\d{1,2})\\2${YEAR}$`);
const DAY_NAMED = new RegExp(`^(\\d{1,2})[-\\s]?${MONTH}[-\\s,]*${YEAR}$`);
const MONTH_NAMED = new RegExp(`^${MONTH}[-\\s]?(\\d{1,2})(?:,\\s*|[-\\s]+)${YEAR}$`);
const LONGEST_DATE = 40;

/** Whether `text` is a date in some way of writing. */
export function isDate(text: string): boolean {
  return readDate(text, 'day-first') !== undefined || readDate(text, 'month-first') !== undefined;
}

/**
 * Reads the dates of one table, which are all written alike: 12/18/2026 among them tells that
 * 03/04/2026 is the fourth of March. The time of day is dropped.
 * @param given The order of day and month, where it is not to be found.
 */
export function dateReader(texts: readonly string[], given?: DateOrder): DateReader {
  if (given) return { ok: true, order: given, read: (text) => readDate(text, given) };
  const unlike = texts.filter(
    (text) => readDate(text, 'day-first') !== readDate(text, 'month-first'),
  );
  const fits = (order: DateOrder) => unlike.every((text) => readDate(text, order) !== undefined);
  const [example] = unlike;
  if (example !== undefined && fits('day-first') === fits('month-first')) {
    const meanings = (['day-first', 'month-first'] as const).flatMap((order) => {
      const day = readDate(example, order);
      return day === undefined ? [] : [isoDate(day)];
    });
    return { ok: false, ambiguous: example, meanings };
  }
  const order = fits('day-first') ? 'day-first' : 'month-first';
  return {
    ok: true,
    order: example === undefined ? undefined : order,
    read: (text) => readDate(text, order),
  };
}

/** `2026-12-18` */
export function isoDate(day: DayNumber): string {
  return new Date(day * MILLISECONDS).toISOString().slice(0, 10);
}

const MILLISECONDS = 86_400_000;

function readDate(text: string, order: DateOrder): DayNumber | undefined {
  if (text.length > LONGEST_DATE) return undefined;
  const bare = text.trim().toLowerCase().replace(TIME, '').replace(WEEKDAY, '');
  const iso = ISO.exec(bare);
  if (iso) return dayNumber(iso[1], Number(iso[3]), iso[4]);
  const compact = COMPACT.exec(bare);
  if (compact) return dayNumber(compact[1], Number(compact[2]), compact[3]);
  const german = GERMAN.exec(bare);
  if (german) return dayNumber(german[3], Number(german[2]), german[1]);
  const slashed = SLASHED.exec(bare);
  if (slashed) {
    const [day, month] =
      order === 'day-first' ? [slashed[1], slashed[3]] : [slashed[3], slashed[1]];
    return dayNumber(slashed[4], Number(month), day);
  }
  const dayNamed = DAY_NAMED.exec(bare);
  if (dayNamed) return dayNumber(dayNamed[3], monthOf(dayNamed[2]), dayNamed[1]);
  const monthNamed = MONTH_NAMED.exec(bare);
  if (monthNamed) return dayNumber(monthNamed[3], monthOf(monthNamed[1]), monthNamed[2]);
  return undefined;
}

function monthOf(name = ''): number {
  return MONTHS.indexOf(name) + 1;
}

/** Undefined where the calendar has no such day. */
function dayNumber(
  yearText: string | undefined,
  month: number,
  dayText: string | undefined,
): DayNumber | undefined {
  const year = Number(yearText) + (yearText?.length === 2 ? 2000 : 0);
  const day = Number(dayText);
  const date = new Date(Date.UTC(year, month - 1, day));
  const exists = date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return exists ? date.getTime() / MILLISECONDS : undefined;
}
