import { describe, expect, it } from 'vitest';
import { contractGrid } from '../levy/contract-grid.ts';
import {
  cellFeature,
  networkInputs,
  optionFeature,
  surfaceFeatures,
  timeValues,
} from './features.ts';
import { networkLogMoneyness } from './network-grid.ts';

const FLOOR = 1e-5;

describe('optionFeature', () => {
  it('is ln of the volatility that Black’s formula needs at the money', () => {
    // There a time value is erf(σ√T/√8), and erf x = 2/√π·(x − x³/3 + x⁵/10 − x⁷/42 + …).
    const x = (0.3 * Math.sqrt(2)) / Math.sqrt(8);
    const erf =
      (2 / Math.sqrt(Math.PI)) * (x - x ** 3 / 3 + x ** 5 / 10 - x ** 7 / 42 + x ** 9 / 216);
    expect(optionFeature(erf - FLOOR, 0, 2, FLOOR)).toBeCloseTo(Math.log(0.3), 7);
  });

  it('exists for any number, and never falls as the price rises', () => {
    const values = [-1e300, -1, -1e-9, 0, 1e-300, 1e-9, 1e-5, 0.01, 0.5, 0.999, 1, 2, 1e300];
    for (const cell of [0, 9, 100, 190, 199]) {
      const features = values.map((value) => cellFeature(cell, value, FLOOR));
      expect(features.every(Number.isFinite)).toBe(true);
      expect(features).toEqual([...features].sort((a, b) => a - b));
    }
  });
});

describe('surfaceFeatures', () => {
  it('takes calls over the forward cell by cell', () => {
    const calls = Float64Array.from(networkLogMoneyness, (k) => Math.max(-Math.expm1(k), 0) + 0.02);
    const features = surfaceFeatures(calls, FLOOR);
    const values = new Float64Array(200);
    timeValues(calls, values);
    values.forEach((value, cell) => {
      expect(value).toBeCloseTo(0.02, 14);
      const K = contractGrid.strikes[Math.floor(cell / 10)]!;
      const T = contractGrid.maturities[cell % 10]!;
      const own = optionFeature(0.02, Math.log(K / 100) - 0.05 * T, T, FLOOR);
      expect(features[cell]).toBeCloseTo(own, 9);
    });
  });
});

describe('networkInputs', () => {
  it('are the scores, then noise and share of quotes about 1 in size', () => {
    const surface = {
      scores: Float64Array.of(0.5, -2),
      noise: { relative: Math.exp(-4), absolute: Math.exp(-11) },
      observed: 0.25,
    };
    const inputs = networkInputs(surface);
    expect(inputs).toBeInstanceOf(Float32Array);
    expect([...inputs]).toEqual([0.5, -2, expect.closeTo(1, 6), expect.closeTo(1, 6), 0.25]);
    const least = { scores: new Float64Array(0), observed: 1 };
    const [relative, absolute] = networkInputs({
      ...least,
      noise: { relative: 1e-6, absolute: 1e-9 },
    });
    expect(relative).toBeCloseTo((Math.log(1e-6) + 7) / 3, 6);
    expect(absolute).toBeCloseTo((Math.log(1e-9) + 15) / 4, 6);
  });
});
