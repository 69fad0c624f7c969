import fc from 'fast-check';
import { expect, test } from 'vitest';
import { blackCall, blackVega, impliedVolatility } from './black.ts';
import { erfcx, normalCdf } from './normal.ts';

/** Φ by its power series, for moderate x. */
function normalCdfBySeries(x: number): number {
  let term = x;
  let sum = 0;
  for (let n = 1; n < 200; n++) {
    sum += term;
    term *= (x * x) / (2 * n + 1);
  }
  return 0.5 + (Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI)) * sum;
}

/** erfcx by its continued fraction, for x ≥ 2. */
function erfcxByFraction(x: number): number {
  let fraction = 0;
  for (let n = 400; n >= 1; n--) fraction = n / 2 / (x + fraction);
  return 1 / Math.sqrt(Math.PI) / (x + fraction);
}

test('the normal distribution agrees with its series, erfcx with its continued fraction', () => {
  for (let x = -5; x <= 5; x += 0.0625) {
    expect(normalCdf(x)).toBeCloseTo(normalCdfBySeries(x), 14);
  }
  for (const x of [2, 3.99, 4.01, 12, 300]) {
    expect(erfcx(x) / erfcxByFraction(x)).toBeCloseTo(1, 14);
  }
  expect(erfcx(-1) + erfcx(1)).toBeCloseTo(2 * Math.E, 12);
});

test('Black’s call agrees with the textbook formula', () => {
  for (const k of [-0.5, -0.01, 0, 0.2, 1]) {
    for (const s of [0.05, 0.3, 1.5]) {
      const d = -k / s + s / 2;
      expect(blackCall(k, s)).toBeCloseTo(normalCdf(d) - Math.exp(k) * normalCdf(d - s), 13);
    }
  }
});

test('implied volatility gives back the volatility of any price that carries it', () => {
  const inputs = fc.record({
    k: fc.double({ min: -1, max: 1, noNaN: true }),
    volatility: fc.double({ min: 0.02, max: 3, noNaN: true }),
    maturity: fc.double({ min: 0.01, max: 5, noNaN: true }),
  });
  fc.assert(
    fc.property(inputs, ({ k, volatility, maturity }) => {
      const deviation = volatility * Math.sqrt(maturity);
      const vega = blackVega(k, deviation) * Math.sqrt(maturity);
      // In the money, rounding of the intrinsic value is all that limits the answer.
      fc.pre(vega > 1e-5);
      const found = impliedVolatility(blackCall(k, deviation), k, maturity);
      expect(found.ok).toBe(true);
      if (!found.ok) return;
      expect(Math.abs(found.volatility - volatility)).toBeLessThan(1e-12 + 4e-16 / vega);
    }),
    { numRuns: 2000 },
  );
});

test('a price without a volatility says why', () => {
  expect(impliedVolatility(0.1, -0.5, 1)).toEqual({ ok: false, reason: 'below-intrinsic' });
  expect(impliedVolatility(0, 0.1, 1)).toEqual({ ok: false, reason: 'no-time-value' });
  expect(impliedVolatility(1, 0.1, 1)).toEqual({ ok: false, reason: 'above-maximum' });
  expect(impliedVolatility(Number.NaN, 0.1, 1)).toEqual({ ok: false, reason: 'not-finite' });
  expect(impliedVolatility(0.1, 0.1, 0)).toEqual({ ok: false, reason: 'not-finite' });
});
