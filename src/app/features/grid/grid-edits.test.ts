import { afterEach, expect, test } from 'vitest';
import type { Surface } from '../../../calibration/quotes/surface.ts';
import { setDecimalMark } from '../../format/decimal-mark.ts';
import { editDocument, newDocument } from '../../state/surface-document.ts';
import type { GridView } from '../../state/view-store.ts';
import { raggedSurface } from '../plots/ragged-surface.fixture.ts';
import { cellFaces } from './cell-faces.ts';
import {
  clearEdits,
  copiedText,
  fillEdits,
  type Shown,
  sameEdits,
  shownText,
} from './grid-edits.ts';

const surface: Surface = {
  strikes: [90, 100, 110.5],
  maturities: [0.5, 1, 1.5],
  prices: [13, 16, 18, 7, undefined, 11.25, 3, 6, 8 + 1 / 3],
  spot: 100,
  rate: 0.05,
  dividendYield: 0,
};
const at = (row: number, column: number) => ({ row, column });
const box = (top: number, left: number, bottom: number, right: number) => ({
  ...{ top, left, bottom, right },
});

function shown(
  view: GridView,
  of: Surface = surface,
  ...edits: Parameters<typeof editDocument>[1]
) {
  const document = editDocument(newDocument(of, { title: '', notes: [] }), edits);
  return { document, view, faces: cellFaces(view, document.surface, undefined) } satisfies Shown;
}

afterEach(() => setDecimalMark('.'));

test('cells are copied in full precision, gaps empty, with the analyst’s decimal mark', () => {
  expect(copiedText(shown('price'), box(1, 1, 2, 2))).toBe('\t11.25\n6\t8.333333333333334');
  setDecimalMark(',');
  expect(copiedText(shown('price'), box(1, 1, 2, 2))).toBe('\t11,25\n6\t8,333333333333334');
});

test('all prices are copied with strikes and maturities; strikes alone without', () => {
  expect(copiedText(shown('price'), box(0, 0, 2, 2)).split('\n')).toEqual([
    'strike\\maturity\t0.5\t1\t1.5',
    '90\t13\t16\t18',
    '100\t7\t\t11.25',
    '110.5\t3\t6\t8.333333333333334',
  ]);
  expect(copiedText(shown('price'), box(0, -1, 2, -1))).toBe('90\n100\n110.5');
});

test('what was typed and is no number is copied as no formula', () => {
  const typed = shown('price', surface, [at(1, 0), '=cmd|x'], [at(1, 1), '-5']);
  expect(copiedText(typed, box(1, 0, 1, 1))).toBe("'=cmd|x\t-5");
});

test('all of puts with bids and asks is a list, which a grid of prices could not say', () => {
  const ragged = raggedSurface();
  const { strikes, maturities } = ragged;
  const all = box(0, 0, strikes.length - 1, maturities.length - 1);
  expect(copiedText(shown('price', ragged), all)).toMatch(
    /^maturity_years\tstrike\ttype\tbid\task/,
  );
  expect(copiedText(shown('volatility', ragged), all)).toMatch(/^strike\\maturity\t/);
});

test('volatilities are copied and filled as such, and one that is missing fills nothing', () => {
  const volatilities = shown('volatility');
  const copied = shownText(volatilities, at(1, 0)) ?? '';
  expect(Number(copied)).toBeCloseTo(100 * 0.2066, 0);
  expect(fillEdits(volatilities, box(1, 0, 2, 0), 'down')).toEqual([[at(2, 0), `${copied} %`]]);
  const below = { ...surface, prices: surface.prices.with(0, 1) };
  expect(shownText(shown('volatility', below), at(0, 0))).toBeUndefined();
  expect(fillEdits(shown('volatility', below), box(0, 0, 2, 0), 'down')).toEqual([]);
});

test('what is filled comes from the first row or column, or from beside a single one', () => {
  const prices = shown('price');
  expect(fillEdits(prices, box(0, 0, 2, 1), 'down')).toEqual([
    [at(1, 0), '13'],
    [at(1, 1), '16'],
    [at(2, 0), '13'],
    [at(2, 1), '16'],
  ]);
  expect(fillEdits(prices, box(2, 1, 2, 2), 'down')).toEqual([
    [at(2, 1), ''],
    [at(2, 2), '11.25'],
  ]);
  expect(fillEdits(prices, box(0, 0, 1, 1), 'right')).toEqual([
    [at(0, 1), '13'],
    [at(1, 1), '7'],
  ]);
  expect(fillEdits(prices, box(0, 2, 0, 2), 'right')).toEqual([[at(0, 2), '16']]);
});

test('nothing is filled from headers, into headers, or where numbers follow from others', () => {
  expect(fillEdits(shown('price'), box(0, 0, 0, 2), 'down')).toEqual([]);
  expect(fillEdits(shown('price'), box(0, 0, 2, 0), 'right')).toEqual([]);
  expect(fillEdits(shown('price'), box(0, -1, 2, -1), 'down')).toEqual([]);
  expect(fillEdits(shown('residual'), box(0, 0, 2, 2), 'down')).toEqual([]);
  expect(clearEdits('timeValue', box(0, 0, 1, 0))).toEqual([]);
  expect(clearEdits('price', box(0, 0, 1, 0))).toEqual([
    [at(0, 0), ''],
    [at(1, 0), ''],
  ]);
});

test('one text for all is a volatility among volatilities', () => {
  expect(sameEdits('volatility', box(0, 0, 0, 1), '18,5')).toEqual([
    [at(0, 0), '18,5 %'],
    [at(0, 1), '18,5 %'],
  ]);
  expect(sameEdits('volatility', box(0, -1, 0, -1), '95')).toEqual([[at(0, -1), '95']]);
});

test('a text that is not right yet is shown where it was meant', () => {
  const edits = [
    [at(0, 0), 'x'],
    [at(0, 1), 'y %'],
  ] as const;
  expect(shownText(shown('price', surface, ...edits), at(0, 1))).toBe('y %');
  expect(shownText(shown('volatility', surface, ...edits), at(0, 1))).toBe('y');
  expect(shownText(shown('volatility', surface, ...edits), at(0, 0))).not.toBe('x');
  expect(copiedText(shown('price', surface, ...edits), box(0, 0, 0, 1))).toBe('x\ty %');
});
