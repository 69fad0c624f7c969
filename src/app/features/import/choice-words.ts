import type { ReadingOptions } from './reading-options.ts';

const WORDS: {
  readonly [K in keyof Required<ReadingOptions>]: Readonly<
    Record<NonNullable<ReadingOptions[K]>, string>
  >;
} = {
  delimiter: {
    '\t': 'separated by tabs',
    ';': 'separated by semicolons',
    ',': 'separated by commas',
    '|': 'separated by bars',
    ' ': 'separated by spaces',
  },
  numbers: { '.': 'decimal point', ',': 'decimal comma' },
  strikes: { down: 'strikes down', across: 'strikes across' },
  headers: {
    both: 'both headers',
    row: 'a header row only',
    column: 'a header column only',
    none: 'no headers',
  },
  values: { price: 'prices', percent: 'volatilities in %', fraction: 'volatilities as fractions' },
  maturities: {
    years: 'maturities in years',
    months: 'maturities in months',
    days: 'maturities in days',
    dates: 'maturities as dates',
  },
  dates: { 'day-first': 'the day first in dates', 'month-first': 'the month first in dates' },
};

/** Choices in words, such as `decimal comma, volatilities in %`. */
export function choiceWords(options: ReadingOptions): string {
  const words: Readonly<Record<string, Readonly<Record<string, string>>>> = WORDS;
  return Object.entries(options)
    .flatMap(([name, value]) => words[name]?.[value] ?? [])
    .join(', ');
}

/** Whether `value` is an answer to this question. */
export function isChoice(name: keyof ReadingOptions, value: string): boolean {
  return Object.hasOwn(WORDS[name], value);
}
