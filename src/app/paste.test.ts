import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { createStores } from './create-stores.ts';
import { pasteText } from './paste.ts';

function setUp() {
  const never = new Promise<never>(() => {});
  const stores = createStores(never, never, { choice: 'auto' });
  return { stores, document: () => stores.surfaces.getState().document };
}

const fixture = (name: string) =>
  readFileSync(new URL(`../../e2e/fixtures/surfaces/${name}`, import.meta.url), 'utf8');

test('one number goes into the focused cell', () => {
  const { stores, document } = setUp();
  pasteText(stores, '12,5\r\n', { row: 3, column: 4 });
  expect(document().surface.prices[34]).toBe(12.5);
});

test('a small block fills from the focused cell, as one step', () => {
  const { stores, document } = setUp();
  pasteText(stores, '1\t2\n3\t4', { row: 18, column: 8 });
  expect([188, 189, 198, 199].map((i) => document().surface.prices[i])).toEqual([1, 2, 3, 4]);
  stores.surfaces.getState().undo();
  expect(stores.surfaces.getState().past).toEqual([]);
});

test('empty cells of a block take quotes away; a block of nothing is refused', () => {
  const { stores, document } = setUp();
  pasteText(stores, '1\t\n\t4', { row: 0, column: 0 });
  expect([0, 1, 10, 11].map((i) => document().surface.prices[i])).toEqual([
    1,
    undefined,
    undefined,
    4,
  ]);
  const before = document();
  pasteText(stores, '\t\n\t', { row: 0, column: 0 });
  expect(document()).toBe(before);
});

test.each([
  ['a block that does not fit', '1\t2\n3\t4', { row: 19, column: 0 }],
  ['a block with a word', '1\tx', { row: 0, column: 0 }],
  [
    'a surface with a row missing',
    fixture('broken-19-rows.csv').replaceAll(',', '\t'),
    { row: 0, column: 0 },
  ],
  ['a number with no cell in focus', '12.5', undefined],
])('%s is refused and the surface stays', (_, text, focused) => {
  const { stores, document } = setUp();
  const before = document();
  pasteText(stores, text, focused);
  expect(document()).toBe(before);
  expect(stores.surfaces.getState().rejection?.problems.length).toBeGreaterThan(0);
});

test('a whole table replaces the surface, wherever the focus is', () => {
  const { stores, document } = setUp();
  pasteText(stores, fixture('vg-spot-5230-thousands.tsv'), { row: 5, column: 5 });
  expect(document().surface.prices[0]).toBe(1070.31);
  expect(document().origin.title).toBe('Pasted table');
});

test('a request’s model is chosen with its surface', () => {
  const { stores } = setUp();
  const prices = stores.surfaces.getState().document.surface.prices;
  pasteText(stores, JSON.stringify({ option_prices: prices, model_name: 'CGMY' }), undefined);
  expect(stores.calibrations.getState().model.name).toBe('CGMY');
});
