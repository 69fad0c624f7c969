import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { surfaceToText } from './exchange/surface-text.ts';
import { samples } from './features/import/example-samples.ts';
import { holdsMany } from './holds-many.ts';

const folder = new URL('../../e2e/fixtures/surfaces/', import.meta.url);
const prices = Array.from({ length: 200 }, (_, i) => (20 - i / 20).toFixed(2));
const wide = (id: string, delimiter = ',') => [id, ...prices].join(delimiter);
const header = ['date', ...prices.map((_, i) => `p${i}`)].join(',');

test.each(readdirSync(folder))('%s holds one surface at most', (name) => {
  expect(holdsMany(readFileSync(new URL(name, folder), 'utf8'))).toBe(false);
});

test.each(samples)('the sample $title is one surface', ({ make }) => {
  expect(holdsMany(surfaceToText(make()))).toBe(false);
});

test.each([
  ['wide lines under a header', [header, wide('2026-03-12'), wide('2026-03-13')], true],
  ['wide lines without one', [wide('a'), wide('b')], true],
  ['wide lines with semicolons', [wide('a', ';'), wide('b', ';')], true],
  ['wide lines with bars', [wide('a', '|'), wide('b', '|')], true],
  ['wide lines with exponents', [`${wide('a')}e+05`, wide('b')], true],
  ['lines far wider than prices', Array(9).fill('1,'.repeat(999)), false],
  ['one wide line', [wide('a')], false],
  ['one wide line under a header', [header, wide('a')], false],
  ['JSON lines', ['{"option_prices":[1,2]}', '{"option_prices":[3,4]}'], true],
  ['one line of JSON', ['{"option_prices":[1,2]}'], false],
  ['a report in JSON', ['{', '  "option_prices": [1, 2]', '}'], false],
  ['nothing', [''], false],
])('%s', (_, lines, expected) => {
  expect(holdsMany(lines.join('\n'))).toBe(expected);
});

const quotes = (names: string, ids: readonly string[], each: number) =>
  [
    names,
    ...ids.flatMap((id) => Array.from({ length: each }, (_, i) => `${id},${90 + i},0.5,${9 - i}`)),
  ].join('\n');

test.each([
  ['quotes of two days', 'date,strike,maturity,price', ['2026-03-12', '2026-03-13'], 6, true],
  ['quotes of one day', 'date,strike,maturity,price', ['2026-03-12'], 12, false],
  ['quotes by expiry', 'date,strike,bid,ask', ['2026-03-12', '2026-04-12'], 6, false],
  ['an id for each contract', 'id,strike,maturity,price', ['a', 'b', 'c', 'd', 'e'], 1, false],
  ['symbols', 'symbol,strike,maturity,price', ['a', 'b'], 6, false],
])('%s', (_, names, ids, each, expected) => {
  expect(holdsMany(quotes(names, ids, each))).toBe(expected);
});
