import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { niceDomain, niceStep, tickDecimals, ticksWithin } from './ticks.ts';

const magnitude = fc.double({ min: 1e-6, max: 1e6, noNaN: true });
const most = fc.integer({ min: 2, max: 12 });
const values = fc.array(fc.double({ min: -1e5, max: 1e5, noNaN: true }), { minLength: 1 });

describe('niceStep', () => {
  it('is 1, 2 or 5 times a power of ten, and the least that will do', () => {
    fc.assert(
      fc.property(magnitude, most, (span, count) => {
        const step = niceStep(span, count);
        const digit = step / 10 ** Math.floor(Math.log10(step) + 1e-9);
        expect([1, 2, 5].some((nice) => Math.abs(digit - nice) < 1e-6)).toBe(true);
        expect(span / step).toBeLessThanOrEqual(count * (1 + 1e-6));
        expect(span / step).toBeGreaterThan(count / 2.5 - 1e-6);
      }),
    );
  });
});

describe('ticksWithin', () => {
  it('gives rising multiples of one step inside the interval, neither too few nor too many', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -1e5, max: 1e5, noNaN: true }),
        magnitude,
        most,
        (low, span, n) => {
          fc.pre(span > 1e-6 * Math.abs(low));
          const ticks = ticksWithin(low, low + span, n);
          expect(ticks.length).toBeGreaterThanOrEqual(1 + Math.floor(n / 2.5 - 1));
          expect(ticks.length).toBeLessThanOrEqual(n + 1);
          const slack = 1e-6 * span;
          for (const tick of ticks) {
            expect(tick).toBeGreaterThanOrEqual(low - slack);
            expect(tick).toBeLessThanOrEqual(low + span + slack);
          }
          for (let i = 1; i < ticks.length; i++) expect(ticks[i]!).toBeGreaterThan(ticks[i - 1]!);
        },
      ),
    );
  });

  it('labels them apart', () => {
    for (const [low, high] of [
      [80, 120],
      [0.1341, 0.3589],
      [-40, 60],
      [0, 0.004],
    ] as const) {
      const ticks = ticksWithin(low, high, 5);
      const labels = ticks.map((tick) => tick.toFixed(tickDecimals(ticks)));
      expect(labels.map(Number)).toEqual(ticks);
    }
  });
});

describe('niceDomain', () => {
  it('holds every value and never spans less than what means something', () => {
    fc.assert(
      fc.property(values, most, (data, n) => {
        const [low, high] = niceDomain(data, n, 1e-3);
        const least = Math.min(...data);
        const greatest = Math.max(...data);
        expect(high - low).toBeGreaterThan(0.999e-3);
        const slack = 1e-6 * (high - low);
        expect(low).toBeLessThanOrEqual(least + slack);
        expect(high).toBeGreaterThanOrEqual(greatest - slack);
      }),
    );
  });

  it('has a tick at either end when one more is allowed', () => {
    expect(niceDomain([13.8, 22.3], 5, 1)).toEqual([12, 24]);
    expect(ticksWithin(12, 24, 6)).toEqual([12, 14, 16, 18, 20, 22, 24]);
    fc.assert(
      fc.property(values, (data) => {
        const [low, high] = niceDomain(data, 5, 1e-3);
        const ticks = ticksWithin(low, high, 6);
        const slack = 1e-6 * (high - low);
        expect(Math.abs((ticks[0] ?? Number.NaN) - low)).toBeLessThan(slack);
        expect(Math.abs((ticks.at(-1) ?? Number.NaN) - high)).toBeLessThan(slack);
      }),
    );
  });

  it('is something to draw on without data, or with nothing but rounding errors', () => {
    expect(niceDomain([], 5, 1)).toEqual([0, 1]);
    expect(niceDomain([1e-13, 0, -1e-13], 5, 2)).toEqual([-1, 1]);
  });
});
