import { type Facing, HALF, placeX, placeY, placeZ, type Scales, type Ticks } from './box.ts';

/** A text at a place of the picture, in px from its top left. */
export interface Label {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly isTitle: boolean;
  /** Which side of the text the place is. */
  readonly anchor: 'middle' | 'end' | 'start';
}

/** How the ticks are written, and what the axes are called. */
export interface AxisTexts {
  readonly strike: { readonly title: string; readonly text: (value: number) => string };
  readonly maturity: { readonly title: string; readonly text: (value: number) => string };
  readonly value: { readonly title: string; readonly text: (value: number) => string };
}

type Project = (x: number, y: number, z: number) => readonly [number, number];
type Point = readonly [number, number, number];

/** How far outside the box ticks and titles stand, in box units. */
const TICK = 0.1;
const TITLE = 0.3;
/** An axis that looks shorter than this, in px, is seen end on and has no labels. */
const SHORTEST = 48;
/** And one shorter than this has no room for its name. */
const SHORTEST_NAMED = 130;
/** Room of a tick's text in px. */
const WIDTH = 30;
const HEIGHT = 13;

/** The labels of the box's edges that face the viewer: along the floor, and up its left-hand side. */
export function axisLabels(
  scales: Scales,
  ticks: Ticks,
  texts: AxisTexts,
  facing: Facing,
  project: Project,
): Label[] {
  const { x: fx, z: fz, isHigh } = facing;
  const floor = isHigh ? HALF.y : -HALF.y;
  const strikes = axis(
    ticks.strike.map((tick) => [texts.strike.text(tick), placeX(scales, tick)]),
    texts.strike.title,
    (x, out) => [x, floor - 0.6 * out, fz * (HALF.z + out)],
    HALF.x,
    project,
  );
  const maturities = axis(
    ticks.maturity.map((tick) => [texts.maturity.text(tick), placeZ(scales, tick)]),
    texts.maturity.title,
    (z, out) => [fx * (HALF.x + out), floor - 0.6 * out, z],
    HALF.z,
    project,
  );
  // Of the two upright edges between a wall and the open side, that on the left.
  const right = (y: number, out: number): Point => [fx * (HALF.x + out), y, -fz * HALF.z];
  const left = (y: number, out: number): Point => [-fx * HALF.x, y, fz * (HALF.z + out)];
  const edge = project(...left(0, 0))[0] < project(...right(0, 0))[0] ? left : right;
  const values = axis(
    ticks.value.map((tick) => [texts.value.text(tick), placeY(scales, tick)]),
    '',
    edge,
    HALF.y,
    project,
  ).map((label): Label => ({ ...label, anchor: 'end' }));
  if (values.length > 0) {
    const [x, y] = project(...edge(HALF.y, 0));
    values.push({ text: texts.value.title, x, y: y - 16, isTitle: true, anchor: 'middle' });
  }
  return apart([...values, ...strikes, ...maturities]);
}

function axis(
  ticks: ReadonlyArray<readonly [string, number]>,
  title: string,
  at: (along: number, out: number) => Point,
  half: number,
  project: Project,
): Label[] {
  const [a, b] = [project(...at(-half, 0)), project(...at(half, 0))];
  const length = Math.hypot(b[0] - a[0], b[1] - a[1]);
  if (length < SHORTEST) return [];
  const labels: Label[] = [];
  for (const [text, along] of ticks) {
    const [x, y] = project(...at(along, TICK));
    labels.push({ text, x, y, isTitle: false, anchor: 'middle' });
  }
  if (title && length > SHORTEST_NAMED) {
    const [x, y] = project(...at(0, TITLE));
    const inner = project(...at(0, TICK));
    labels.push({ text: title, x, y, isTitle: true, anchor: anchorOf(x - inner[0], y - inner[1]) });
  }
  return labels;
}

/** A name beside its axis starts there; one under it stands in the middle. */
function anchorOf(dx: number, dy: number): Label['anchor'] {
  if (Math.abs(dx) < Math.abs(dy)) return 'middle';
  return dx > 0 ? 'start' : 'end';
}

/** Without the ticks that would touch one before them. */
function apart(labels: readonly Label[]): Label[] {
  const kept: Label[] = [];
  for (const label of labels) {
    const touches = ({ x, y, isTitle }: Label) =>
      !isTitle && Math.abs(x - label.x) < WIDTH && Math.abs(y - label.y) < HEIGHT;
    if (label.isTitle || !kept.some(touches)) kept.push(label);
  }
  return kept;
}
