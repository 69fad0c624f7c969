import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Scales, ticksOf } from './box.ts';
import { type AxisTexts, axisLabels } from './labels.ts';
import { type Mark, nearestMark, steppedCell } from './marks.ts';
import { direction, framing, HOME, keyed, type Orbit, panned, turned, zoomed } from './orbit.ts';

test('keys turn, zoom and reset, and all others are left alone', () => {
  expect(keyed(HOME, 'ArrowLeft')!.azimuth).toBeLessThan(HOME.azimuth);
  expect(keyed(HOME, 'ArrowUp')!.elevation).toBeGreaterThan(HOME.elevation);
  expect(keyed(HOME, '+')!.zoom).toBeCloseTo(1.2, 12);
  expect(keyed(keyed(HOME, '+')!, '-')!.zoom).toBeCloseTo(1, 12);
  expect(keyed(turned(zoomed(HOME, 3), 2, 0.2), 'Home')).toEqual(HOME);
  expect(keyed(HOME, 'a')).toBeUndefined();
});

test('whatever is done, the viewer stays above the floor’s edge, near, and before the box', () => {
  const amount = fc.double({ min: -50, max: 50, noNaN: true });
  fc.assert(
    fc.property(amount, amount, fc.double({ min: 1e-3, max: 1e3, noNaN: true }), (a, b, factor) => {
      const orbit: Orbit = panned(zoomed(turned(HOME, a, b), factor), a, b);
      const [x, y, z] = direction(orbit);
      expect(Math.hypot(x, y, z)).toBeCloseTo(1, 12);
      expect(Math.abs(y)).toBeLessThan(1);
      expect(orbit.zoom).toBeGreaterThan(0.5);
      expect(orbit.zoom).toBeLessThan(10);
      expect(Math.hypot(orbit.panX, orbit.panY)).toBeLessThan(2);
    }),
  );
});

test('the whole box is in the picture at every elevation and in every format', () => {
  const tan = Math.tan((13 * Math.PI) / 180);
  for (const aspect of [0.5, 1, 1.9, 4]) {
    for (let elevation = -0.3; elevation < 1.55; elevation += 0.1) {
      const { distance, middle } = framing(elevation, aspect, tan);
      for (const end of [-0.62, 0.62]) {
        for (const side of [-1.6, 1.6]) {
          const up = end * Math.cos(elevation) - side * Math.sin(elevation);
          const near = end * Math.sin(elevation) + side * Math.cos(elevation);
          expect(Math.abs(up / (distance - near) - middle)).toBeLessThan(tan);
        }
      }
      expect(1.6 / distance).toBeLessThan(tan * aspect);
    }
  }
});

const scales: Scales = { strike: [80, 120], maturity: [0.1, 2], value: [10, 40] };
const texts: AxisTexts = {
  strike: { title: 'Strike', text: String },
  maturity: { title: 'Maturity', text: String },
  value: { title: 'Volatility', text: String },
};
const FACING = { x: 1, z: 1, isHigh: false } as const;

/** Looks from the front, the depth to the upper right. */
const oblique = (x: number, y: number, z: number) =>
  [300 + 150 * x - 60 * z, 200 - 150 * y + 40 * z] as const;

test('every axis is named and its ticks do not touch', () => {
  const labels = axisLabels(scales, ticksOf(scales), texts, FACING, oblique);
  expect(labels.filter(({ isTitle }) => isTitle).map(({ text }) => text)).toEqual([
    'Volatility',
    'Strike',
    'Maturity',
  ]);
  const ticks = labels.filter(({ isTitle }) => !isTitle);
  expect(ticks.length).toBeGreaterThan(10);
  for (const a of ticks) {
    for (const b of ticks) {
      const apart = Math.abs(a.x - b.x) >= 30 || Math.abs(a.y - b.y) >= 13;
      expect(a === b || apart).toBe(true);
    }
  }
});

test('an axis that is seen end on has no labels', () => {
  const front = (x: number, y: number) => [300 + 150 * x, 200 - 150 * y] as const;
  const labels = axisLabels(scales, ticksOf(scales), texts, FACING, front);
  expect(labels.map(({ text }) => text)).not.toContain('Maturity');
  expect(labels.map(({ text }) => text)).toContain('Strike');
});

test('the pointer finds the nearest quote, if it is near', () => {
  const places = Float32Array.of(0, 0, 0, 1, 0, 0, 0, 1, 0);
  const project = (x: number, y: number) => [100 * x, 100 * y] as const;
  expect(nearestMark(places, project, 95, 4, 16)).toBe(1);
  expect(nearestMark(places, project, 50, 60, 16)).toBeUndefined();
  expect(nearestMark(places, project, 20, 90, Number.POSITIVE_INFINITY)).toBe(2);
  expect(nearestMark(new Float32Array(0), project, 0, 0, 99)).toBeUndefined();
});

test('keys lead the crosshair from quote to quote, over gaps', () => {
  const mark = (strike: number, maturity: number): Mark => {
    return { strike, maturity, market: 20, model: 20 };
  };
  const marks = [mark(0, 0), mark(1, 0), mark(3, 0), mark(1, 2)];
  expect(steppedCell('ArrowRight', undefined, 0, marks)).toEqual({ strike: 1, maturity: 0 });
  expect(steppedCell('ArrowRight', { strike: 1, maturity: 0 }, 0, marks)).toEqual({
    strike: 3,
    maturity: 0,
  });
  expect(steppedCell('ArrowUp', { strike: 1, maturity: 0 }, 0, marks)).toEqual({
    strike: 1,
    maturity: 2,
  });
  const end = { strike: 3, maturity: 0 };
  expect(steppedCell('ArrowRight', end, 0, marks)).toEqual(end);
  expect(steppedCell('Enter', end, 0, marks)).toBeUndefined();
  expect(steppedCell('ArrowUp', undefined, 0, [])).toBeUndefined();
});
