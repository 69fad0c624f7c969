import { expect, test } from 'vitest';
import type { Surface } from '../../../calibration/quotes/surface.ts';
import { cgmy } from '../../../levy/cgmy.ts';
import { varianceGamma } from '../../../levy/variance-gamma.ts';
import { densityAt, densityBins, hiddenPeak, middle, normalReference, onAxis } from './curve.ts';
import { shapesOf } from './shapes.ts';

const surface: Surface = {
  strikes: [90, 100, 110],
  maturities: [0.1, 0.5, 2],
  prices: Array.from({ length: 9 }, () => 1),
  spot: 100,
  rate: 0.05,
  dividendYield: 0.01,
};
const parameters = [0.18, 0.35, -0.15];
const { distribution, all, volatility } = shapesOf(surface, varianceGamma, parameters);

test('shapes follow from the cumulants, and their quantiles hold what they say', () => {
  const [, c2, c3, c4] = varianceGamma.cumulants(parameters);
  expect(volatility).toBeCloseTo(Math.sqrt(c2), 12);
  for (const shape of all) {
    const T = shape.maturity;
    expect(shape.forward).toBeCloseTo(100 * Math.exp(0.04 * T), 10);
    expect(shape.skewness).toBeCloseTo((c3 * T) / (c2 * T) ** 1.5, 10);
    expect(shape.kurtosis).toBeCloseTo((c4 * T) / (c2 * T) ** 2, 10);
    expect(distribution.cdf(T, shape.low)).toBeCloseTo(0.05, 7);
    expect(distribution.cdf(T, shape.high)).toBeCloseTo(0.95, 7);
  }
});

test.each(['return', 'spot'] as const)('bins on the axis “%s” hold all but 2 ‰', (axis) => {
  for (const shape of all) {
    const bins = densityBins(distribution, shape, axis);
    const total = bins.reduce((sum, { probability }) => sum + probability, 0);
    expect(total).toBeGreaterThan(0.998 - 1e-9);
    expect(total).toBeLessThan(0.9995);
    const area = bins.reduce((sum, { from, to, density }) => sum + (to - from) * density, 0);
    expect(area / 100).toBeCloseTo(total, 12);
    bins.forEach((bin, n) => {
      if (n > 0) expect(bin.from).toBe(bins[n - 1]?.to);
      expect(bin.density).toBeGreaterThanOrEqual(0);
    });
    // Each axis says the same of the same place.
    const place = onAxis(0.01, axis, shape);
    const bin = bins.find(({ to }) => to > place)!;
    const x = axis === 'spot' ? Math.log(bin.to / shape.forward) : bin.to / 100;
    expect(distribution.cdf(shape.maturity, x)).toBeCloseTo(bin.upTo, 9);
  }
});

test('the normal of equal variance integrates to one on either axis', () => {
  const shape = all[1]!;
  for (const axis of ['return', 'spot'] as const) {
    let sum = 0;
    const [from, to] = [onAxis(-1.5, axis, shape), onAxis(1.5, axis, shape)];
    const step = (to - from) / 20_000;
    for (let n = 0; n < 20_000; n++) {
      sum += step * normalReference(from + (n + 0.5) * step, axis, shape);
    }
    expect(sum / 100).toBeCloseTo(1, 6);
  }
});

test('between the middles of two bins the curve is straight, and outside there is none', () => {
  const bins = densityBins(distribution, all[2]!, 'return');
  const [a, b] = [bins[50]!, bins[51]!];
  expect(densityAt(bins, (middle(a) + middle(b)) / 2)).toBeCloseTo((a.density + b.density) / 2, 12);
  expect(densityAt(bins, middle(bins[0]!) - 1)).toBeUndefined();
  expect(densityAt(bins, middle(bins.at(-1)!) + 1)).toBeUndefined();
});

test('a peak without bound is seen as such', () => {
  // Variance Gamma's density is unbounded for T < ν/2 = 0.175, like |x|^(2T/ν − 1).
  const peak = hiddenPeak(distribution, 0.1, 1e-7);
  expect(peak).toBeCloseTo(32 ** (1 - 0.2 / 0.35), 1);
  expect(hiddenPeak(distribution, 2, 1e-3)).toBeLessThan(1.01);
});

test('a mass on one level does not leave the curve without a range', () => {
  // One jump in two hundred years.
  const rare = [0.1, 6, 9, -1.5];
  const { distribution, all } = shapesOf(surface, cgmy, rare);
  const bins = densityBins(distribution, all[0]!, 'return');
  const total = bins.reduce((sum, { probability }) => sum + probability, 0);
  expect(total).toBeGreaterThan(0.99);
});
