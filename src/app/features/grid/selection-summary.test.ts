import { expect, test } from 'vitest';
import { newDocument } from '../../state/surface-document.ts';
import type { GridView } from '../../state/view-store.ts';
import { cellFaces } from './cell-faces.ts';
import { selectionSummary } from './selection-summary.ts';

const surface = {
  strikes: [90, 100, 110],
  maturities: [0.5, 1],
  prices: [13, 16, 7, undefined, 3, 6.5],
  spot: 100,
  rate: 0.05,
  dividendYield: 0,
};
const at = (row: number, column: number) => ({ row, column });
const shown = (view: GridView) => ({
  document: newDocument(surface, { title: '', notes: [] }),
  view,
  faces: cellFaces(view, surface, undefined),
});

test('prices are counted and averaged, without what is not quoted', () => {
  const range = { anchor: at(2, 1), head: at(0, 0) };
  expect(selectionSummary(shown('price'), range)).toEqual({
    cells: '3 × 2 cells',
    values: '5 with a number · mean 9.10 · 3.00 to 16.00',
  });
});

test('every view has its unit', () => {
  const range = { anchor: at(0, 0), head: at(0, 1) };
  expect(selectionSummary(shown('volatility'), range).values).toMatch(
    /^mean \d+\.\d\d · .*\u00a0%$/,
  );
  expect(selectionSummary(shown('residual'), range).values).toBe('without a number');
});

test('strikes and maturities are counted', () => {
  const strikes = { anchor: at(0, -1), head: at(2, -1) };
  expect(selectionSummary(shown('price'), strikes)).toEqual({
    cells: '3 strikes',
    values: '90 to 110',
  });
  const maturities = { anchor: at(-1, 0), head: at(-1, 1) };
  expect(selectionSummary(shown('price'), maturities).cells).toBe('2 maturities');
});
