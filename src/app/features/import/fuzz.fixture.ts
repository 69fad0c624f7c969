import fc from 'fast-check';
import { blackPrice } from '../../../levy/black.ts';
import { contractGrid } from '../../../levy/contract-grid.ts';
import type { Delimiter, ReadingOptions } from './reading-options.ts';

/** A surface as a spreadsheet of some country writes it, and what it holds. */
export interface WrittenSurface {
  readonly text: string;
  readonly spot: number;
  readonly strikes: readonly number[];
  readonly maturities: readonly number[];
  readonly prices: ReadonlyArray<number | undefined>;
  /** How it was written: the answers to whatever it leaves open. */
  readonly truth: ReadingOptions;
}

/** Spreadsheets of these countries write numbers in all the ways there are to group and to mark. */
export const locales = [
  'en-US',
  'en-IN',
  'de-DE',
  'de-CH',
  'fr-FR',
  'sv-SE',
  'pt-BR',
  'es-ES',
] as const;
export const delimiters: readonly Delimiter[] = ['\t', ';', ','];

const RATE = 0.03;

const shape = fc.record({
  locale: fc.constantFrom(...locales),
  delimiter: fc.constantFrom(...delimiters),
  headers: fc.constantFrom('corner', 'no corner', 'none'),
  corner: fc.constantFrom('strike\\maturity', 'K / T', 'Preise', 'Basispreis, Laufzeit', '"x"'),
  transposed: fc.boolean(),
  grouped: fc.boolean(),
  digits: fc.integer({ min: 0, max: 15 }),
  spot: fc.constantFrom(1.0845, 42.5, 100, 5230.5, 48_211, 254_300),
  volatility: fc.double({ min: 0.1, max: 0.6, noNaN: true }),
  strikes: fc.uniqueArray(fc.integer({ min: 60, max: 150 }), { minLength: 2, maxLength: 25 }),
  maturities: fc.uniqueArray(fc.integer({ min: 2, max: 300 }), { minLength: 1, maxLength: 12 }),
  noise: fc.constantFrom(0, 0, 0.003),
  gaps: fc.array(fc.nat(999), { maxLength: 30 }),
});

/** Surfaces of 2 to 25 strikes and 1 to 12 maturities, with gaps, in every way of writing. */
export const writtenSurface: fc.Arbitrary<WrittenSurface> = shape.map((drawn) => {
  const { locale, grouped, spot, headers, transposed, delimiter } = drawn;
  const format = new Intl.NumberFormat(locale, {
    maximumFractionDigits: 20,
    useGrouping: grouped,
    numberingSystem: 'latn',
  });
  // What is written is decimal text; the truth is the double nearest to it.
  const written = (text: string) => format.format(text as Intl.StringNumericLiteral);
  const bare = headers === 'none';
  // Prices that are all rounded to nothing tell nothing.
  const digits = Math.max(drawn.digits, spot < 10 ? 3 : 0);
  const scale = spot / 100;
  const strikeDecimals = spot < 10 ? 4 : 2;
  const strikes = bare
    ? contractGrid.strikes.map((strike) => strike * scale)
    : drawn.strikes
        .toSorted((a, b) => a - b)
        .map((percent) => Number((percent * scale).toFixed(strikeDecimals)));
  const maturities = bare
    ? contractGrid.maturities
    : drawn.maturities.toSorted((a, b) => a - b).map((hundredths) => hundredths / 100);
  const gaps = new Set(
    bare ? [] : drawn.gaps.map((gap) => gap % (strikes.length * maturities.length)),
  );
  const texts = strikes.flatMap((strike, i) =>
    maturities.map((maturity, j) => {
      const cell = i * maturities.length + j;
      if (gaps.has(cell)) return undefined;
      const growth = Math.exp(RATE * maturity);
      const moneyness = Math.log(strike / (spot * growth));
      const price = spot * blackPrice(moneyness, drawn.volatility * Math.sqrt(maturity));
      const wave = 1 + drawn.noise * Math.sin(7 * cell);
      return (price * wave).toFixed(digits);
    }),
  );
  const at = (i: number, j: number) => {
    const text = texts[i * maturities.length + j];
    return text === undefined ? '' : written(text);
  };
  const down = (transposed ? maturities : strikes).map((value) => written(String(value)));
  const across = (transposed ? strikes : maturities).map((value) => written(String(value)));
  const body = down.map((_, row) =>
    across.map((_, column) => (transposed ? at(column, row) : at(row, column))),
  );
  const turned = { 'strike\\maturity': 'maturity\\strike', 'K / T': 'T / K' };
  const named = transposed
    ? Object.entries(turned).find(([corner]) => corner === drawn.corner)
    : undefined;
  const corner = headers === 'corner' ? (named?.[1] ?? drawn.corner) : '';
  const rows = bare
    ? body
    : [[corner, ...across], ...body.map((cells, row) => [down[row] ?? '', ...cells])];
  const mark = format.format(1.5).charAt(1) === ',' ? ',' : '.';
  return {
    text: rows
      .map((cells) => cells.map((cell) => quoted(cell, delimiter)).join(delimiter))
      .join('\r\n'),
    spot,
    strikes,
    maturities,
    prices: texts.map((text) => (text === undefined ? undefined : Number(text))),
    truth: {
      delimiter,
      numbers: mark,
      strikes: transposed ? 'across' : 'down',
      headers: bare ? 'none' : 'both',
      values: 'price',
      maturities: 'years',
    },
  };
});

function quoted(cell: string, delimiter: string): string {
  return cell.includes(delimiter) || cell.includes('"') ? `"${cell.replaceAll('"', '""')}"` : cell;
}
