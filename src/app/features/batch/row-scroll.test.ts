import { expect, test } from 'vitest';
import { drawnRows, ROW_HEIGHT, scrolledHeight, scrollTo } from './row-scroll.ts';

const VIEW = 520;
const FIT = VIEW / ROW_HEIGHT;

test('a short list is drawn whole', () => {
  expect(drawnRows(12, 0, VIEW)).toEqual({ first: 0, end: 12, top: 0 });
  expect(scrolledHeight(12)).toBe(12 * ROW_HEIGHT);
});

test('of a long one the rows in view are drawn where they stand', () => {
  const { first, end, top } = drawnRows(1000, 100 * ROW_HEIGHT, VIEW);
  expect(first).toBeLessThan(100);
  expect(end).toBeGreaterThan(100 + FIT);
  expect(end - first).toBeLessThan(FIT + 20);
  expect(top).toBe(first * ROW_HEIGHT);
});

test.each([1000, 1_000_000])('the ends of %i rows are reached', (rows) => {
  const bottom = scrolledHeight(rows) - VIEW;
  const last = drawnRows(rows, bottom, VIEW);
  expect(last.end).toBe(rows);
  // The last row ends where the list does.
  expect(last.top + (last.end - last.first) * ROW_HEIGHT).toBeCloseTo(bottom + VIEW, 4);
  expect(drawnRows(rows, 0, VIEW).first).toBe(0);
});

test.each([1000, 1_000_000])('each of %i rows can be brought into view', (rows) => {
  let at = 0;
  for (const row of [0, 1, 19, 20, 21, 400, 399, Math.floor(rows / 2), rows - 1, 0]) {
    at = scrollTo(row, rows, at, VIEW);
    const { first, top } = drawnRows(rows, at, VIEW);
    const y = top + (row - first) * ROW_HEIGHT;
    expect(y).toBeGreaterThanOrEqual(at - 1e-6);
    expect(y + ROW_HEIGHT).toBeLessThanOrEqual(at + VIEW + 1e-6);
  }
  // What is in view stays where it is.
  expect(scrollTo(3, rows, 0, VIEW)).toBe(0);
});
