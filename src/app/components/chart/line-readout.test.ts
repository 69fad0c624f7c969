import { describe, expect, it } from 'vitest';
import type { LineChartProps, LineSeries } from '../line-chart.tsx';
import { lineLayout } from './line-layout.ts';
import { lineReadout, valueAt } from './line-readout.ts';

const market: LineSeries = {
  name: 'Market',
  tone: 'market',
  form: 'dots',
  points: [
    { x: 1, y: 10 },
    { x: 2, y: undefined },
    { x: 4, y: 12 },
  ],
};
const model: LineSeries = {
  name: 'VG',
  tone: 'model',
  form: 'line',
  points: [
    { x: 0, y: 8 },
    { x: 2, y: 12 },
    { x: 3, y: undefined },
    { x: 5, y: 20 },
  ],
};
const props: LineChartProps = {
  label: 'A chart.',
  series: [market, model],
  xTitle: 'Maturity, years',
  yTitle: 'Volatility',
  xText: (x) => `${x} y`,
  yText: (y) => `${y} %`,
};

describe('valueAt', () => {
  it('is a line between its points, and nothing in its gaps or beyond', () => {
    expect(valueAt(model, 1)).toBe(10);
    expect(valueAt(model, 2)).toBe(12);
    expect([-1, 2.5, 3, 4, 6].map((x) => valueAt(model, x))).toEqual(Array(5).fill(undefined));
  });

  it('is a dot at the dot alone', () => {
    expect([1, 1.5, 2, 4].map((x) => valueAt(market, x))).toEqual([10, undefined, undefined, 12]);
  });
});

describe('lineReadout', () => {
  it('reads both and their difference', () => {
    expect(lineReadout(props, 1)).toEqual([
      { name: 'Maturity', text: '1 y' },
      { name: 'Market', text: '10 %' },
      { name: 'VG', text: '10 %' },
      { name: 'Difference', text: '+0 %' },
    ]);
  });

  it('leaves out what has no value there', () => {
    expect(lineReadout(props, 2)).toEqual([
      { name: 'Maturity', text: '2 y' },
      { name: 'VG', text: '12 %' },
    ]);
  });
});

describe('lineLayout', () => {
  it('stops the crosshair at what was observed, else at every point', () => {
    const size = { width: 400, height: 200 };
    expect(lineLayout(props, size).stops).toEqual([1, 2, 4]);
    expect(lineLayout({ ...props, series: [model, model] }, size).stops).toEqual([0, 2, 3, 5]);
  });
});
