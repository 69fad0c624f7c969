import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cgmy } from './cgmy.ts';
import { accurateDistribution, InaccurateDistributionError } from './density.ts';
import type { LevyModel } from './model.ts';
import { models } from './models.ts';
import { surfacePricer } from './pricer.ts';
import { cgmyDistribution, varianceGammaDistribution } from './testing/independent.ts';
import { varianceGamma } from './variance-gamma.ts';

const maturities = [0.02, 0.1, 0.5, 2];

/** Levels about the kink, from a ten-thousandth of a standard deviation on. */
function levels(model: LevyModel, p: readonly number[], T: number, kink: number): number[] {
  const deviation = Math.sqrt(model.variance(p) * T);
  return [-6, -2, -0.7, -0.1, -1e-4, 1e-4, 0.01, 0.3, 1.5, 5].map((d) => kink + d * deviation);
}

const gammaCases: ReadonlyArray<readonly [number, number, number]> = [
  [0.2, 0.5, -0.1],
  [0.1213, 0.1686, -0.1436],
  [0.1, 1, -0.5],
  [0.6, 0.1, 0],
  [0.15, 0.02, 0.3],
];

test.each(gammaCases)('Variance Gamma %s %s %s against the mixture of normals', (...p) => {
  const distribution = accurateDistribution(varianceGamma, p, maturities);
  for (const T of maturities) {
    for (const x of levels(varianceGamma, p, T, distribution.kink(T))) {
      const truth = varianceGammaDistribution(p, x, T);
      expect(Math.abs(distribution.cdf(T, x) - truth), `${T} ${x}`).toBeLessThan(1e-10);
    }
  }
});

const temperedCases: ReadonlyArray<readonly [number, number, number, number]> = [
  [0.1, 5, 5, 0.8],
  [0.5, 1, 1.02, 1.8],
  [0.2, 3, 9, 1.3],
  [0.5, 4, 7, 0.5],
  [0.3, 10, 2, 1.1],
];

test.each(temperedCases)('CGMY %s %s %s %s against Gil-Pelaez', (...p) => {
  const distribution = accurateDistribution(cgmy, p, maturities);
  for (const T of maturities.slice(1)) {
    for (const x of levels(cgmy, p, T, distribution.kink(T))) {
      // Too near to the kink the brute integral oscillates too late to be of use.
      if (Math.abs(x - distribution.kink(T)) < 1e-3) continue;
      // Nor is there anything to tell where S_T is a millionth of the forward.
      if (x < distribution.kink(T) - 15) continue;
      const truth = cgmyDistribution(p, x, T);
      expect(Math.abs(distribution.cdf(T, x) - truth), `${T} ${x}`).toBeLessThan(1e-8);
    }
  }
});

const boxes = models.map((model) => {
  const parameters = fc.tuple(
    ...model.parameters.map(({ range }) =>
      fc.double({ min: range.min, max: range.max, noNaN: true }),
    ),
  );
  return { model, name: model.name, parameters };
});

test.each(boxes)('$name is −∂C/∂K of the pricer', ({ model, parameters }) => {
  fc.assert(
    fc.property(parameters, (p) => {
      const T = 0.5;
      const distribution = accurateDistribution(model, p, [T]);
      const deviation = Math.sqrt(model.variance(p) * T);
      const h = 1e-3 * deviation;
      for (const d of [-1.5, -0.4, 0.4, 1]) {
        const x = distribution.kink(T) + d * deviation;
        const strikes = [-2, -1, 1, 2].map((n) => Math.exp(x + n * h));
        const market = { spot: 1, rate: 0, dividendYield: 0, strikes, maturities: [T] };
        const calls = new Float64Array(4);
        surfacePricer(model, market, 1).forwardCalls(p, calls);
        const slope = (calls[0]! - 8 * calls[1]! + 8 * calls[2]! - calls[3]!) / (12 * h);
        expect(Math.abs(1 - distribution.cdf(T, x) + slope / Math.exp(x))).toBeLessThan(1e-6);
      }
    }),
    { numRuns: 25 },
  );
});

test.each(boxes)('$name: bins agree with single levels and with the quantiles', (box) => {
  const { model, parameters } = box;
  const out = new Float64Array(90);
  fc.assert(
    fc.property(parameters, (p) => {
      const T = 0.3;
      const distribution = accurateDistribution(model, p, [T]);
      const width = Math.sqrt(model.variance(p) * T) / 8;
      distribution.fill(T, width, 50, out);
      out.forEach((value, n) => {
        const edge = distribution.kink(T) + (n - 50 + 0.5) * width;
        expect(Math.abs(value - distribution.cdf(T, edge))).toBeLessThan(1e-12);
        if (n > 0) expect(value - out[n - 1]!).toBeGreaterThan(-1e-13);
      });
      for (const share of [0.05, 0.5, 0.95]) {
        const level = distribution.quantile(T, share);
        if (Math.abs(level - distribution.kink(T)) < 1e-3 * width) continue;
        expect(distribution.cdf(T, level)).toBeCloseTo(share, 6);
      }
    }),
    { numRuns: 20 },
  );
});

const momentCases: ReadonlyArray<readonly [LevyModel, readonly number[], number]> = [
  [varianceGamma, [0.2, 0.5, -0.1], 0.1],
  [varianceGamma, [0.2, 0.5, -0.1], 2],
  [cgmy, [0.1, 5, 5, 0.8], 0.5],
  [cgmy, [0.2, 3, 9, 1.3], 1],
  [cgmy, [0.2, 6, 9, -1], 1],
];

test.each(momentCases)(
  '$0.name $1 over $2 years has the moments of its cumulants',
  (model, p, T) => {
    const distribution = accurateDistribution(model, p, [T]);
    const [c1, c2, c3, c4] = model.cumulants(p).map((c) => c * T) as [
      number,
      number,
      number,
      number,
    ];
    const mean = c1 + distribution.kink(T);
    // Bins narrow and many enough: what is left is their width, squared.
    const width = Math.sqrt(c2) / 150;
    const below = 150 * Math.min(70, Math.floor(14 / Math.sqrt(c2)));
    const out = new Float64Array(2 * below);
    distribution.fill(T, width, below, out);
    const moment = (n: number) => {
      let sum = 0;
      for (let i = 1; i < out.length; i++) {
        const middle = distribution.kink(T) + (i - below) * width;
        sum += (out[i]! - out[i - 1]!) * (middle - mean) ** n;
      }
      return sum;
    };
    expect(moment(0)).toBeCloseTo(1, 8);
    expect(moment(1) / Math.sqrt(c2)).toBeCloseTo(0, 5);
    expect(moment(2) / c2).toBeCloseTo(1, 3);
    expect(moment(3) / c2 ** 1.5).toBeCloseTo(c3 / c2 ** 1.5, 3);
    expect((moment(4) / (3 * c2 * c2 + c4)).toFixed(3)).toBe('1.000');
  },
);

test('where jumps are rare the mass without one sits at the kink', () => {
  const [C, G, M, Y] = [0.2, 6, 9, -1];
  const T = 0.5;
  // Γ(1) = 1: jumps come C·(M^Y + G^Y) times a year.
  const mass = Math.exp(-T * C * (M ** Y + G ** Y));
  const distribution = accurateDistribution(cgmy, [C, G, M, Y], [T]);
  const kink = distribution.kink(T);
  expect(distribution.cdf(T, kink) - distribution.cdf(T, kink - 1e-9)).toBeCloseTo(mass, 7);
});

test('far below, where S_T is nothing, it gives no number rather than a wrong one', () => {
  const distribution = accurateDistribution(varianceGamma, [0.5, 8, -4], [2]);
  const kink = distribution.kink(2);
  expect(distribution.cdf(2, kink - 14)).toBeGreaterThan(0);
  expect(distribution.cdf(2, kink - 16)).toBeNaN();
  const out = new Float64Array(40);
  distribution.fill(2, 1, 40, out);
  expect(out.findIndex((value) => !Number.isNaN(value))).toBe(25);
  expect(distribution.quantile(2, 0.02)).toBeNaN();
});

test('calls worth pricing come back: E[max(x − k, 0)] in S is the pricer’s call', () => {
  const p = [0.2, 0.5, -0.1];
  const T = 0.1;
  const distribution = accurateDistribution(varianceGamma, p, [T]);
  const width = 5e-4;
  const below = 4000;
  const out = new Float64Array(2 * below);
  distribution.fill(T, width, below, out);
  const k = -0.05;
  let call = 0;
  for (let i = 1; i < out.length; i++) {
    const middle = distribution.kink(T) + (i - below) * width;
    call += (out[i]! - out[i - 1]!) * Math.max(Math.exp(middle) - Math.exp(k), 0);
  }
  const price = new Float64Array(1);
  const market = { spot: 1, rate: 0, dividendYield: 0, maturities: [T] };
  surfacePricer(varianceGamma, { ...market, strikes: [Math.exp(k)] }).forwardCalls(p, price);
  expect(call).toBeCloseTo(price[0]!, 6);
});

test('says so where it cannot be exact, and where there is no model', () => {
  expect(() => accurateDistribution(varianceGamma, [0.2, 1e-9, 0], [1])).toThrow(
    InaccurateDistributionError,
  );
  expect(() => accurateDistribution(varianceGamma, [-1, 0.2, 0], [1])).toThrow(RangeError);
});
