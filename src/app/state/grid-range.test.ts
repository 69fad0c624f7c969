import fc from 'fast-check';
import { expect, test } from 'vitest';
import { boxSize, cellsOf, holds, nextWithin, ofSameKind, selectedBox } from './grid-range.ts';

const at = (row: number, column: number) => ({ row, column });

test('a range is the rectangle between its corners, whichever way it was drawn', () => {
  const box = { top: 1, left: 2, bottom: 3, right: 5 };
  expect(selectedBox({ anchor: at(3, 2), head: at(1, 5) }, at(3, 2))).toEqual(box);
  expect(selectedBox({ anchor: at(1, 5), head: at(3, 2) }, at(1, 5))).toEqual(box);
  expect(boxSize(box)).toEqual({ rows: 3, columns: 4 });
  expect(cellsOf(box)).toHaveLength(12);
  expect(cellsOf(box).every((cell) => holds(box, cell))).toBe(true);
  expect(holds(box, at(4, 5)) || holds(box, at(1, 1))).toBe(false);
});

test('without a range the active cell alone is selected', () => {
  expect(cellsOf(selectedBox(undefined, at(-1, 3)))).toEqual([at(-1, 3)]);
});

test('prices, strikes and maturities are not selected together', () => {
  expect(ofSameKind(at(4, 4), at(-1, -1))).toEqual(at(0, 0));
  expect(ofSameKind(at(-1, 4), at(7, 2))).toEqual(at(-1, 2));
  expect(ofSameKind(at(4, -1), at(7, 2))).toEqual(at(7, -1));
});

test('a rectangle is walked down its columns or along its rows, and begun again', () => {
  const box = { top: 1, left: 0, bottom: 2, right: 1 };
  const walk = (step: 'ArrowDown' | 'ArrowRight') =>
    [1, 2, 3, 4].reduce((cells) => [...cells, nextWithin(box, cells.at(-1)!, step)], [at(1, 0)]);
  expect(walk('ArrowDown')).toEqual([at(1, 0), at(2, 0), at(1, 1), at(2, 1), at(1, 0)]);
  expect(walk('ArrowRight')).toEqual([at(1, 0), at(1, 1), at(2, 0), at(2, 1), at(1, 0)]);
});

test('every step is undone by the one back', () => {
  const side = fc.integer({ min: 0, max: 6 });
  fc.assert(
    fc.property(side, side, side, side, (row, column, otherRow, otherColumn) => {
      const range = { anchor: at(row, column), head: at(otherRow, otherColumn) };
      const box = selectedBox(range, range.anchor);
      for (const cell of cellsOf(box)) {
        const down = nextWithin(box, cell, 'ArrowDown');
        expect(holds(box, down)).toBe(true);
        expect(nextWithin(box, down, 'ArrowUp')).toEqual(cell);
        const right = nextWithin(box, cell, 'ArrowRight');
        expect(nextWithin(box, right, 'ArrowLeft')).toEqual(cell);
      }
    }),
  );
});
