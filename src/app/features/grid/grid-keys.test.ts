import { expect, test } from 'vitest';
import { afterTyping, type GridPlace, gridCommand, gridKeys } from './grid-keys.ts';

const size = { rows: 20, columns: 10 };
const at = (row: number, column: number) => ({ row, column });
const place = (row: number, column: number, range?: GridPlace['range']): GridPlace => ({
  active: at(row, column),
  range,
  size,
});
const press = (keys: string, where: GridPlace) => {
  const parts = keys.split('+');
  const [control, shift] = [parts.includes('Ctrl'), parts.includes('Shift')];
  return gridCommand({ key: parts.at(-1) ?? '', control, shift }, where);
};

test.each([
  ['ArrowDown', { does: 'move', to: at(4, 4) }],
  ['Ctrl+End', { does: 'move', to: at(19, 9) }],
  ['Shift+ArrowDown', { does: 'extend', to: at(4, 4) }],
  ['Ctrl+Shift+ArrowRight', { does: 'extend', to: at(3, 9) }],
  ['Shift+PageDown', { does: 'extend', to: at(13, 4) }],
  ['Ctrl+a', { does: 'select', range: { anchor: at(0, 0), head: at(19, 9) } }],
  ['Ctrl+ ', { does: 'select', range: { anchor: at(0, 4), head: at(19, 4) } }],
  ['Shift+ ', { does: 'select', range: { anchor: at(3, 0), head: at(3, 9) } }],
  ['Ctrl+d', { does: 'fillDown' }],
  ['Ctrl+R', { does: 'fillRight' }],
  ['Delete', { does: 'clear' }],
  ['F2', { does: 'edit' }],
  ['7', { does: 'type', text: '7' }],
  ['n', { does: 'type', text: 'n' }],
  [',', { does: 'type', text: ',' }],
])('%s asks for %j', (keys, command) => {
  expect(press(keys, place(3, 4))).toEqual(command);
});

test.each([
  '?',
  '/',
  ' ',
  'Tab',
  'Ctrl+k',
  'Ctrl+z',
  'Ctrl+c',
  'Ctrl+Enter',
  'Ctrl+Shift+r',
  'Shift',
  'F6',
])('%s is left to the page', (keys) => {
  const command = press(keys, place(3, 4));
  expect(command).toBeUndefined();
});

test('Escape is the grid’s only while something is selected', () => {
  expect(press('Escape', place(3, 4))).toBeUndefined();
  const range = { anchor: at(3, 4), head: at(4, 5) };
  expect(press('Escape', place(3, 4, range))).toEqual({ does: 'drop' });
});

test('a selection grows from its moving corner, and a header’s row or column is its prices', () => {
  const range = { anchor: at(3, 4), head: at(6, 2) };
  expect(press('Shift+ArrowLeft', place(3, 4, range))).toEqual({ does: 'extend', to: at(6, 1) });
  expect(press('Ctrl+ ', place(-1, 4))).toMatchObject({ range: { anchor: at(0, 4) } });
  expect(press('Shift+ ', place(5, -1))).toMatchObject({ range: { anchor: at(5, 0) } });
});

test('typing ends downwards or to the right; in a selection it goes round', () => {
  const leave = (key: string, where: GridPlace, shift = false) =>
    afterTyping({ key, shift }, where);
  expect(leave('Enter', place(3, 4))).toEqual(at(4, 4));
  expect(leave('Tab', place(3, 4), true)).toEqual(at(3, 3));
  expect(leave('Enter', place(19, 4))).toEqual(at(19, 4));
  const range = { anchor: at(3, 4), head: at(4, 5) };
  expect(leave('Enter', place(4, 4, range))).toEqual(at(3, 5));
  expect(leave('Tab', place(3, 5, range))).toEqual(at(4, 4));
  expect(leave('ArrowDown', place(4, 4, range))).toEqual(at(5, 4));
  expect(leave('a', place(3, 4))).toBeUndefined();
});

test('every key is told once', () => {
  const keys = gridKeys.map((each) => `${each.keys}: ${each.does}`);
  expect(new Set(keys).size).toBe(keys.length);
});
