import { expect, test } from 'vitest';
import type { Surface } from '../../../calibration/quotes/surface.ts';
import { boxLines, HALF, placeX, placeY, placeZ, type Scales, scalesOf, ticksOf } from './box.ts';
import {
  fillBar,
  fillMesh,
  fillPatches,
  fillSheet,
  fillSmile,
  markPlaces,
  meshLines,
  stems,
} from './geometry.ts';
import type { Mark } from './marks.ts';

const surface: Surface = {
  strikes: [90, 100, 110],
  maturities: [0.5, 1],
  prices: [1, 2, 3, 4, 5, 6],
  spot: 100,
  rate: 0,
  dividendYield: 0,
};
const sheet = { samples: surface };
const values = [20, 21, 18, 19, 17, 18];
const scales: Scales = { strike: [90, 110], maturity: [0.5, 1], value: [16, 22] };

test('vertices stand where their strike, value and maturity say', () => {
  const out = new Float32Array(18);
  fillSheet(sheet, values, scales, out);
  expect([...out.subarray(0, 3)].map((x) => Number(x.toFixed(5)))).toEqual([
    -HALF.x,
    Number(placeY(scales, 20).toFixed(5)),
    HALF.z,
  ]);
  expect(out[15]).toBeCloseTo(HALF.x, 6);
  expect(out[17]).toBeCloseTo(-HALF.z, 6);
  expect(placeY(scales, 22)).toBe(HALF.y);
  expect(placeY(scales, 16)).toBe(-HALF.y);
});

test('patches are wound so that the sheet faces up, and none has a corner without a value', () => {
  const places = new Float32Array(18);
  fillSheet(sheet, values, scales, places);
  const index = new Uint16Array(12);
  fillPatches(3, 2, values, scales, index);
  for (let n = 0; n < 12; n += 3) {
    const [a, b, c] = [0, 1, 2].map((i) =>
      places.subarray(3 * index[n + i]!, 3 * index[n + i]! + 3),
    );
    const [ux, uz] = [b![0]! - a![0]!, b![2]! - a![2]!];
    const [vx, vz] = [c![0]! - a![0]!, c![2]! - a![2]!];
    expect(uz * vx - ux * vz).toBeGreaterThan(0);
  }
  fillPatches(3, 2, values.with(0, Number.NaN), scales, index);
  expect([...index.subarray(6)]).toEqual([0, 0, 0, 0, 0, 0]);
  expect(index.subarray(0, 6)).not.toContain(0);
  // Neither has one that stands out of the box.
  fillPatches(3, 2, values.with(5, 40), scales, index);
  expect(index).not.toContain(5);
});

test('lines run along the quoted strikes and maturities, as far as there are values', () => {
  const at = meshLines(surface, sheet);
  expect(at).toEqual({ strikes: [0, 1, 2], maturities: [0, 1] });
  const out = new Uint16Array(24);
  expect(fillMesh(sheet, at, values, scales, out)).toBe(2 * (3 + 4));
  const fewer = fillMesh(sheet, at, values.with(2, Number.NaN), scales, out);
  expect(fewer).toBe(2 * (2 + 2));
  expect(out.subarray(0, fewer)).not.toContain(2);
  const wide = { ...surface, strikes: Array.from({ length: 300 }, (_, i) => 50 + i) };
  expect(meshLines(wide, { samples: wide }).strikes.length).toBeLessThanOrEqual(24);
});

test('the chosen smile is a bar around the sheet’s own vertices', () => {
  const places = new Float32Array(18);
  fillSheet(sheet, values, scales, places);
  const bar = new Float32Array(36);
  fillSmile(places, 3, 2, 1, 0.01, bar);
  for (let i = 0; i < 3; i++) {
    for (let axis = 0; axis < 3; axis++) {
      const mean = [0, 1, 2, 3].reduce((sum, n) => sum + bar[3 * (4 * i + n) + axis]! / 4, 0);
      expect(mean).toBeCloseTo(places[3 * (2 * i + 1) + axis]!, 6);
    }
  }
  const index = new Uint16Array(48);
  expect(fillBar(3, 2, 1, values, scales, index)).toBe(48);
  expect(Math.max(...index)).toBe(11);
  expect(fillBar(3, 2, 1, values.with(5, Number.NaN), scales, index)).toBe(24);
});

test('a stem runs from its quote to the model', () => {
  const marks: Mark[] = [
    { strike: 1, maturity: 0, market: 19, model: 18 },
    { strike: 2, maturity: 1, market: 18, model: undefined },
  ];
  const places = markPlaces(marks, surface.strikes, surface.maturities, scales);
  const ends = stems(marks, places, scales);
  expect(ends[1]).toBeCloseTo(placeY(scales, 19), 6);
  expect(ends[4]).toBeCloseTo(placeY(scales, 18), 6);
  expect(ends[7]).toBeCloseTo(ends[10]!, 6);
  expect(ends[0]).toBeCloseTo(placeX(scales, 100), 6);
  expect(ends[2]).toBeCloseTo(placeZ(scales, 0.5), 6);
});

test('scales hold all quotes, and not a wing that climbs far beyond them', () => {
  const marks: Mark[] = [
    { strike: 0, maturity: 0, market: 20, model: 20.5 },
    { strike: 2, maturity: 0, market: 17, model: 16.9 },
  ];
  const { value } = scalesOf(sheet, [20, 21.5, 18, 80, Number.NaN, 17], marks, 1);
  expect(value[0]).toBeLessThanOrEqual(16.9);
  expect(value[1]).toBeGreaterThanOrEqual(21.5);
  expect(value[1]).toBeLessThan(30);
  const flat = scalesOf(sheet, [20, 20, 20, 20, 20, 20], [], 1).value;
  expect(flat[1] - flat[0]).toBeGreaterThanOrEqual(1);
});

test('the walls stand behind, whichever way the viewer faces', () => {
  for (const x of [1, -1] as const) {
    for (const z of [1, -1] as const) {
      const lines = boxLines(scales, ticksOf(scales), { x, z, isHigh: false });
      expect(lines.length % 6).toBe(0);
      for (let n = 0; n < lines.length; n += 3) {
        const isOnFloor = Math.abs(lines[n + 1]! + HALF.y) < 1e-6;
        const isOnWall =
          Math.abs(lines[n]! + x * HALF.x) < 1e-6 || Math.abs(lines[n + 2]! + z * HALF.z) < 1e-6;
        expect(isOnFloor || isOnWall).toBe(true);
      }
    }
  }
});
