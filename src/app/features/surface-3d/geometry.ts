import type { Surface } from '../../../calibration/quotes/surface.ts';
import { placeX, placeY, placeZ, type Scales } from './box.ts';
import type { Mark } from './marks.ts';
import type { Sheet } from './sheet.ts';

/*
 * Buffers of the picture, filled in place: while sliders move, every frame has other heights and
 * nothing else. Arrays are laid out as WebGL takes them, x, y, z after another.
 */

/** Sheet vertices, one a sample, strike-major. Samples without a value lie on the floor, unused. */
export function fillSheet(
  { samples }: Pick<Sheet, 'samples'>,
  values: ArrayLike<number>,
  scales: Scales,
  out: Float32Array,
): void {
  const { strikes, maturities } = samples;
  const [low] = scales.value;
  let n = 0;
  strikes.forEach((strike, i) => {
    const x = placeX(scales, strike);
    maturities.forEach((maturity, t) => {
      const value = values[i * maturities.length + t] as number;
      out[n++] = x;
      out[n++] = placeY(scales, isShown(value, scales) ? value : low);
      out[n++] = placeZ(scales, maturity);
    });
  });
}

/** A value inside the box. */
function isShown(value: number, { value: [low, high] }: Scales): boolean {
  const slack = 1e-9 * (high - low);
  return value >= low - slack && value <= high + slack;
}

/** Two triangles a patch whose corners have values; the rest of `out` draws nothing. */
export function fillPatches(
  rows: number,
  columns: number,
  values: ArrayLike<number>,
  scales: Scales,
  out: Uint16Array,
): void {
  let n = 0;
  for (let i = 0; i + 1 < rows; i++) {
    for (let t = 0; t + 1 < columns; t++) {
      const a = i * columns + t;
      const corners = [a, a + 1, a + columns, a + columns + 1];
      if (!corners.every((corner) => isShown(values[corner] as number, scales))) continue;
      // Counter-clockwise from above: x grows with i, z falls with t.
      for (const corner of [a, a + columns, a + 1, a + 1, a + columns, a + columns + 1]) {
        out[n++] = corner;
      }
    }
  }
  out.fill(0, n);
}

/**
 * Pairs of vertices along the sheet's lines at some of its strikes and maturities, to `out`.
 * @returns how many entries of `out` are to be drawn
 */
export function fillMesh(
  { samples }: Pick<Sheet, 'samples'>,
  at: MeshLines,
  values: ArrayLike<number>,
  scales: Scales,
  out: Uint16Array,
): number {
  const { strikes, maturities } = samples;
  const width = maturities.length;
  let n = 0;
  const add = (a: number, b: number) => {
    if (!isShown(values[a] as number, scales) || !isShown(values[b] as number, scales)) return;
    out[n++] = a;
    out[n++] = b;
  };
  for (const i of at.strikes) {
    for (let t = 0; t + 1 < width; t++) add(i * width + t, i * width + t + 1);
  }
  for (const t of at.maturities) {
    for (let i = 0; i + 1 < strikes.length; i++) add(i * width + t, (i + 1) * width + t);
  }
  return n;
}

/** Indices of the samples along which lines are drawn. */
export interface MeshLines {
  readonly strikes: readonly number[];
  readonly maturities: readonly number[];
}

/** Lines at the quoted strikes and maturities; where these are many, at some of them. */
export function meshLines(surface: Surface, { samples }: Pick<Sheet, 'samples'>): MeshLines {
  const some = (values: readonly number[], all: readonly number[]) => {
    const step = Math.ceil(values.length / MOST_LINES);
    return values
      .filter((_, i) => i % step === 0)
      .map((value) => all.indexOf(value))
      .filter((index) => index >= 0);
  };
  return {
    strikes: some(surface.strikes, samples.strikes),
    maturities: some(surface.maturities, samples.maturities),
  };
}

const MOST_LINES = 24;

/** Corners of the bar that is drawn along a smile: above, before, below and behind it. */
const BAR = [
  [1, 0],
  [0, 1],
  [-1, 0],
  [0, -1],
] as const;

/** A bar along the sheet's smile at maturity sample `column`: WebGL's own lines are a pixel wide. */
export function fillSmile(
  sheet: Float32Array,
  rows: number,
  columns: number,
  column: number,
  radius: number,
  out: Float32Array,
): void {
  let n = 0;
  for (let i = 0; i < rows; i++) {
    const at = 3 * (i * columns + column);
    for (const [up, front] of BAR) {
      out[n++] = sheet[at] as number;
      out[n++] = (sheet[at + 1] as number) + up * radius;
      out[n++] = (sheet[at + 2] as number) + front * radius;
    }
  }
}

/**
 * Triangles of that bar, where both ends of a piece have values, to `out`.
 * @returns how many entries of `out` are to be drawn
 */
export function fillBar(
  rows: number,
  columns: number,
  column: number,
  values: ArrayLike<number>,
  scales: Scales,
  out: Uint16Array,
): number {
  let n = 0;
  for (let i = 0; i + 1 < rows; i++) {
    if (!isShown(values[i * columns + column] as number, scales)) continue;
    if (!isShown(values[(i + 1) * columns + column] as number, scales)) continue;
    for (let side = 0; side < 4; side++) {
      const [a, b] = [4 * i + side, 4 * i + ((side + 1) % 4)];
      for (const corner of [a, b, a + 4, b, b + 4, a + 4]) out[n++] = corner;
    }
  }
  return n;
}

/** Places of the quotes' marks, held inside the box. */
export function markPlaces(
  marks: readonly Mark[],
  strikes: readonly number[],
  maturities: readonly number[],
  scales: Scales,
): Float32Array {
  const out = new Float32Array(3 * marks.length);
  marks.forEach(({ strike, maturity, market }, n) => {
    out[3 * n] = placeX(scales, strikes[strike] ?? Number.NaN);
    out[3 * n + 1] = placeY(scales, market);
    out[3 * n + 2] = placeZ(scales, maturities[maturity] ?? Number.NaN);
  });
  return out;
}

/** From each mark to the sheet under or over it: its residual, pairs of points. */
export function stems(marks: readonly Mark[], places: Float32Array, scales: Scales): Float32Array {
  const out = new Float32Array(6 * marks.length);
  marks.forEach(({ market, model }, n) => {
    const [x, y, z] = places.subarray(3 * n, 3 * n + 3);
    out.set([x as number, y as number, z as number], 6 * n);
    out.set([x as number, placeY(scales, model ?? market), z as number], 6 * n + 3);
  });
  return out;
}
