import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fileName, plainTitle } from './file-name.ts';

const date = new Date(2026, 10, 23, 23, 59);

test('a name tells model, surface and the analyst’s own date', () => {
  const model = 'Variance Gamma';
  expect(fileName({ model, title: 'Sample: Index skew (synthetic)', date }, 'csv')).toBe(
    'levy-variance-gamma-index-skew-2026-11-23.csv',
  );
  expect(fileName({ model, title: 'vg-index-4dp.tsv', date, part: 'Residuals' }, 'svg')).toBe(
    'levy-variance-gamma-vg-index-4dp-residuals-2026-11-23.svg',
  );
  expect(fileName({ title: 'Straße × Übersicht', date }, 'json')).toBe(
    'levy-strasse-ubersicht-2026-11-23.json',
  );
  expect(fileName({ title: '…', date }, 'json')).toBe('levy-2026-11-23.json');
});

test('any title makes a name that every system takes', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (title) => {
      expect(fileName({ title, model: title, date, part: title }, 'csv')).toMatch(
        /^levy(?:-[a-z0-9]+)*-2026-11-23\.csv$/,
      );
      expect(fileName({ title, model: title, date, part: title }, 'csv').length).toBeLessThan(200);
    }),
  );
});

test('a sample’s title loses what the screen adds', () => {
  expect(plainTitle('Sample: Fat tails (synthetic)')).toBe('Fat tails');
  expect(plainTitle('Pasted table')).toBe('Pasted table');
});
