import {
  type ChartAxes,
  chartAxes,
  mostPieces,
  padded,
  pointX,
  type Tick,
} from '../../components/chart/axes.ts';
import { niceDomain } from '../../components/chart/ticks.ts';
import type { Size } from '../../components/use-size.ts';
import { dateText } from '../../state/batch/date-of-id.ts';
import type { Series, SeriesPoint } from './series.ts';

/** Room of a date under the axis, in px. */
const DATE_ROOM = 84;
const DATE_WIDTH = 60;
/** Room of the y texts, in px, the same for all: so the dates of one chart stand under those of another. */
const LEFT = 56;
/** Bands reach no further beyond the values than so many of their spans: one loose fit would flatten all. */
const MOST_BAND = 1.5;

/** Axes that show all values and, as far as that leaves them legible, the bands. */
export function seriesAxes(
  { isDated, x }: Series,
  points: readonly SeriesPoint[],
  size: Size,
): ChartAxes {
  const values = points.map(({ value }) => value).filter(Number.isFinite);
  const low = Math.min(...values);
  const high = Math.max(...values);
  const ends = points.flatMap((point) => [point.low, point.high]).filter(Number.isFinite);
  const reach = MOST_BAND * Math.max(high - low, 0.02 * Math.max(Math.abs(high), Math.abs(low)));
  const held = ends.map((end) => Math.min(Math.max(end, low - reach), high + reach));
  const largest = Math.max(...values.map(Math.abs), 1e-6);
  const y = niceDomain([...values, ...held], mostPieces(size), 1e-4 * largest);
  const own = chartAxes(size, padded(x), y, { wholeX: true });
  const axes = { ...own, left: Math.max(own.left, LEFT) };
  if (!isDated) return axes;
  const ticks = dateTicks(axes.x, (size.width - axes.left) / DATE_ROOM);
  // The last would be cut off at the edge.
  const isWhole = ({ value }: Tick) => pointX(axes, value) + DATE_WIDTH / 2 <= size.width;
  return { ...axes, xTicks: ticks.filter(isWhole) };
}

/** Days, first days of months and of years: the finest of which there is room for. */
const STEPS = [
  { days: 1 },
  { days: 2 },
  { days: 7 },
  { months: 1 },
  { months: 3 },
  { months: 6 },
  { months: 12 },
  { months: 24 },
  { months: 60 },
  { months: 120 },
] as const;

function dateTicks([from, to]: readonly [number, number], room: number): Tick[] {
  for (const step of STEPS) {
    const days = 'days' in step ? step.days : step.months * 30.44;
    if ((to - from) / days > Math.max(room, 1)) continue;
    const values =
      'days' in step ? everyDays(from, to, step.days) : everyMonths(from, to, step.months);
    return values.map((value) => ({ value, text: dateText(value) }));
  }
  return [];
}

function everyDays(from: number, to: number, step: number): number[] {
  const first = Math.ceil(from / step) * step;
  const length = Math.max(Math.floor((to - first) / step) + 1, 0);
  return Array.from({ length }, (_, i) => first + i * step);
}

function everyMonths(from: number, to: number, step: number): number[] {
  const start = new Date(from * 86_400_000);
  const found: number[] = [];
  for (let month = 12 * start.getUTCFullYear(); ; month += step) {
    const day = Date.UTC(Math.floor(month / 12), month % 12) / 86_400_000;
    if (day > to) return found;
    if (day >= from) found.push(day);
  }
}
