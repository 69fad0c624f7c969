import { niceDomain, ticksWithin } from '../../components/chart/ticks.ts';
import type { Mark } from './marks.ts';
import type { Sheet } from './sheet.ts';

type Interval = readonly [number, number];

/** Half of the box's sides: strike, value, maturity. */
export const HALF = { x: 1.35, y: 0.62, z: 1 } as const;

/** What the box holds; maturities run away from the viewer, long ones at the back. */
export interface Scales {
  readonly strike: Interval;
  readonly maturity: Interval;
  readonly value: Interval;
}

export function placeX({ strike: [low, high] }: Scales, strike: number): number {
  return HALF.x * (2 * share(low, high, strike) - 1);
}

export function placeY({ value: [low, high] }: Scales, value: number): number {
  return HALF.y * (2 * share(low, high, value) - 1);
}

export function placeZ({ maturity: [low, high] }: Scales, maturity: number): number {
  return HALF.z * (1 - 2 * share(low, high, maturity));
}

function share(low: number, high: number, value: number): number {
  return high > low ? (value - low) / (high - low) : 0.5;
}

/** How far the sheet may stand out beyond the quotes, in spans of these. */
const BEYOND = 0.5;

/**
 * Scales that hold the quotes, and the sheet as far as it stays near them: where nothing is quoted a
 * wing may climb so far that all else would lie flat.
 * @param least span under which a difference means nothing
 */
export function scalesOf(
  { samples }: Pick<Sheet, 'samples'>,
  values: ArrayLike<number>,
  marks: readonly Mark[],
  least: number,
): Scales {
  const quoted = marks.flatMap(({ market, model }) =>
    model === undefined ? [market] : [market, model],
  );
  const [low, high] = extent(quoted);
  const room = BEYOND * Math.max(high - low, least);
  const near = Array.from(values).filter((value) => value >= low - room && value <= high + room);
  const { strikes, maturities } = samples;
  return {
    strike: [strikes[0] ?? 0, strikes.at(-1) ?? 1],
    maturity: [maturities[0] ?? 0, maturities.at(-1) ?? 1],
    value: niceDomain([...quoted, ...near], 5, least),
  };
}

function extent(values: readonly number[]): Interval {
  return values.length > 0
    ? [Math.min(...values), Math.max(...values)]
    : [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
}

/** Values at which the box's sides are marked. */
export interface Ticks {
  readonly strike: readonly number[];
  readonly maturity: readonly number[];
  readonly value: readonly number[];
}

export function ticksOf({ strike, maturity, value }: Scales): Ticks {
  return {
    strike: ticksWithin(...strike, 6),
    maturity: ticksWithin(...maturity, 5),
    value: ticksWithin(...value, 6),
  };
}

/** Which way the viewer looks: +1 where they stand on the side of larger coordinates. */
export interface Facing {
  readonly x: 1 | -1;
  readonly z: 1 | -1;
  /** They look down so steeply that the sheet hides the floor's edges. */
  readonly isHigh: boolean;
}

/**
 * The floor and the two walls behind the sheet with lines at the ticks: pairs of points, x, y, z.
 */
export function boxLines(scales: Scales, ticks: Ticks, facing: Facing): Float32Array {
  const [wallX, wallZ] = [-facing.x * HALF.x, -facing.z * HALF.z];
  const lines: number[] = [];
  const line = (...ends: number[]) => lines.push(...ends);
  const floor = -HALF.y;
  for (const x of [-HALF.x, ...ticks.strike.map((tick) => placeX(scales, tick)), HALF.x]) {
    line(x, floor, -HALF.z, x, floor, HALF.z);
    line(x, floor, wallZ, x, HALF.y, wallZ);
  }
  for (const z of [-HALF.z, ...ticks.maturity.map((tick) => placeZ(scales, tick)), HALF.z]) {
    line(-HALF.x, floor, z, HALF.x, floor, z);
    line(wallX, floor, z, wallX, HALF.y, z);
  }
  for (const y of ticks.value.map((tick) => placeY(scales, tick))) {
    line(-HALF.x, y, wallZ, HALF.x, y, wallZ);
    line(wallX, y, -HALF.z, wallX, y, HALF.z);
  }
  return Float32Array.from(lines);
}
