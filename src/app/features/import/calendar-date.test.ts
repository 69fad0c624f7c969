import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dateReader, isDate, isoDate } from './calendar-date.ts';

function read(texts: readonly string[]): string[] | undefined {
  const reader = dateReader(texts);
  return reader.ok ? texts.map((text) => isoDate(reader.read(text) ?? Number.NaN)) : undefined;
}

test.each([
  '2026-12-18',
  '2026/12/18',
  '2026-12-18T21:00:00Z',
  '2026-12-18 00:00',
  '20261218',
  '18.12.2026',
  '18.12.26',
  '18/12/2026',
  '12/18/2026',
  '12/18/26 4:00 PM',
  '18-12-2026',
  '18-Dec-2026',
  '18 December 2026',
  '18DEC26',
  'Dec 18, 2026',
  'Dec-18-2026',
  'Fri Dec 18 2026',
  'Friday, 18 Dec 2026',
])('%s', (text) => {
  expect(read([text])).toEqual(['2026-12-18']);
});

test.each([
  '',
  '2026-02-30',
  '31.04.2026',
  '13/13/2026',
  '20261318',
  '0.5',
  '5000',
  '2026',
  '18-Foo-2026',
  'Closing prices of 3 May 2026',
  '1/2',
  '2026-12-18 and more',
])('%j is no date', (text) => {
  expect(isDate(text)).toBe(false);
});

describe('day and month', () => {
  test('are told apart by any date of the table', () => {
    expect(read(['03/04/2027', '12/18/2026'])).toEqual(['2027-03-04', '2026-12-18']);
    expect(read(['03/04/2027', '18/12/2026'])).toEqual(['2027-04-03', '2026-12-18']);
    expect(read(['05/05/2027'])).toEqual(['2027-05-05']);
  });

  test('are not guessed', () => {
    expect(dateReader(['05/05/2027', '03/04/2027'])).toEqual({
      ok: false,
      ambiguous: '03/04/2027',
      meanings: ['2027-04-03', '2027-03-04'],
    });
    expect(dateReader(['18/12/2026', '12/18/2026']).ok).toBe(false);
  });
});

test('any day comes back from any way of writing it', () => {
  const two = (n: number) => String(n).padStart(2, '0');
  const writings: ReadonlyArray<(date: Date) => string> = [
    (date) => date.toISOString().slice(0, 10),
    (date) => date.toISOString().slice(0, 10).replaceAll('-', ''),
    (date) => `${date.getUTCDate()}.${date.getUTCMonth() + 1}.${date.getUTCFullYear()}`,
    (date) => date.toLocaleDateString('en-GB', { dateStyle: 'long', timeZone: 'UTC' }),
    (date) => date.toLocaleDateString('en-US', { dateStyle: 'medium', timeZone: 'UTC' }),
    (date) => `${two(date.getUTCDate())}${date.toUTCString().slice(8, 11)}${date.getUTCFullYear()}`,
  ];
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 47_000 }), fc.constantFrom(...writings), (day, write) => {
      expect(read([write(new Date(day * 86_400_000))])).toEqual([isoDate(day)]);
    }),
  );
});
