import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type DecimalMark, decimalMark, parseNumber } from './number-format.ts';

describe('parseNumber', () => {
  test.each<[string, DecimalMark, number]>([
    ['12', '.', 12],
    ['12.5', '.', 12.5],
    ['.5', '.', 0.5],
    ['5.', '.', 5],
    ['12,5', ',', 12.5],
    ['4,184.40', '.', 4184.4],
    ['1.234,56', ',', 1234.56],
    ['1 234,56', ',', 1234.56],
    ['1\u00a0234,56', ',', 1234.56],
    ['1\u202f234\u202f567,8', ',', 1234567.8],
    ['1,23,456.7', '.', 123456.7],
    ['12,34,56,789', '.', 123456789],
    ["1'234.50", '.', 1234.5],
    ['1’234.50', '.', 1234.5],
    ['$1,234.50', '.', 1234.5],
    ['1.234,50 €', ',', 1234.5],
    ['€ 5', '.', 5],
    ['-$5.25', '.', -5.25],
    ['$-5.25', '.', -5.25],
    ['+3.5', '.', 3.5],
    ['\u22123.5', '.', -3.5],
    ['1,23E+03', ',', 1230],
    ['1.5e-7', '.', 1.5e-7],
    ['1e400', '.', Number.POSITIVE_INFINITY],
    ['9'.repeat(400), '.', Number.POSITIVE_INFINITY],
  ])('reads %j with decimal %j', (text, mark, value) => {
    expect(parseNumber(text, mark)).toBe(value);
  });

  test.each([
    '',
    '-',
    '.',
    'n/a',
    '1_000',
    '0x10',
    'NaN',
    'Infinity',
    'true',
    '١٢',
    '12%',
    '1.2.3',
    '1 2',
    '1,23,45.7',
    '12,34',
    '0,123.4',
    '1,234 567.8',
    '1,234.5e3',
    '1$2',
    '(5)',
    '1e',
    '9'.repeat(2000),
  ])('does not read %j', (text) => {
    expect(parseNumber(text, '.')).toBeUndefined();
  });

  test('reads what any locale writes', () => {
    const number = fc.double({ min: -1e12, max: 1e12, noNaN: true });
    const locale = fc.constantFrom<[string, DecimalMark]>(
      ['en-US', '.'],
      ['de-DE', ','],
      ['fr-FR', ','],
      ['de-CH', '.'],
      ['sv-SE', ','],
      ['pl-PL', ','],
      ['en-ZA', ','],
    );
    fc.assert(
      fc.property(number, locale, fc.boolean(), (x, [name, mark], useGrouping) => {
        const text = x.toLocaleString(name, { maximumFractionDigits: 6, useGrouping });
        expect(parseNumber(text, mark)).toBeCloseTo(Number(x.toFixed(6)), 5);
      }),
    );
  });
});

describe('decimalMark', () => {
  test('is decided by the cells that can only be read one way', () => {
    expect(decimalMark(['1,234', '12.5'])).toEqual({ mark: '.' });
    expect(decimalMark(['1,234', '0,234'])).toEqual({ mark: ',' });
    expect(decimalMark(['1.234', '1.234.567'])).toEqual({ mark: ',' });
    expect(decimalMark(['4,184.40', 'strike\\maturity', ''])).toEqual({ mark: '.' });
    expect(decimalMark(['1,23E+03'])).toEqual({ mark: ',' });
  });

  test('goes by the majority where both occur', () => {
    expect(decimalMark(['1.5', '2.5', '3,5'])).toEqual({ mark: '.' });
  });

  test('is not guessed where nothing decides', () => {
    expect(decimalMark(['80', '1,234', '2,345'])).toEqual({ ambiguous: '1,234' });
    expect(decimalMark(['80', '90'])).toEqual({ mark: '.' });
  });
});
