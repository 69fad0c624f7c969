import type { LineChartProps } from '../line-chart.tsx';
import type { Size } from '../use-size.ts';
import { type ChartAxes, chartAxes, mostPieces, padded } from './axes.ts';
import { niceDomain } from './ticks.ts';

/** A line chart's axes, and where its crosshair stops. */
export interface LineLayout {
  readonly axes: ChartAxes;
  /** By increasing x. */
  readonly stops: readonly number[];
}

export function lineLayout(props: LineChartProps, size: Size): LineLayout {
  const { series, marks = [], leastSpan } = props;
  const points = series.flatMap((each) => each.points);
  const xs = [...points.map((point) => point.x), ...marks.map((mark) => mark.x)];
  const ys = [
    ...points.map((point) => point.y),
    ...series.flatMap(({ band = [] }) => band.flatMap(({ low, high }) => [low, high])),
  ].filter((value) => value !== undefined && Number.isFinite(value)) as number[];
  const y = niceDomain(ys, mostPieces(size), leastSpan ?? leastOf(ys));
  const axes = chartAxes(size, padded(xs.filter(Number.isFinite)), y, props);
  return { axes, stops: stopsOf(series) };
}

/** Where the crosshair stops: at dots, which were observed, else at every point. */
function stopsOf(series: LineChartProps['series']): number[] {
  const dotted = series.filter(({ form }) => form !== 'line');
  const stopping = dotted.length > 0 ? dotted : series;
  return [...new Set(stopping.flatMap(({ points }) => points.map(({ x }) => x)))].sort(
    (a, b) => a - b,
  );
}

/** Values closer than this are one: a millionth of their size. */
function leastOf(values: readonly number[]): number {
  return 1e-6 * Math.max(...values.map(Math.abs), 1e-6);
}
