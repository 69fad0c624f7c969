import { afterEach, expect, test } from 'vitest';
import { setDecimalMark } from '../../format/decimal-mark.ts';
import type { GridRange } from '../../state/grid-range.ts';
import type { GridView } from '../../state/view-store.ts';
import { pastedEdits } from './pasted-edits.ts';

const surface = {
  strikes: [90, 100, 110, 120],
  maturities: [0.5, 1, 1.5, 2],
  prices: new Array<number>(16).fill(9),
  spot: 100,
  rate: 0,
  dividendYield: 0,
};
const at = (row: number, column: number) => ({ row, column });

function paste(
  text: string,
  active = at(0, 0),
  head?: { row: number; column: number },
  view: GridView = 'price',
) {
  const range: GridRange | undefined = head && { anchor: active, head };
  return pastedEdits(text, { surface, view, active, range });
}
const typed = (...args: Parameters<typeof paste>) => {
  const pasted = paste(...args);
  return pasted?.ok
    ? pasted.value.edits.map(([{ row, column }, text]) => `${row}:${column} ${text}`)
    : pasted;
};

afterEach(() => setDecimalMark('.'));

test('one number fills the selection, a block goes in at its corner or again and again', () => {
  expect(typed('7', at(1, 1), at(0, 0))).toEqual(['0:0 7', '0:1 7', '1:0 7', '1:1 7']);
  expect(typed('1\t2\n3\t4\n', at(2, 2))).toEqual(['2:2 1', '2:3 2', '3:2 3', '3:3 4']);
  expect(typed('1\t2', at(0, 0), at(1, 3))).toHaveLength(8);
  expect(typed('1\t2', at(0, 0), at(1, 3))).toContain('1:2 1');
  expect(typed('1\t2\t3', at(0, 0), at(1, 1))).toEqual(['0:0 1', '0:1 2', '0:2 3']);
});

test('strikes and their prices are pasted from the strike', () => {
  expect(typed('95\t7', at(1, -1))).toEqual(['1:-1 95', '1:0 7']);
  expect(typed('95\t20', at(1, -1), undefined, 'volatility')).toEqual(['1:-1 95', '1:0 20 %']);
});

test('most of the grid is a surface, unless as much is selected', () => {
  const most = new Array(3).fill('1\t2\t3').join('\n');
  expect(paste(most)).toBeUndefined();
  expect(typed(most, at(0, 0), at(2, 2))).toHaveLength(9);
});

test('a cell of many spaces or digits is looked at once', () => {
  expect(paste(`${'1'.repeat(290_000)}%%`)).toBeUndefined();
  expect(paste(`${' '.repeat(200_000)}1${' '.repeat(90_000)}x`)).toBeUndefined();
});

test.each([
  ['a word', 'x'],
  ['a formula', '=1+1'],
  ['a call of a function', '@SUM(1)'],
  ['rows of different lengths', '1\t2\n3'],
  ['nothing', '\t'],
  ['more than fits', '1\n2\n3\n4\n5'],
  ['commas between', '1;2'],
])('%s is no block', (_, text) => {
  expect(paste(text)).toBeUndefined();
});

test('where numbers follow from the prices a block is refused; a surface is not', () => {
  expect(paste('7', at(0, 0), undefined, 'residual')).toMatchObject({ ok: false });
  expect(typed('95', at(0, -1), undefined, 'residual')).toEqual(['0:-1 95']);
});

test('percentages are volatilities in every view', () => {
  expect(typed('18.5%\t19')).toEqual(['0:0 18.5%', '0:1 19']);
  expect(typed('18.5%\t19', at(0, 0), undefined, 'volatility')).toEqual(['0:0 18.5%', '0:1 19 %']);
});

test('1,234 is read by the numbers beside it, else it asks in its cell', () => {
  expect(typed('1,234\t12.5')).toEqual(['0:0 1234', '0:1 12.5']);
  expect(typed('1,234\t12,5')).toEqual(['0:0 1.234', '0:1 12,5']);
  expect(typed('1.234\t12,5')).toEqual(['0:0 1234', '0:1 12,5']);
  expect(typed('1,234\t1,234,567')).toEqual(['0:0 1234', '0:1 1,234,567']);
  expect(typed('1,234')).toEqual(['0:0 1,234']);
  setDecimalMark(',');
  expect(typed('1,234\t12,5')).toEqual(['0:0 1,234', '0:1 12,5']);
  expect(typed('1.234\t12.5')).toEqual(['0:0 1,234', '0:1 12.5']);
});
