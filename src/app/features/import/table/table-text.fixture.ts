import fc from 'fast-check';
import type { Surface } from '../../../../calibration/quotes/surface.ts';

/** One way in which an analyst's program writes a surface. */
export interface TableStyle {
  readonly delimiter: string;
  readonly decimal: string;
  /** Thousands separator, or nothing. */
  readonly group: string;
  readonly currency: string;
  readonly decimals: number;
  readonly strikeHeader: boolean;
  readonly maturityHeader: boolean;
  readonly transposed: boolean;
  readonly strikesFall: boolean;
  readonly corner: string;
  readonly newline: string;
  readonly title: string;
  readonly start: string;
  readonly end: string;
  readonly lineEnd: string;
}

const marks = fc.constantFrom(
  { decimal: '.', group: '' },
  { decimal: '.', group: ',' },
  { decimal: '.', group: "'" },
  { decimal: '.', group: '’' },
  { decimal: ',', group: '' },
  { decimal: ',', group: '.' },
  { decimal: ',', group: '\u00a0' },
  { decimal: ',', group: '\u202f' },
  { decimal: ',', group: ' ' },
);

/** Styles that write every number so that it can be read in one way. */
export const tableStyle: fc.Arbitrary<TableStyle> = fc
  .record({
    delimiter: fc.constantFrom('\t', ';', ',', '|', '  '),
    marks,
    currency: fc.constantFrom('', '', '$', '€'),
    decimals: fc.constantFrom(2, 4, 6),
    strikeHeader: fc.boolean(),
    maturityHeader: fc.boolean(),
    transposed: fc.boolean(),
    strikesFall: fc.boolean(),
    corner: fc.constantFrom('', 'strike\\maturity', 'Laufzeit', 'K / T', 'say "K"', 'two\nlines'),
    newline: fc.constantFrom('\n', '\r\n', '\r'),
    title: fc.constantFrom('', 'SPX calls', 'Closing prices of 3 May\n', '\n\n'),
    start: fc.constantFrom('', '\ufeff'),
    end: fc.constantFrom('', '\n', '\n\n\n'),
    lineEnd: fc.boolean(),
  })
  .map(({ marks: { decimal, group }, lineEnd, ...style }) => {
    const bySpaces = style.delimiter === '  ';
    const spaced = bySpaces && group === ' ';
    return {
      ...style,
      decimal,
      group: spaced ? '' : group,
      corner: bySpaces && /["\s]/.test(style.corner) ? 'K' : style.corner,
      title: bySpaces && style.title !== '' ? 'Calls\n' : style.title,
      strikesFall: style.strikesFall && style.strikeHeader,
      lineEnd: lineEnd && !bySpaces ? style.delimiter : '',
    };
  });

/** The surface as text in this style. */
export function tableText(surface: Surface, style: TableStyle): string {
  const order = surface.strikes.map((_, i) => i);
  if (style.strikesFall) order.reverse();
  const number = (value: number) => numberText(value, style);
  const strikes = order.map((i) => number(surface.strikes[i] ?? 0));
  const maturities = surface.maturities.map(number);
  const price = (i: number, j: number) => {
    const value = surface.prices[i * surface.maturities.length + j];
    return value === undefined ? '' : style.currency + number(value);
  };
  const [down, across] = style.transposed ? [maturities, strikes] : [strikes, maturities];
  const rows = down.map((_, row) =>
    across.map((_, column) =>
      style.transposed ? price(order[column] ?? 0, row) : price(order[row] ?? 0, column),
    ),
  );
  const [leftHeader, topHeader] = style.transposed
    ? [style.maturityHeader, style.strikeHeader]
    : [style.strikeHeader, style.maturityHeader];
  const lines = leftHeader ? rows.map((row, i) => [down[i] ?? '', ...row]) : rows;
  if (topHeader) lines.unshift(leftHeader ? [style.corner, ...across] : across);
  const text = lines.map(
    (line) => line.map((cell) => quoted(cell, style)).join(style.delimiter) + style.lineEnd,
  );
  const title =
    style.title === '' ? '' : style.title.replaceAll('\n', style.newline) + style.newline;
  return style.start + title + text.join(style.newline) + style.end.replaceAll('\n', style.newline);
}

function numberText(value: number, { decimals, decimal, group }: TableStyle): string {
  const [whole = '', fraction] = value.toFixed(decimals).split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, group);
  return fraction === undefined ? grouped : `${grouped}${decimal}${fraction}`;
}

function quoted(cell: string, { delimiter }: TableStyle): string {
  const special = cell.includes(delimiter) || /["\r\n]/.test(cell);
  return special && delimiter !== '  ' ? `"${cell.replaceAll('"', '""')}"` : cell;
}
