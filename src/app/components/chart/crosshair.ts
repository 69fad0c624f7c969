import { type ChartAxes, pointX } from './axes.ts';

/** Index of that of `xs` which is nearest to a place in px; undefined where there is none. */
export function nearestStop(
  axes: ChartAxes,
  xs: readonly number[],
  px: number,
): number | undefined {
  let nearest: number | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const [index, x] of xs.entries()) {
    const distance = Math.abs(pointX(axes, x) - px);
    if (distance >= least) continue;
    least = distance;
    nearest = index;
  }
  return nearest;
}

/**
 * Where a key takes a crosshair that stops at 0 to `last`: the arrows to the next, Page keys ten on,
 * Home and End to the ends. The first key shows it at `start`. Undefined for any other key.
 */
export function steppedStop(
  key: string,
  at: number | undefined,
  last: number,
  start: number,
): number | undefined {
  if (last < 0) return undefined;
  const from = at ?? start;
  const targets: Readonly<Record<string, number>> = {
    ArrowLeft: at === undefined ? from : from - 1,
    ArrowRight: at === undefined ? from : from + 1,
    PageUp: from - 10,
    PageDown: from + 10,
    Home: 0,
    End: last,
  };
  const target = targets[key];
  return target === undefined ? undefined : Math.min(Math.max(target, 0), last);
}
