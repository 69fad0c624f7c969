import { expect, test } from 'vitest';
import { varianceGamma } from '../../../levy/variance-gamma.ts';
import { BatchTable } from '../../state/batch/batch-table.ts';
import { failed, fitted, someFit } from '../../state/batch/outcomes.fixture.ts';
import { rowCompare } from './row-compare.ts';

function sortedIds(ids: readonly string[], isDown = false): string[] {
  const table = new BatchTable(varianceGamma);
  table.push(ids.map((id, i) => fitted(i, id, someFit(0.2))));
  const rows = ids.map((_, row) => row).sort(rowCompare(table, { key: 'id', isDown }));
  return rows.map((row) => table.id(row));
}

test('ids stand in one order, numbers in them as numbers, however the file has them', () => {
  const order = ['2', '10', '10a', 'line 5', 'SPX 9', 'SPX 10'];
  const given = ['10a', 'SPX 10', '2', '', 'SPX 9', '10'];
  expect(sortedIds(given)).toEqual(order);
  expect(sortedIds(given, true)).toEqual(order.toReversed());
});

test('rows without an id stand as their lines do', () => {
  const lines = Array.from({ length: 12 }, (_, i) => `line ${i + 2}`);
  expect(sortedIds(lines.map(() => ''))).toEqual(lines);
});

test('rows without a number stand last either way', () => {
  const table = new BatchTable(varianceGamma);
  table.push([
    failed(0, 'a', 'No prices.'),
    fitted(1, 'b', someFit(0.3)),
    fitted(2, 'c', someFit(0.2)),
  ]);
  const by = (isDown: boolean) =>
    [0, 1, 2].sort(rowCompare(table, { key: 'VarianceGamma.sigma', isDown }));
  expect(by(false)).toEqual([2, 1, 0]);
  expect(by(true)).toEqual([1, 2, 0]);
});
