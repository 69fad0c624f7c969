import fc from 'fast-check';
import { expect, test } from 'vitest';
import { blackPrice, blackVega, impliedVolatility, timeValue } from './black.ts';
import { normalCdf } from './normal.ts';
import { blackIntegral } from './testing/independent.ts';

const outOfTheMoney = (k: number) => (k >= 0 ? 'call' : 'put');

/** k, σ√T, price of the out-of-the-money option over the forward, with 50 digits in mpmath. */
const exactPrices = [
  [0, 0.01, 0.003989406181481645],
  [0, 5, 0.9875806693484477],
  [1e-12, 0.01, 0.0039894061809836396],
  [-1e-12, 0.2, 0.07965567455351814],
  [0.35, 0.01, 3.822428496662036e-272],
  [-0.35, 0.0125, 3.0367051865165895e-176],
  [3, 0.0825, 8.114690148405681e-292],
  [-3, 0.0825, 4.0400663320270564e-293],
  [3, 5, 0.9518486101179059],
  [-3, 5, 0.04738975182779645],
  [0.5, 0.25, 0.002708880218318193],
  [-0.1, 0.25, 0.05459532581907243],
  [1, 1.5, 0.3203919142103852],
] as const;

test.each(exactPrices)(
  'k = %d, σ√T = %d: price and volatility to the last digits',
  (k, s, exact) => {
    const type = outOfTheMoney(k);
    // Rounding of d₁²/2, the logarithm of the price in the tail.
    const rounding = 4 - Math.log(exact);
    expect(Math.abs(blackPrice(k, s, type) / exact - 1)).toBeLessThan(1e-15 * rounding);
    expect(volatility(exact, k, 1, type) / s - 1).toBeCloseTo(0, 14);
  },
);

/** Every corner of log-moneyness ±3 and total volatility 0.01…5, and points between. */
const region = fc.record({
  k: fc.oneof(
    fc.double({ min: -3, max: 3, noNaN: true }),
    fc.constantFrom(0, -0, 1e-300, 1e-12, -1e-12, 3, -3),
    fc.double({ min: -0.3, max: 0.3, noNaN: true }),
  ),
  s: fc
    .double({ min: Math.log(0.01), max: Math.log(5), noNaN: true })
    .map((x) => Math.min(Math.max(Math.exp(x), 0.01), 5)),
});

test('volatility → out-of-the-money price → volatility returns wherever the price is above 1e-300', () => {
  fc.assert(
    fc.property(region, fc.double({ min: 1e-3, max: 30, noNaN: true }), ({ k, s }, maturity) => {
      const type = outOfTheMoney(k);
      const price = blackPrice(k, s, type);
      fc.pre(price > 1e-300);
      const found = volatility(price, k, maturity, type) * Math.sqrt(maturity);
      expect(Math.abs(found / s - 1)).toBeLessThan(1e-12);
    }),
    { numRuns: 20_000 },
  );
});

test('the volatility of a price found by integration of the vega is the one it was made with', () => {
  fc.assert(
    fc.property(region, ({ k, s }) => {
      const price = blackIntegral(k, s);
      fc.pre(price > 1e-300);
      const found = volatility(price, k, 1, outOfTheMoney(k));
      expect(Math.abs(found / s - 1)).toBeLessThan(1e-12);
    }),
    { numRuns: 500 },
  );
});

test('prices at the ends of their range have a volatility', () => {
  for (const k of [0, 1e-300, 1e-12, 0.35, 3, -1e-12, -0.35, -3]) {
    const type = outOfTheMoney(k);
    // Just above 1e-300: the answer is the deviation at which the price is that.
    const least = volatility(1.000001e-300, k, 1, type);
    expect(Math.abs(blackPrice(k, least, type) / 1.000001e-300 - 1)).toBeLessThan(1e-11);
    // The last number or two under the maximum, which all deviations about 16 round to.
    const maximum = type === 'call' ? 1 : Math.exp(k);
    const most = volatility(maximum * (1 - Number.EPSILON), k, 1, type);
    expect(most).toBeGreaterThan(15);
    expect(most).toBeLessThan(18);
  }
});

test('any price within its bounds has a volatility, however near the strike or far', () => {
  const exponent = (least: number, most: number) =>
    fc.double({ min: least, max: most, noNaN: true }).map((x) => 10 ** x);
  fc.assert(
    fc.property(exponent(-323, 4), exponent(-299.9, -1e-3), (k, price) => {
      const found = volatility(price, k, 1, 'call');
      expect(Math.abs(blackPrice(k, found) / price - 1)).toBeLessThan(1e-9);
    }),
    { numRuns: 5000 },
  );
});

test('options in the money satisfy parity and keep what their rounding leaves', () => {
  const quoted = fc.record({
    k: fc.double({ min: -1, max: 1, noNaN: true }),
    s: fc.double({ min: 0.02, max: 3, noNaN: true }),
  });
  fc.assert(
    fc.property(quoted, ({ k, s }) => {
      const [call, put] = [blackPrice(k, s, 'call'), blackPrice(k, s, 'put')];
      expect(call - put).toBeCloseTo(-Math.expm1(k), 14);
      expect(timeValue(call, k)).toBeCloseTo(Math.min(call, put), 14);
      fc.pre(blackVega(k, s) > 1e-5);
      for (const [price, type] of [
        [call, 'call'],
        [put, 'put'],
      ] as const) {
        const found = volatility(price, k, 1, type);
        expect(Math.abs(found - s)).toBeLessThan(1e-13 + 1e-15 / blackVega(k, s));
      }
    }),
  );
});

test('Black’s call agrees with the textbook formula', () => {
  for (const k of [-0.5, -0.01, 0, 0.2, 1]) {
    for (const s of [0.05, 0.3, 1.5]) {
      const d = -k / s + s / 2;
      expect(blackPrice(k, s)).toBeCloseTo(normalCdf(d) - Math.exp(k) * normalCdf(d - s), 13);
    }
  }
});

const { MIN_VALUE, MAX_VALUE, NaN: nan, POSITIVE_INFINITY: infinity } = Number;

test.each([
  [nan, 0.1, 1, 'call', 'not-finite'],
  [infinity, 0.1, 1, 'call', 'not-finite'],
  [-infinity, 0.1, 1, 'put', 'not-finite'],
  [0.1, nan, 1, 'call', 'not-finite'],
  [0.1, -infinity, 1, 'put', 'not-finite'],
  [0.1, 0.1, nan, 'call', 'not-finite'],
  [0.1, 0.1, 0, 'call', 'not-finite'],
  [0.1, 0.1, -1, 'put', 'not-finite'],
  [0.1, 0.1, infinity, 'call', 'not-finite'],
  [-1e-9, 0.1, 1, 'call', 'below-intrinsic'],
  [-MAX_VALUE, -0.1, 1, 'put', 'below-intrinsic'],
  [0.1, -0.5, 1, 'call', 'below-intrinsic'],
  [0.1, 0.5, 1, 'put', 'below-intrinsic'],
  [0.5, 1e4, 1, 'put', 'below-intrinsic'],
  [0, 0.1, 1, 'call', 'no-time-value'],
  [-0, 0, 1, 'call', 'no-time-value'],
  [0, -1e4, 1, 'put', 'no-time-value'],
  [-Math.expm1(-0.5), -0.5, 1, 'call', 'no-time-value'],
  [MIN_VALUE, 0.1, 1, 'call', 'no-time-value'],
  [1e-310, 0, 1, 'call', 'no-time-value'],
  [1e-301, -0.1, 1, 'put', 'no-time-value'],
  [1, 0.1, 1, 'call', 'above-maximum'],
  [1, -0.1, 1, 'call', 'above-maximum'],
  [MAX_VALUE, 0, 1, 'call', 'above-maximum'],
  [Math.exp(-0.1), -0.1, 1, 'put', 'above-maximum'],
  [Math.exp(0.5), 0.5, 1, 'put', 'above-maximum'],
  [1e-299, -1e4, 1, 'put', 'above-maximum'],
  [MAX_VALUE, -1e4, 1, 'put', 'above-maximum'],
] as const)('price %d at k = %d, maturity %d, %s: %s', (price, k, maturity, type, reason) => {
  expect(impliedVolatility(price, k, maturity, type)).toEqual({ ok: false, reason });
});

function volatility(price: number, k: number, maturity: number, type: 'call' | 'put'): number {
  const found = impliedVolatility(price, k, maturity, type);
  if (!found.ok) throw new Error(`${price} at k = ${k}: ${found.reason}`);
  return found.volatility;
}
