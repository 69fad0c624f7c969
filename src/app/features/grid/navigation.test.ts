import fc from 'fast-check';
import { expect, test } from 'vitest';
import { destination } from './navigation.ts';

const size = { rows: 20, columns: 10 };

test.each([
  ['ArrowRight', false, [0, 0], [0, 1]],
  ['ArrowRight', false, [0, 9], [0, 9]],
  ['ArrowUp', false, [0, 4], [-1, 4]],
  ['ArrowLeft', false, [5, 0], [5, -1]],
  ['ArrowLeft', false, [-1, 0], [-1, 0]],
  ['ArrowUp', false, [0, -1], [0, -1]],
  ['ArrowDown', true, [3, 2], [19, 2]],
  ['Home', false, [7, 6], [7, 0]],
  ['End', false, [7, 6], [7, 9]],
  ['Home', true, [7, 6], [0, 0]],
  ['End', true, [7, 6], [19, 9]],
  ['PageDown', false, [3, 1], [13, 1]],
  ['PageDown', false, [15, 1], [19, 1]],
  ['PageUp', false, [3, 1], [0, 1]],
] as const)('%s (control: %s) leads from %j to %j', (key, control, from, to) => {
  const [row, column] = from;
  expect(destination(key, control, { row, column }, size)).toEqual({ row: to[0], column: to[1] });
});

test('no walk ever leaves the grid or stands on its corner', () => {
  const keys = [
    'ArrowUp',
    'ArrowDown',
    'ArrowLeft',
    'ArrowRight',
    'Home',
    'End',
    'PageUp',
    'PageDown',
  ];
  const step = fc.tuple(fc.constantFrom(...keys), fc.boolean());
  fc.assert(
    fc.property(fc.array(step), (steps) => {
      let at = { row: 0, column: 0 };
      for (const [key, control] of steps) at = destination(key, control, at, size) ?? at;
      expect(at.row >= -1 && at.row < 20 && at.column >= -1 && at.column < 10).toBe(true);
      expect(at.row === -1 && at.column === -1).toBe(false);
    }),
  );
});

test('other keys do not move', () => {
  expect(destination('a', false, { row: 0, column: 0 }, size)).toBeUndefined();
});
