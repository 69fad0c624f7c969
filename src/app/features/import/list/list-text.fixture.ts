import fc from 'fast-check';
import type { Quote } from '../../../../calibration/quotes/quotes.ts';

/** A maturity of a whole number of days, so that a date can say it. */
export interface ListedQuote extends Quote {
  readonly days: number;
}

/** One way in which an analyst's program writes a list of quotes. */
export interface ListStyle {
  readonly delimiter: string;
  readonly decimal: string;
  readonly group: string;
  readonly maturity: 'years' | 'days' | 'iso' | 'german' | 'named' | 'compact';
  /** Call and put of a strike in one row. */
  readonly wide: boolean;
  readonly names: number;
  readonly turn: number;
  readonly newline: string;
  readonly extra: boolean;
  readonly shuffled: boolean;
}

const TODAY = '2026-11-23';

export const listStyle: fc.Arbitrary<ListStyle> = fc.record({
  delimiter: fc.constantFrom('\t', ';', '|', ','),
  decimal: fc.constantFrom('.', ','),
  group: fc.boolean().map((grouped) => (grouped ? "'" : '')),
  maturity: fc.constantFrom('years', 'days', 'iso', 'german', 'named', 'compact'),
  wide: fc.boolean(),
  names: fc.nat(2),
  turn: fc.nat(6),
  newline: fc.constantFrom('\n', '\r\n'),
  extra: fc.boolean(),
  shuffled: fc.boolean(),
});

const NAMES = {
  strike: ['strike', 'K', 'Strike Price'],
  years: ['maturity_years', 'T', 'Time to expiry (years)'],
  days: ['dte', 'Days', 'days_to_expiration'],
  date: ['expiry', 'Expiration Date', 'maturity'],
  type: ['type', 'option_type', 'C/P'],
  call: ['C', 'call', 'CALL'],
  put: ['P', 'put', 'Put'],
  price: ['price', 'Mid', 'premium'],
  bid: ['bid', 'Bid Price', 'best_bid'],
  ask: ['ask', 'Offer', 'AskPrice'],
};

type Column = readonly [header: string, cell: (row: readonly ListedQuote[]) => string];

/** The quotes as text in this style, under lines that tell their market. */
export function listText(
  quotes: readonly ListedQuote[],
  market: { readonly spot: number; readonly rate: number; readonly dividendYield: number },
  style: ListStyle,
): string {
  const name = (key: keyof typeof NAMES) => NAMES[key][style.names] ?? key;
  const number = (value: number | undefined) => numberText(value, style);
  const first = (row: readonly ListedQuote[]) => row[0] as ListedQuote;
  const maturity: Column =
    style.maturity === 'years'
      ? [name('years'), (row) => number(first(row).days / 365)]
      : style.maturity === 'days'
        ? [name('days'), (row) => String(first(row).days)]
        : [name('date'), (row) => dateText(first(row).days, style.maturity)];
  const fields = (['price', 'bid', 'ask'] as const).filter((field) =>
    quotes.some((quote) => quote[field] !== undefined),
  );
  const ofSide = (side: 'call' | 'put'): Column[] =>
    fields.map((field) => [
      `${side}_${field}`,
      (row) => number(row.find(({ type }) => type === side)?.[field]),
    ]);
  const columns: Column[] = [
    [name('strike'), (row) => number(first(row).strike)],
    maturity,
    ...(style.wide
      ? [...ofSide('call'), ...ofSide('put')]
      : [
          [name('type'), (row: readonly ListedQuote[]) => name(first(row).type)] as const,
          ...fields.map((field): Column => [name(field), (row) => number(first(row)[field])]),
        ]),
    ...(style.extra ? [['Symbol', () => 'SPX 1'] as const, ['Volume', () => '12'] as const] : []),
  ];
  const turned = [...columns.slice(style.turn), ...columns.slice(0, style.turn)];
  const rows = style.wide
    ? [...Map.groupBy(quotes, ({ strike, days }) => `${strike} ${days}`).values()]
    : quotes.map((quote) => [quote]);
  if (style.shuffled) rows.reverse();
  const lines = [
    ['spot', number(market.spot)],
    ['rate', `${number(100 * market.rate)} %`],
    ['dividend yield', number(market.dividendYield)],
    ['valuation date', TODAY],
    turned.map(([header]) => header),
    ...rows.map((row) => turned.map(([, cell]) => cell(row))),
  ];
  return lines
    .map((cells) => cells.map((cell) => quoted(cell, style.delimiter)).join(style.delimiter))
    .join(style.newline);
}

function dateText(days: number, writing: ListStyle['maturity']): string {
  const date = new Date(Date.parse(TODAY) + days * 86_400_000);
  const iso = date.toISOString().slice(0, 10);
  if (writing === 'compact') return iso.replaceAll('-', '');
  if (writing === 'german') return iso.split('-').toReversed().join('.');
  return writing === 'named'
    ? date.toLocaleDateString('en-US', { dateStyle: 'medium', timeZone: 'UTC' })
    : iso;
}

function numberText(value: number | undefined, { decimal, group }: ListStyle): string {
  if (value === undefined) return '';
  const [whole = '', fraction] = String(value).split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, group);
  return fraction === undefined ? grouped : `${grouped}${decimal}${fraction}`;
}

function quoted(cell: string, delimiter: string): string {
  return cell.includes(delimiter) ? `"${cell}"` : cell;
}
