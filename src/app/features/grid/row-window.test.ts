import { expect, test } from 'vitest';
import { drawnRows, rowsInView } from './row-window.ts';

const LARGE = { rows: 930, columns: 12 };
const HEIGHT = 28;
const scroller = (scrollTop: number) => ({
  scrollTop,
  clientHeight: 700,
  scrollHeight: HEIGHT * (LARGE.rows + 1),
});

test('a small grid is drawn whole', () => {
  const rows = drawnRows({ rows: 20, columns: 10 }, { first: 10, end: 12 }, 0);
  expect(rows).toEqual(Array.from({ length: 20 }, (_, i) => i));
});

test.each([0, 3000, 12_345, 28 * 906])('of a large grid at %i px all in view is drawn', (top) => {
  const rows = drawnRows(LARGE, rowsInView(scroller(top), LARGE.rows), 400);
  const first = Math.floor(top / HEIGHT);
  const last = Math.min(Math.ceil((top + 700) / HEIGHT), LARGE.rows - 1);
  for (let row = first; row <= last; row++) expect(rows).toContain(row);
  expect(rows).toContain(400);
  expect(rows.length).toBeLessThan(70);
  expect(rows.every((row) => row >= 0 && row < LARGE.rows)).toBe(true);
});
