import { expect, test } from 'vitest';
import { cgmy } from '../../../levy/cgmy.ts';
import { varianceGamma } from '../../../levy/variance-gamma.ts';
import { BatchTable, MOST_REASONS, marks } from './batch-table.ts';
import { failed, fitted, someFit } from './outcomes.fixture.ts';

test('each outcome is a row in its order, a fault with its reason', () => {
  const table = new BatchTable(varianceGamma);
  table.push([
    fitted(0, '2026-03-12', someFit(0.2)),
    failed(1, '', 'Price 3 is no number.'),
    fitted(2, '2026-03-13', someFit(0.21)),
  ]);
  expect([table.rows, table.failed]).toEqual([3, 1]);
  expect([0, 1, 2].map((row) => table.id(row))).toEqual(['2026-03-12', 'line 3', '2026-03-13']);
  expect([0, 1, 2].map((row) => table.reason(row))).toEqual([
    undefined,
    'Price 3 is no number.',
    undefined,
  ]);
  const [sigma] = table.columns;
  expect([0, 1, 2].map((row) => sigma?.values.at(row))).toEqual([0.2, Number.NaN, 0.21]);
  expect(sigma?.lows.at(2)).toBeCloseTo(0.2, 12);
  expect(table.isDated).toBe(true);
  expect(table.isTrouble(1)).toBe(true);
  expect(table.isTrouble(0)).toBe(false);
});

test('what is to be said of a row is kept', () => {
  const table = new BatchTable(varianceGamma);
  const identification = ['pinned', 'not identified', 'loose'] as const;
  table.push([
    fitted(0, 'a', someFit(0.2, { verdict: 'arbitrage' })),
    fitted(1, 'b', someFit(0.2, { verdict: 'no-surface', unfamiliarity: 1, atEdge: ['nu'] })),
    fitted(2, 'c', someFit(0.2, { refinement: { ...someFit(0).refinement!, identification } })),
  ]);
  expect(table.marks(0)).toBe(marks.arbitrage);
  expect(table.isTrouble(0)).toBe(false);
  expect(table.marks(1)).toBe(marks.noSurface | marks.unfamiliar | marks.atEdge);
  expect(table.marks(2)).toBe(marks.notIdentified);
  expect([0, 1, 2].map((i) => table.isUnknown(2, i))).toEqual([false, true, false]);
});

test('the network alone tells nothing of a parameter whose interval covers its training', () => {
  const table = new BatchTable(varianceGamma);
  const { refinement: _, ...fit } = someFit(0.3);
  const intervals = [
    [0.2, 0.4],
    [0.05, 1.2],
    [-0.2, -0.1],
  ] as const;
  table.push([fitted(0, 'a', { ...fit, parameters: [0.3, 0.6, -0.15], intervals })]);
  expect([0, 1, 2].map((i) => table.isUnknown(0, i))).toEqual([false, true, false]);
  expect(table.rmse.at(0)).toBeNaN();
  // ν = 0.3 ± 0.8, cut at the end of what ν may be.
  const cut = [intervals[0], [0, 1.1], intervals[2]] as const;
  table.push([fitted(1, 'b', { ...fit, parameters: [0.3, 0.3, -0.15], intervals: cut })]);
  expect([0, 1, 2].map((i) => table.isUnknown(1, i))).toEqual([false, true, false]);
});

test('a model that a line names for itself has columns of its own', () => {
  const table = new BatchTable(varianceGamma);
  const parameters = [0.1, 5, 6, 0.5];
  const intervals = parameters.map((value) => [value - 0.01, value + 0.01] as const);
  const identification = parameters.map(() => 'pinned' as const);
  const refinement = { ...someFit(0).refinement!, identification };
  table.push([
    fitted(0, 'a', someFit(0.2)),
    fitted(1, 'b', { ...someFit(0), model: cgmy.name, parameters, intervals, refinement }),
  ]);
  expect(table.columns.map(({ spec }) => spec.key)).toEqual([
    ...varianceGamma.parameters.map(({ key }) => key),
    ...cgmy.parameters.map(({ key }) => key),
  ]);
  expect(table.columns.map(({ values }) => Number.isNaN(values.at(1)))).toEqual([
    ...[true, true, true],
    ...[false, false, false, false],
  ]);
});

test('ids that are no dates leave the order of the file', () => {
  const table = new BatchTable(varianceGamma);
  table.push([fitted(0, '2026-03-12', someFit(0.2)), fitted(1, 'SPX', someFit(0.2))]);
  expect(table.isDated).toBe(false);
});

test('of very many faults the first are told, and all are counted', () => {
  const table = new BatchTable(varianceGamma);
  const count = MOST_REASONS + 5;
  table.push(Array.from({ length: count }, (_, i) => failed(i, `${i}`, `Reason ${i}.`)));
  expect(table.failed).toBe(count);
  expect(table.faults).toHaveLength(MOST_REASONS);
  expect(table.reason(MOST_REASONS - 1)).toBe(`Reason ${MOST_REASONS - 1}.`);
  expect(table.reason(MOST_REASONS)).toBeUndefined();
  expect(table.marks(count - 1)).toBe(marks.failed);
});
