import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chartAxes, padded, plotBox, pointX, pointY } from './axes.ts';
import { nearestStop, steppedStop } from './crosshair.ts';

const size = { width: 640, height: 320 };
const value = fc.double({ min: -1e4, max: 1e4, noNaN: true });

describe('chartAxes', () => {
  it('puts the ends of both intervals on the edges of the plot', () => {
    fc.assert(
      fc.property(value, fc.double({ min: 1e-2, max: 1e4, noNaN: true }), (low, span) => {
        const axes = chartAxes(size, [low, low + span], [low, low + span]);
        const { left, top, width, height } = plotBox(axes);
        expect(pointX(axes, low)).toBeCloseTo(left, 6);
        expect(pointX(axes, low + span)).toBeCloseTo(left + width, 6);
        expect(pointY(axes, low)).toBeCloseTo(top + height, 6);
        expect(pointY(axes, low + span)).toBeCloseTo(top, 6);
        expect(left + width).toBeLessThan(size.width);
        expect(top + height).toBeLessThan(size.height);
      }),
    );
  });

  it('leaves out of the texts what all of them end in, and keeps what tells them apart', () => {
    const texts = (low: number, high: number) =>
      chartAxes(size, [0, 1], [low, high], {
        yText: (y) => `${y.toFixed(2)} %`,
      }).yTicks.map(({ text }) => text);
    expect(texts(16, 20)).toEqual(['16 %', '17 %', '18 %', '19 %', '20 %']);
    expect(texts(0, 1)).toEqual(['0.0 %', '0.2 %', '0.4 %', '0.6 %', '0.8 %', '1.0 %']);
    const whole = chartAxes(size, [0, 1], [0, 100], { yText: String }).yTicks;
    expect(whole.map(({ text }) => text)).toEqual(['0', '20', '40', '60', '80', '100']);
  });

  it('has ticks at whole numbers only where these are asked for', () => {
    const ticks = chartAxes(size, [1, 3], [0, 1], { wholeX: true }).xTicks;
    expect(ticks.map((tick) => tick.value)).toEqual([1, 2, 3]);
  });

  it('makes room around one value alone, and around none', () => {
    expect(padded([5])).toEqual([4.9, 5.1]);
    expect(padded([])).toEqual([0, 1]);
  });
});

describe('the crosshair', () => {
  const axes = chartAxes(size, [0, 10], [0, 1]);

  it('is at the stop nearest to the pointer', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 10 }), { minLength: 1 }),
        fc.nat(),
        (xs, n) => {
          const wanted = xs[n % xs.length]!;
          expect(xs[nearestStop(axes, xs, pointX(axes, wanted))!]).toBe(wanted);
        },
      ),
    );
    expect(nearestStop(axes, [], 100)).toBeUndefined();
  });

  it('is shown by the first key, then steps and stays between its ends', () => {
    expect(steppedStop('ArrowRight', undefined, 9, 4)).toBe(4);
    expect(steppedStop('ArrowRight', 4, 9, 4)).toBe(5);
    expect(steppedStop('ArrowLeft', 0, 9, 4)).toBe(0);
    expect(steppedStop('PageDown', 4, 9, 4)).toBe(9);
    expect(steppedStop('Home', 4, 9, 4)).toBe(0);
    expect(steppedStop('End', undefined, 9, 4)).toBe(9);
    expect(steppedStop('x', 4, 9, 4)).toBeUndefined();
    expect(steppedStop('End', undefined, -1, 0)).toBeUndefined();
  });
});
