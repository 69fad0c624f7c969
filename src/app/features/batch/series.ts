import type { BatchTable } from '../../state/batch/batch-table.ts';
import { dateText } from '../../state/batch/date-of-id.ts';
import { knownAt } from './row-words.ts';

/** Points that are drawn: more would be closer than pixels. Of more rows each is a mean of some. */
export const MOST_POINTS = 480;
/** Rows handled between two looks at the clock. */
const ROWS = 1000;

/** A parameter at one place of the axis; NaN where nothing is known. */
export interface SeriesPoint {
  readonly value: number;
  /** Ends of the 95 % interval, or their means. */
  readonly low: number;
  readonly high: number;
}

/** All parameters over a batch, at the same places. */
export interface Series {
  /** Whether `x` is in days since 1970, and not the number of the row from 1. */
  readonly isDated: boolean;
  readonly x: readonly number[];
  /** The row at each place; the first of those that a mean is of. */
  readonly rows: readonly number[];
  /** Rows that a point is the mean of, at most. */
  readonly each: number;
  /** By column of the table, a point at each place. */
  readonly points: ReadonlyArray<readonly SeriesPoint[]>;
}

interface Bin {
  x: number;
  row: number;
  count: number;
  readonly sums: Array<{ value: number; values: number; low: number; high: number; ends: number }>;
}

/** The parameters over the dates of the rows, or over their order, in steps. */
export function* seriesSteps(table: BatchTable): Generator<undefined, Series> {
  const { rows, isDated, columns } = table;
  const place = isDated ? (row: number) => table.dates.at(row) : (row: number) => row + 1;
  let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let row = 0; row < rows; row++) {
    if (row % ROWS === ROWS - 1) yield;
    const x = place(row);
    if (x < least) least = x;
    if (x > most) most = x;
  }
  const isBinned = rows > MOST_POINTS;
  const bins = new Map<number, Bin>();
  for (let row = 0; row < rows; row++) {
    if (row % ROWS === ROWS - 1) yield;
    const x = place(row);
    // A row that failed and has no date has no place among dates.
    if (Number.isNaN(x)) continue;
    const share = (x - least) / (most - least || 1);
    const key = isBinned ? Math.min(Math.floor(share * MOST_POINTS), MOST_POINTS - 1) : row;
    const bin = bins.get(key) ?? emptyBin(row, columns.length);
    bins.set(key, bin);
    add(bin, table, row, x);
  }
  const found = [...bins.values()].sort((a, b) => a.x / a.count - b.x / b.count);
  return {
    isDated,
    x: found.map((bin) => bin.x / bin.count),
    rows: found.map(({ row }) => row),
    each: Math.max(...found.map((bin) => bin.count), 1),
    points: columns.map((_, column) => found.map(({ sums }) => mean(sums[column]))),
  };
}

function emptyBin(row: number, columns: number): Bin {
  const sums = Array.from({ length: columns }, () => {
    return { value: 0, values: 0, low: 0, high: 0, ends: 0 };
  });
  return { x: 0, row, count: 0, sums };
}

function add(bin: Bin, table: BatchTable, row: number, x: number): void {
  bin.x += x;
  bin.count++;
  for (const [column, sum] of bin.sums.entries()) {
    const value = table.columns[column]?.values.at(row) ?? Number.NaN;
    if (Number.isNaN(value)) continue;
    sum.value += value;
    sum.values++;
    const { interval, identification } = knownAt(table, row, column);
    const [low, high] = interval;
    if (identification === 'not identified' || !Number.isFinite(high - low)) continue;
    sum.low += low;
    sum.high += high;
    sum.ends++;
  }
}

function mean(sum: Bin['sums'][number] | undefined): SeriesPoint {
  const { value, values, low, high, ends } = sum ?? {
    value: 0,
    values: 0,
    low: 0,
    high: 0,
    ends: 0,
  };
  // Without any, 0/0 is NaN.
  return { value: value / values, low: low / ends, high: high / ends };
}

/** What stands at a place: its id where that is one surface's, else its date or number. */
export function placeText({ each, isDated, x }: Series, place: number, id: string): string {
  const at = x[place] ?? Number.NaN;
  if (each === 1) return id;
  return isDated ? dateText(Math.floor(at)) : `about no. ${Math.round(at)}`;
}
