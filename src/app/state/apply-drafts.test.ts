import { expect, test } from 'vitest';
import { LEAST_QUOTES } from '../../calibration/quotes/limits.ts';
import type { Surface } from '../../calibration/quotes/surface.ts';
import { marketVolatilities } from '../../calibration/report/fit.ts';
import type { Field } from './field.ts';
import { editDocument, fieldText, newDocument } from './surface-document.ts';

const calls: Surface = {
  strikes: [90, 100, 110, 120],
  maturities: [0.5, 1],
  prices: [13, 16, 7, undefined, 3, 6, 1, 2],
  spot: 100,
  rate: 0.05,
  dividendYield: 0,
};
const sides = { bid: 6.9, ask: 7.1 };
const quoted: Surface = {
  ...calls,
  prices: [2, 3, 7, undefined, 3, 6, 1, 2],
  puts: [true, true, false, false, false, false, false, false],
  spreads: [{ bid: 1.9, ask: 2.1 }, undefined, sides, ...new Array<undefined>(5)],
};

function typed(surface: Surface, ...edits: ReadonlyArray<readonly [Field, string]>) {
  return editDocument(newDocument(surface, { title: '', notes: [] }), edits);
}

test('an emptied cell is no quote, and no longer a put', () => {
  const { surface, problems } = typed(quoted, [{ row: 0, column: 0 }, ' ']);
  expect(problems).toEqual([]);
  expect(surface).toEqual({
    ...quoted,
    prices: [undefined, 3, 7, undefined, 3, 6, 1, 2],
    puts: quoted.puts?.with(0, false),
    spreads: quoted.spreads?.with(0, undefined),
  });
});

test('an empty cell stays empty, and the document the same', () => {
  const document = newDocument(calls, { title: '', notes: [] });
  expect(fieldText(calls, { row: 1, column: 1 })).toBe('');
  expect(editDocument(document, [[{ row: 1, column: 1 }, '']])).toBe(document);
});

test.each([
  ['a call where all are calls', calls, 0, false],
  ['a put below the forward where there are puts', quoted, 0, true],
  ['a call above the forward where there are puts', quoted, 2, false],
])('a price typed where none was is %s', (_, from, row, isPut) => {
  const without = typed(from, [{ row, column: 0 }, '']).surface;
  const { surface } = typed(without, [{ row, column: 0 }, '5']);
  expect(surface.prices[2 * row]).toBe(5);
  expect(surface.puts?.[2 * row] ?? false).toBe(isPut);
});

test('a price typed over a bid and an ask stands alone; what is not typed keeps them', () => {
  const once = typed(quoted, [{ row: 0, column: 0 }, '2.05']).surface;
  expect(once.spreads).toEqual(quoted.spreads?.with(0, undefined));
  expect(once.puts).toEqual(quoted.puts);
  const twice = typed(once, [{ row: 1, column: 0 }, '7.05']).surface;
  expect(twice.spreads).toBeUndefined();
  expect(typed(quoted, ['spot', '101']).surface.spreads).toEqual(quoted.spreads);
});

test('a price typed in per cent is that of an option with this volatility', () => {
  const at = { row: 1, column: 0 };
  for (const from of [calls, quoted, { ...quoted, forwards: [97, 95] }]) {
    for (const row of [0, 1, 3]) {
      const { surface, drafts } = typed(from, [{ row, column: 0 }, ' 18,5 % ']);
      expect(drafts.size).toBe(0);
      const volatility = marketVolatilities(surface)[2 * row];
      expect(volatility?.ok && volatility.volatility).toBeCloseTo(0.185, 12);
      expect(surface.puts).toEqual(from.puts);
      expect(surface.spreads?.[2 * row]).toBeUndefined();
    }
  }
  const alone = typed(calls, [at, '18.5%']).surface.prices[2] ?? 0;
  const together = typed(calls, [at, '18.5%'], ['spot', '110']).surface.prices[2] ?? 0;
  expect(together).toBeGreaterThan(alone + 5);
});

test.each([
  ['0 %', 'the volatility must be more than 0\u00a0% and at most 1000\u00a0%, not 0\u00a0%.'],
  ['x %', 'the volatility “x” is not a number'],
  ['1,234 %', 'the volatility “1,234” could be 1234 or 1.234'],
])('%s is no volatility', (text, message) => {
  const { surface, problems } = typed(calls, [{ row: 1, column: 0 }, text]);
  expect(surface).toBe(calls);
  expect(problems.map((problem) => problem.message).join()).toContain(
    `Strike 100, maturity 0.5: ${message}`,
  );
});

test('a strike is no percentage', () => {
  expect(typed(calls, [{ row: 1, column: -1 }, '101 %']).problems).toHaveLength(1);
});

test('the same number in other digits changes nothing', () => {
  const document = newDocument(quoted, { title: '', notes: [] });
  expect(editDocument(document, [[{ row: 1, column: 0 }, '7,00']])).toBe(document);
});

test('forwards from the quotes outlast spot and rate, not a dividend yield', () => {
  const implied: Surface = { ...calls, forwards: [102, 104] };
  expect(fieldText(implied, 'dividendYield')).toBe('');
  const moved = typed(implied, ['spot', '101'], ['rate', '4'], ['dividendYield', '']);
  expect(moved.surface).toEqual({ ...implied, spot: 101, rate: 0.04 });
  const { surface } = typed(implied, ['dividendYield', '2']);
  expect(surface).toEqual({ ...calls, dividendYield: 0.02 });
});

test('so few quotes that no model can be fitted are a problem where one was taken away', () => {
  const few = typed(calls, [{ row: 0, column: 0 }, ''], [{ row: 2, column: 0 }, '']).surface;
  const { surface, problems } = typed(few, [{ row: 2, column: 1 }, '']);
  expect(surface).toBe(few);
  expect(problems).toEqual([
    {
      field: { row: 2, column: 1 },
      message: `Strike 110, maturity 1: without this, 4 quotes are left, and a fit needs ${LEAST_QUOTES}. Type a price.`,
    },
  ]);
});
