import { labelBaseline, textWidth } from './label-place.ts';

interface Place {
  readonly x: number;
  readonly y: number;
}

/** What is to be named, and its marks in px by increasing x. */
export interface Named<T> {
  readonly of: T;
  readonly text: string;
  readonly points: readonly Place[];
  /** Whether it is named at its start rather than its end. */
  readonly atStart: boolean;
}

export interface PlacedLabel<T> {
  readonly of: T;
  readonly text: string;
  /** Left end of the baseline in px. */
  readonly x: number;
  readonly y: number;
}

/**
 * Names beside what they name: each where it is nearest to its own points and touches neither marks
 * nor the names before it.
 * @param tried Points of each that are tried: one keeps a label where it is while a line moves.
 */
export function placedLabels<T>(
  area: {
    readonly left: number;
    readonly top: number;
    readonly width: number;
    readonly height: number;
  },
  named: ReadonlyArray<Named<T>>,
  tried: number,
): Array<PlacedLabel<T>> {
  const taken = named.flatMap(({ points }) => points);
  const placed: Array<PlacedLabel<T>> = [];
  for (const { of, text, points, atStart } of named) {
    if (text === '') continue;
    const width = textWidth(text);
    let best: { x: number; y: number; distance: number } | undefined;
    for (const point of candidates(points, atStart, tried)) {
      const wanted = atStart ? point.x + 8 : point.x - width;
      const x = Math.min(Math.max(wanted, area.left + 2), area.left + area.width - width);
      const y = labelBaseline(taken, x, text, { y: area.top, height: area.height }, point.y);
      const distance = Math.round(Math.abs(y - 4 - point.y) / 6);
      const isInside = y > area.top + 8 && y < area.top + area.height;
      if (isInside && (!best || distance < best.distance)) best = { x, y, distance };
    }
    if (!best) continue;
    placed.push({ of, text, x: best.x, y: best.y });
    for (let x = best.x; x <= best.x + width; x += 8) {
      taken.push({ x, y: best.y }, { x, y: best.y - 10 });
    }
  }
  return placed;
}

/** Of the points, some evenly spaced, the end to be named first. */
function candidates(points: readonly Place[], atStart: boolean, tried: number): Place[] {
  const ordered = atStart ? points : [...points].reverse();
  const step = Math.max(Math.ceil(points.length / tried), 1);
  return ordered.filter((_, i) => i % step === 0);
}
