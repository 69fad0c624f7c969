import fc from 'fast-check';
import { expect, test } from 'vitest';
import { accuratePrices, InaccuratePriceError } from './accurate-prices.ts';
import { blackPrice } from './black.ts';
import { findModel, models } from './models.ts';
import type { OptionGrid } from './option-layout.ts';
import { surfacePricer } from './pricer.ts';
import { varianceGamma } from './variance-gamma.ts';

const market = { spot: 1, rate: 0, dividendYield: 0 };

/** Truth: the integral along straight rays, in 40 digits (mpmath). */
test.each([
  ['VarianceGamma', [0.2, 0.03060898945961691, -3], 1e6, 50, -0.05, 0.002234744760735189],
  ['CGMY', [0.1, 1e4, 100, 1.5], 1e-3, 10, 0, 0.999000000000032],
  [
    'CGMY',
    [27.67782602937259, 1e4, 10, 0.999999],
    0.824833036190688,
    1e-3,
    0.05,
    0.175208204430097,
  ],
  ['CGMY', [0.011695427715130493, 100, 1.02, 1.9], 1e9, 0.1, -0.05, 8.606322240691659e-7],
] as const)('%s %s, strike %s, %s years', (name, parameters, strike, maturity, rate, truth) => {
  const grid = { ...market, rate, strikes: [strike], maturities: [maturity] };
  const model = findModel(name)!;
  const fast = new Float64Array(1);
  surfacePricer(model, grid).forwardCalls(parameters, fast);
  expect(Math.abs(fast[0]! - truth)).toBeGreaterThan(1e-6);
  const [price] = accuratePrices(model, parameters, grid, 'call');
  expect(Math.abs(price! - truth)).toBeLessThan(1e-9);
});

test('Variance Gamma on a clock that hardly varies is Black’s model', () => {
  const strikes = [0.5, 0.9, 1, 1.1, 1.4, 2];
  const maturities = [1e-5, 0.1, 1, 50];
  for (const [sigma, theta] of [
    [0.05, 0],
    [0.0726, -3],
    [0.4, 1],
  ] as const) {
    const grid = { ...market, strikes, maturities };
    const prices = accuratePrices(varianceGamma, [sigma, 1e-12, theta], grid, 'call');
    prices.forEach((price, cell) => {
      const k = Math.log(strikes[Math.floor(cell / 4)]!);
      const black = blackPrice(k, sigma * Math.sqrt(maturities[cell % 4]!));
      expect(Math.abs(price - black)).toBeLessThan(1e-8);
    });
  }
});

const logUniform = (min: number, max: number) =>
  fc.double({ min: Math.log(min), max: Math.log(max), noNaN: true }).map(Math.exp);
const extremes: Readonly<Record<string, fc.Arbitrary<number[]>>> = {
  VarianceGamma: fc.tuple(
    logUniform(0.01, 3),
    logUniform(1e-9, 50),
    fc.double({ min: -5, max: 1, noNaN: true }),
  ),
  CGMY: fc.tuple(
    logUniform(1e-6, 100),
    logUniform(1e-4, 1e4),
    logUniform(1.0001, 1e4),
    fc.double({ min: -4, max: 1.9999, noNaN: true }),
  ),
};

test.each(models)('$name: parity and bounds hold anywhere, or the price is refused', (model) => {
  const cell = fc.record({
    strike: logUniform(1e-6, 1e9),
    maturity: logUniform(1e-5, 50),
    rate: fc.double({ min: -1, max: 1, noNaN: true }),
  });
  fc.assert(
    fc.property(extremes[model.name]!, cell, (parameters, { strike, maturity, rate }) => {
      fc.pre(model.domainProblem(parameters) === undefined);
      const grid = { ...market, rate, strikes: [strike], maturities: [maturity] };
      const call = priceOrRefusal(parameters, grid, 'call');
      const put = priceOrRefusal(parameters, grid, 'put');
      if (call === undefined || put === undefined) return;
      const discounted = strike * Math.exp(-rate * maturity);
      const hair = 1e-12 * Math.max(1, discounted);
      expect(Math.abs(call - put - 1 + discounted)).toBeLessThan(hair);
      expect(call).toBeGreaterThanOrEqual(Math.max(1 - discounted, 0));
      expect(call).toBeLessThanOrEqual(1);
      expect(put).toBeGreaterThanOrEqual(0);
      expect(put).toBeLessThanOrEqual(discounted + hair);
    }),
  );

  function priceOrRefusal(parameters: number[], grid: OptionGrid, type: 'call' | 'put') {
    try {
      return accuratePrices(model, parameters, grid, type)[0];
    } catch (error) {
      expect(error).toBeInstanceOf(InaccuratePriceError);
      return undefined;
    }
  }
});

test.each([
  ['a strike no double can price', [0.2, 0.5, -0.1], { strikes: [1, 1e300], maturities: [1] }],
  ['a maturity that overflows', [0.2, 0.5, -0.1], { strikes: [1], maturities: [1, 1e300] }],
])('refuses %s, and names the cell', (_name, parameters, axes) => {
  const price = () =>
    accuratePrices(varianceGamma, parameters, { ...market, rate: 0.05, ...axes }, 'call');
  expect(price).toThrow(InaccuratePriceError);
  expect(price).toThrow(/1e\+300/);
});

test('refuses parameters whose exponent overflows', () => {
  const grid = { ...market, strikes: [1], maturities: [1] };
  expect(() => accuratePrices(findModel('CGMY')!, [0.1, 5, 5, -300], grid, 'call')).toThrow(
    InaccuratePriceError,
  );
});

test('prices more strikes than fit in one table, in their order', () => {
  const strikes = Array.from({ length: 70 }, (_, i) => 0.5 + i / 70);
  const grid = { ...market, strikes, maturities: [0.5, 1] };
  const prices = accuratePrices(varianceGamma, [0.2, 0.5, -0.1], grid, 'call');
  const whole = new Float64Array(140);
  surfacePricer(varianceGamma, grid).prices([0.2, 0.5, -0.1], 'call', whole);
  prices.forEach((price, i) => {
    expect(price).toBeCloseTo(whole[i]!, 11);
  });
});
