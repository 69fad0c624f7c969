import { expect, test } from 'vitest';
import { varianceGamma } from '../../../levy/variance-gamma.ts';
import type { BatchOutcome } from '../../batch/run-batch.ts';
import { BatchTable } from '../../state/batch/batch-table.ts';
import { dateText } from '../../state/batch/date-of-id.ts';
import { failed, fitted, someFit } from '../../state/batch/outcomes.fixture.ts';
import { MOST_POINTS, placeText, type Series, seriesSteps } from './series.ts';
import { seriesAxes } from './series-axes.ts';

function seriesOf(...outcomes: BatchOutcome[]): Series {
  const table = new BatchTable(varianceGamma);
  table.push(outcomes);
  const steps = seriesSteps(table);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

test('rows stand at their dates, in order, with a gap where one failed', () => {
  const series = seriesOf(
    fitted(0, '2026-03-13', someFit(0.3)),
    fitted(1, '2026-03-11', someFit(0.1)),
    failed(2, '2026-03-12', 'No prices.'),
  );
  expect(series.isDated).toBe(true);
  expect(series.x.map(dateText)).toEqual(['2026-03-11', '2026-03-12', '2026-03-13']);
  expect(series.rows).toEqual([1, 2, 0]);
  expect(series.points[0]?.map(({ value }) => value)).toEqual([0.1, Number.NaN, 0.3]);
  expect(series.points[0]?.[2]?.high).toBeCloseTo(0.31, 12);
});

test('without dates they stand in the order of the file', () => {
  const series = seriesOf(
    fitted(0, 'b', someFit(0.3)),
    failed(1, '', 'No prices.'),
    fitted(2, 'a', someFit(0.1)),
  );
  expect(series.isDated).toBe(false);
  expect(series.x).toEqual([1, 2, 3]);
  expect(series.each).toBe(1);
});

test('what the quotes do not tell has no band', () => {
  const identification = ['pinned', 'not identified', 'loose'] as const;
  const refinement = { ...someFit(0).refinement!, identification };
  const series = seriesOf(fitted(0, 'a', someFit(0.2, { refinement })));
  expect(series.points.map(([point]) => Number.isNaN(point?.low))).toEqual([false, true, false]);
  expect(series.points[1]?.[0]?.value).toBe(0.35);
});

test('of many rows each point is the mean of some', () => {
  const count = 10 * MOST_POINTS;
  const series = seriesOf(
    ...Array.from({ length: count }, (_, i) => fitted(i, `${i}a`, someFit(i / count))),
  );
  expect(series.x.length).toBe(MOST_POINTS);
  expect(series.each).toBeLessThanOrEqual(11);
  const [sigma = []] = series.points;
  expect(sigma.every(({ value }, i) => value > (sigma[i - 1]?.value ?? -1))).toBe(true);
  expect(sigma[0]?.value).toBeCloseTo(4.5 / count, 3);
});

test('the mean of what lies in one day is called by that day', () => {
  const [x, rows, points] = [[20_525.5], [7], []];
  expect(placeText({ isDated: true, x, rows, each: 2, points }, 0, 'an id')).toBe('2026-03-13');
  expect(placeText({ isDated: false, x: [7.5], rows, each: 2, points }, 0, 'an id')).toBe(
    'about no. 8',
  );
  expect(placeText({ isDated: true, x, rows, each: 1, points }, 0, 'an id')).toBe('an id');
});

const size = { width: 600, height: 200 };

test('one loose fit does not flatten the others', () => {
  const loose = someFit(0.25, {
    intervals: [
      [-9, 9],
      [0.3, 0.4],
      [-0.2, -0.1],
    ],
  });
  const outcomes = [0.2, 0.25, 0.3].map((sigma, i) => fitted(i, `${i}x`, someFit(sigma)));
  const series = seriesOf(...outcomes, fitted(3, 'loose', loose));
  const { y } = seriesAxes(series, series.points[0] ?? [], size);
  expect(y[1] - y[0]).toBeLessThan(1);
});

test.each([
  ['2026-03-09', '2026-03-13', 'of days', '2026-03-10'],
  ['2026-01-05', '2026-12-20', 'of months', '2026-07-01'],
  ['1996-01-05', '2026-12-20', 'of years', '2010-01-01'],
])('from %s to %s the ticks are %s', (from, to, _, tick) => {
  const series = seriesOf(fitted(0, from, someFit(0.2)), fitted(1, to, someFit(0.3)));
  const { xTicks } = seriesAxes(series, series.points[0] ?? [], size);
  expect(xTicks.map(({ text }) => text)).toContain(tick);
  expect(xTicks.length).toBeGreaterThan(1);
  expect(xTicks.length).toBeLessThan(8);
});
