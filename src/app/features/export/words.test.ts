import { expect, test } from 'vitest';
import { fitSurface } from '../../../calibration/report/fit.ts';
import { varianceGamma } from '../../../levy/variance-gamma.ts';
import { sourceLine } from './words.ts';

const surface = {
  strikes: [90, 100, 110],
  maturities: [1],
  prices: [14, 8, 4],
  spot: 100,
  rate: 0,
  dividendYield: 0,
};
const fit = fitSurface(surface, varianceGamma, [0.2, 0.35, -0.12345]);
const date = new Date(2026, 10, 23);

test('a picture says model, parameters, surface and day', () => {
  expect(sourceLine(fit, 'Sample: Index skew (synthetic)', date, false)).toBe(
    'Variance Gamma σ\u00a00.2000 ν\u00a00.3500 θ\u00a0−0.1235 · Index skew · 2026-11-23 · Lévy Calibration',
  );
});

test('parameters moved by hand are called so; without a fit there are none', () => {
  expect(sourceLine(fit, 'a.csv', date, true)).toContain('−0.1235 (moved by hand) · a · ');
  expect(sourceLine(undefined, 'a.csv', date, false)).toBe('a · 2026-11-23 · Lévy Calibration');
});
