import type { ReadingOptions, TableReading } from '../reading-options.ts';

type Name = keyof ReadingOptions;

/** A choice of how a table is read, as the dialog shows it. */
export interface ChoiceField {
  readonly name: Name;
  readonly label: string;
  readonly options: ReadonlyArray<readonly [string, string]>;
}

const FIELDS: readonly ChoiceField[] = [
  {
    name: 'delimiter',
    label: 'Cells separated by',
    options: [
      ['\t', 'Tabs'],
      [';', 'Semicolons'],
      [',', 'Commas'],
      ['|', 'Bars |'],
      [' ', 'Spaces'],
    ],
  },
  {
    name: 'numbers',
    label: 'Numbers',
    options: [
      ['.', '1,234.5'],
      [',', '1.234,5 or 1 234,5'],
    ],
  },
  {
    name: 'strikes',
    label: 'Strikes run',
    options: [
      ['down', 'Down'],
      ['across', 'Across'],
    ],
  },
  {
    name: 'headers',
    label: 'Headers',
    options: [
      ['both', 'Row and column'],
      ['row', 'First row only'],
      ['column', 'First column only'],
      ['none', 'None'],
    ],
  },
  {
    name: 'values',
    label: 'Values',
    options: [
      ['price', 'Prices'],
      ['percent', 'Volatility in %'],
      ['fraction', 'Volatility, 0.2 is 20 %'],
    ],
  },
  {
    name: 'maturities',
    label: 'Maturities',
    options: [
      ['years', 'Years'],
      ['months', 'Months'],
      ['days', 'Days'],
      ['dates', 'Expiry dates'],
    ],
  },
  {
    name: 'dates',
    label: 'Dates',
    options: [
      ['day-first', 'Day first: 31/12/2026'],
      ['month-first', 'Month first: 12/31/2026'],
    ],
  },
];

const OF_A_LIST: readonly Name[] = ['delimiter', 'numbers', 'maturities', 'dates'];

/** The choices that mean anything for this table; the order of dates only where there are dates. */
export function choiceFields(
  { kind, decided, doubts }: TableReading,
  chosen: ReadingOptions,
): readonly ChoiceField[] {
  return FIELDS.filter(({ name }) => {
    if (kind === 'list' && !OF_A_LIST.includes(name)) return false;
    if (name !== 'dates') return true;
    return (
      (chosen.dates ?? decided.dates) !== undefined || doubts.some(({ about }) => about === 'dates')
    );
  });
}
