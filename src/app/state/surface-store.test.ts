import { expect, test } from 'vitest';
import type { Surface } from '../../calibration/quotes/surface.ts';
import type { Field } from './field.ts';
import { createSurfaceStore } from './surface-store.ts';

const surface: Surface = {
  strikes: [90, 100, 110],
  maturities: [0.5, 1],
  prices: [13, 16, 7, 10, 3, 6],
  spot: 100,
  rate: 0.05,
  dividendYield: 0,
};
const origin = { title: 'test', notes: [] };

function store(from: Surface = surface) {
  const created = createSurfaceStore(from, origin);
  const state = () => created.getState();
  return {
    state,
    document: () => state().document,
    type: (field: Field, text: string) => state().edit([[field, text]]),
  };
}

test('a typed price is the surface’s, strike-major, and nothing else changes', () => {
  const { document, type } = store();
  type({ row: 1, column: 0 }, '7,25');
  expect(document().surface).toEqual({ ...surface, prices: [13, 16, 7.25, 10, 3, 6] });
  expect(document().drafts.size).toBe(0);
});

test('spot, rate, strikes and maturities are typed too', () => {
  const { document, type } = store();
  type('spot', '101.5');
  type('rate', '4.3 %');
  type('dividendYield', '1,5 %');
  type({ row: -1, column: 1 }, '1.25');
  type({ row: 2, column: -1 }, '115');
  expect(document().surface).toEqual({
    ...surface,
    spot: 101.5,
    rate: 0.043,
    dividendYield: 0.015,
    maturities: [0.5, 1.25],
    strikes: [90, 100, 115],
  });
});

test.each<[Field, string, string]>([
  [{ row: 1, column: 0 }, '-1', 'Strike 100, maturity 0.5: the price is negative (-1).'],
  [{ row: 0, column: 1 }, 'abc', 'Strike 90, maturity 1: the price “abc” is not a number.'],
  [{ row: 1, column: -1 }, '0', 'Strike 2 must be more than 0, not 0.'],
  [{ row: 1, column: -1 }, '115', 'The strike 110 must be more than the one before it, 115.'],
  [{ row: -1, column: 0 }, '2', 'The maturity 1 must be more than the one before it, 2.'],
  ['spot', '0', 'The spot must be more than 0, not 0.'],
  [{ row: 1, column: -1 }, '', 'Strike 2 is empty. Type a number.'],
  ['dividendYield', '', 'The dividend yield is empty. Type a number.'],
  ['dividendYield', 'x', 'The dividend yield “x” is not a number.'],
  ['rate', '500', 'The rate must lie between −100\u00a0% and 100\u00a0%.'],
])('%j typed as %j is a problem, and the surface stays', (field, text, message) => {
  const { document, type } = store();
  type(field, text);
  expect(document().surface).toBe(surface);
  expect(
    document()
      .problems.map((problem) => problem.message)
      .join(),
  ).toContain(message);
});

test('a good price beside a bad one waits for it', () => {
  const { document, type } = store();
  type({ row: 0, column: 0 }, 'x');
  type({ row: 0, column: 1 }, '17');
  expect(document().surface).toBe(surface);
  expect(document().problems).toHaveLength(1);
  type({ row: 0, column: 0 }, '14');
  expect(document().surface.prices).toEqual([14, 17, 7, 10, 3, 6]);
});

test('strikes can all be moved one after the other', () => {
  const { document, type } = store();
  ['190', '200', '210'].forEach((text, row) => {
    type({ row, column: -1 }, text);
  });
  expect(document().surface.strikes).toEqual([190, 200, 210]);
});

test('edits and imports are undone and redone one step each', () => {
  const { state, document, type } = store();
  const other = { ...surface, spot: 50 };
  type({ row: 0, column: 0 }, '14');
  state().replace(other, { title: 'other', notes: [] });
  state().undo();
  expect(document().surface.prices[0]).toBe(14);
  state().undo();
  expect(document().surface).toBe(surface);
  state().undo();
  state().redo();
  state().redo();
  expect(document().surface).toBe(other);
  state().undo();
  type({ row: 0, column: 0 }, '15');
  expect(state().future).toEqual([]);
});

test('typing what is there already is no step', () => {
  const { state, type } = store();
  type({ row: 0, column: 0 }, '13');
  expect(state().past).toEqual([]);
});

test('a refused import leaves the surface, until dismissed or the next good one', () => {
  const { state, document } = store();
  state().reject({ title: 'no', problems: [{ message: 'why' }] });
  expect(document().surface).toBe(surface);
  expect(state().rejection?.problems).toEqual([{ message: 'why' }]);
  state().dismiss();
  expect(state().rejection).toBeUndefined();
  state().reject({ title: 'no', problems: [] });
  state().replace({ ...surface }, origin);
  expect(state().rejection).toBeUndefined();
});
