import { fixed, leadingDecimals } from '../../format/numbers.ts';
import type { LineChartProps, LineSeries } from '../line-chart.tsx';

/** A name and its value at the crosshair. */
export interface ReadoutRow {
  readonly name: string;
  readonly text: string;
}

/** Where the crosshair is, what every named series says there, and model − market. */
export function lineReadout(props: LineChartProps, x: number): ReadoutRow[] {
  const { series, xTitle } = props;
  const xText = props.xText ?? shortest;
  const yText = props.yText ?? shortest;
  // The unit stands at the axis.
  const rows: ReadoutRow[] = [{ name: xTitle.split(',')[0] ?? '', text: xText(x) }];
  for (const each of series) {
    const y = valueAt(each, x);
    if (each.name !== '' && y !== undefined) rows.push({ name: each.name, text: yText(y) });
  }
  const named = (tone: LineSeries['tone']) => series.filter((each) => each.tone === tone);
  const [market, model] = [named('market'), named('model')];
  const [of, minus] = [model[0], market[0]];
  if (of && minus && model.length === 1 && market.length === 1) {
    const [a, b] = [valueAt(of, x), valueAt(minus, x)];
    if (a !== undefined && b !== undefined) {
      const sign = a < b ? '−' : '+';
      rows.push({ name: 'Difference', text: `${sign}${yText(Math.abs(a - b))}` });
    }
  }
  return rows;
}

/** A series at `x`, linear between its points; undefined outside of them and in their gaps. */
export function valueAt({ points, form }: LineSeries, x: number): number | undefined {
  const next = points.findIndex((point) => point.x >= x);
  const right = points[next];
  if (!right) return undefined;
  if (right.x === x) return right.y;
  const left = points[next - 1];
  if (form === 'dots' || left?.y === undefined || right.y === undefined) return undefined;
  return left.y + ((right.y - left.y) * (x - left.x)) / (right.x - left.x);
}

function shortest(value: number): string {
  return fixed(value, Math.min(value === 0 ? 0 : leadingDecimals(value, 4), 8));
}
