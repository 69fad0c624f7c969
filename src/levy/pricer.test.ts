import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { randomStream } from '../training/data/random.ts';
import { cgmy } from './cgmy.ts';
import { contractGrid } from './contract-grid.ts';
import { fromRecord, type LevyModel } from './model.ts';
import { findModel, models } from './models.ts';
import type { OptionType } from './option-layout.ts';
import { surfacePricer } from './pricer.ts';
import { cgmyCall, varianceGammaCall } from './testing/independent.ts';
import { varianceGamma } from './variance-gamma.ts';

interface PublishedPrice {
  readonly model: string;
  readonly params: Record<string, number>;
  readonly spot: number;
  readonly strike: number;
  readonly maturity: number;
  readonly rate: number;
  readonly dividend_yield: number;
  readonly type: OptionType;
  readonly price: number;
  readonly tolerance: number;
  readonly source: string;
}

const published: PublishedPrice[] = JSON.parse(
  readFileSync(new URL('../../e2e/fixtures/reference-prices.json', import.meta.url), 'utf8'),
);

test.each(published)('$model, strike $strike, $maturity years: $source', (quote) => {
  const model = findModel(quote.model)!;
  const pricer = surfacePricer(model, {
    spot: quote.spot,
    rate: quote.rate,
    dividendYield: quote.dividend_yield,
    strikes: [quote.strike],
    maturities: [quote.maturity],
  });
  const out = new Float64Array(1);
  pricer.prices(fromRecord(model, quote.params), quote.type, out);
  expect(Math.abs(out[0]! - quote.price)).toBeLessThanOrEqual(quote.tolerance);
});

/** Parameters across the training box, every seventh draw with one of them on an edge. */
function* boxPoints(model: LevyModel, count: number, seed: number): Generator<Float64Array> {
  const random = randomStream(seed);
  for (let n = 0; n < count; n++) {
    yield Float64Array.from(model.parameters, ({ range }, i) => {
      const share = n % 7 === i ? Math.round(random()) : random();
      return range.min + share * (range.max - range.min);
    });
  }
}

test.each(models)(
  '$name agrees with 2,600 nodes of itself on a flatter contour over the box',
  (model) => {
    const pricer = surfacePricer(model, contractGrid);
    const fine = surfacePricer(model, contractGrid, 2);
    const own = new Float64Array(200);
    const truth = new Float64Array(200);
    let worst = 0;
    for (const parameters of boxPoints(model, 500, 11)) {
      pricer.prices(parameters, 'call', own);
      fine.prices(parameters, 'call', truth);
      own.forEach((price, i) => {
        worst = Math.max(worst, Math.abs(price - truth[i]!));
      });
    }
    expect(worst).toBeLessThan(1e-9);
  },
  60_000,
);

test.each(models)('$name is as exact for far strikes and maturities as it says', (model) => {
  const strikes = [0.2, 0.4, 0.7, 0.9, 1, 1.1, 1.5, 2.5, 5];
  const maturities = [0.01, 0.05, 0.1, 0.5, 1, 2, 3.5, 5];
  const grid = { spot: 1, rate: 0.05, dividendYield: 0, strikes, maturities };
  const pricer = surfacePricer(model, grid);
  const fine = surfacePricer(model, grid, 2);
  const own = new Float64Array(strikes.length * maturities.length);
  const truth = new Float64Array(own.length);
  for (const parameters of boxPoints(model, 100, 23)) {
    pricer.forwardCalls(parameters, own);
    fine.forwardCalls(parameters, truth);
    own.forEach((call, i) => {
      expect(Math.abs(call - truth[i]!)).toBeLessThan(1e-11);
    });
  }
});

/** Far beyond the boxes; VG at its most Gaussian, with skews many times the volatility. */
const wide: Record<string, (random: () => number) => number[]> = {
  VarianceGamma: (random) => [0.01 * 200 ** random(), 1e-3 * 1e4 ** random(), -4 + 5 * random()],
  CGMY: (random) => [
    1e-3 * 5e4 ** random(),
    0.02 * 1e4 ** random(),
    1.01 + 0.02 * 1e4 ** random(),
    -3 + 4.98 * random(),
  ],
};

test.each(models)('$name beyond the box is exact at the level that the model asks for', (model) => {
  const random = randomStream(29);
  const strikes = [0.2, 0.5, 0.8, 0.9, 0.97, 1, 1.03, 1.1, 1.3, 2, 5];
  const slices = [0.003, 0.1, 1, 10].map((maturity) => {
    const grid = { spot: 1, rate: 0.03, dividendYield: 0, strikes, maturities: [maturity] };
    const pricers = [0, 1, 2, 3, 4].map((level) => surfacePricer(model, grid, level));
    return { maturity, pricers };
  });
  const own = new Float64Array(strikes.length);
  const truth = new Float64Array(strikes.length);
  const levels = new Set<number>();
  for (let n = 0; n < 400; n++) {
    const parameters = wide[model.name]!(random);
    if (model.domainProblem(parameters)) continue;
    for (const { maturity, pricers } of slices) {
      const level = model.contourLevel(parameters, maturity);
      if (level > 2) continue;
      levels.add(level);
      pricers[level]!.forwardCalls(parameters, own);
      pricers[level + 2]!.forwardCalls(parameters, truth);
      own.forEach((call, i) => {
        expect(Math.abs(call - truth[i]!)).toBeLessThan(1e-10);
      });
    }
  }
  expect(levels.size).toBeGreaterThan(1);
});

const independent = [
  {
    model: varianceGamma,
    call: (p: Float64Array, k: number, T: number) => varianceGammaCall([p[0]!, p[1]!, p[2]!], k, T),
  },
  {
    model: cgmy,
    call: (p: Float64Array, k: number, T: number) => cgmyCall([p[0]!, p[1]!, p[2]!, p[3]!], k, T),
  },
];

test.each(independent)(
  '$model.name agrees with an independent integral',
  ({ model, call }) => {
    const { strikes, spot, rate } = contractGrid;
    const maturities = [0, 4, 9].map((t) => contractGrid.maturities[t]!);
    const pricer = surfacePricer(model, { ...contractGrid, maturities });
    const own = new Float64Array(strikes.length * maturities.length);
    let worst = 0;
    for (const parameters of boxPoints(model, 50, 5)) {
      pricer.forwardCalls(parameters, own);
      for (const [i, K] of strikes.entries()) {
        for (const [t, T] of maturities.entries()) {
          const truth = call(parameters, Math.log(K / spot) - rate * T, T);
          worst = Math.max(worst, spot * Math.abs(own[i * maturities.length + t]! - truth));
        }
      }
    }
    expect(worst).toBeLessThan(1e-8);
  },
  120_000,
);

test.each(models)('$name prices satisfy put–call parity and scale with the spot', (model) => {
  const market = { rate: 0.03, dividendYield: 0.02, maturities: [0.01, 0.5, 7] };
  const small = surfacePricer(model, { ...market, spot: 1, strikes: [0.2, 0.9, 1, 1.1, 5] });
  const large = surfacePricer(model, { ...market, spot: 50, strikes: [10, 45, 50, 55, 250] });
  const calls = new Float64Array(15);
  const puts = new Float64Array(15);
  const scaled = new Float64Array(15);
  for (const parameters of boxPoints(model, 20, 3)) {
    small.prices(parameters, 'call', calls);
    small.prices(parameters, 'put', puts);
    large.prices(parameters, 'call', scaled);
    for (const [i, K] of [0.2, 0.9, 1, 1.1, 5].entries()) {
      for (const [t, T] of market.maturities.entries()) {
        const cell = i * 3 + t;
        const forward = Math.exp(-0.02 * T) - K * Math.exp(-0.03 * T);
        expect(calls[cell]! - puts[cell]!).toBeCloseTo(forward, 11);
        expect(scaled[cell]! / 50).toBeCloseTo(calls[cell]!, 11);
      }
    }
  }
});

test('prices do not depend on the company a strike keeps', () => {
  const parameters = [0.1, 5, 5, 0.8];
  const whole = new Float64Array(200);
  surfacePricer(cgmy, contractGrid).prices(parameters, 'call', whole);
  const one = new Float64Array(1);
  for (const cell of [0, 57, 121, 199]) {
    const strikes = [contractGrid.strikes[Math.floor(cell / 10)]!];
    const maturities = [contractGrid.maturities[cell % 10]!];
    surfacePricer(cgmy, { ...contractGrid, strikes, maturities }).prices(parameters, 'call', one);
    expect(one[0]).toBeCloseTo(whole[cell]!, 11);
  }
});

test.each(models)('$name: gradients agree with central differences', (model) => {
  const width = model.parameters.length;
  const pricer = surfacePricer(model, contractGrid);
  const calls = new Float64Array(200);
  const gradient = new Float64Array(200 * width);
  const shifted = new Float64Array(200);
  for (const parameters of boxPoints(model, 25, 17)) {
    pricer.forwardCalls(parameters, calls, gradient);
    pricer.forwardCalls(parameters, shifted);
    calls.forEach((call, i) => {
      expect(call).toBeCloseTo(shifted[i]!, 13);
    });
    for (let p = 0; p < width; p++) {
      const h = 1e-5 * Math.max(0.3, Math.abs(parameters[p]!));
      const at = (n: number) => {
        const out = new Float64Array(200);
        pricer.forwardCalls(
          parameters.map((value, i) => (i === p ? value + n * h : value)),
          out,
        );
        return out;
      };
      const [a, b, c, d] = [at(-2), at(-1), at(1), at(2)];
      let largest = 0;
      for (let i = 0; i < 200; i++) largest = Math.max(largest, Math.abs(gradient[i * width + p]!));
      for (let i = 0; i < 200; i++) {
        const slope = (a![i]! - 8 * b![i]! + 8 * c![i]! - d![i]!) / (12 * h);
        expect(Math.abs(gradient[i * width + p]! - slope) / largest).toBeLessThan(1e-7);
      }
    }
  }
});
