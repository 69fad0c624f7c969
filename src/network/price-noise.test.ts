import { expect, test } from 'vitest';
import { contractGrid } from '../levy/contract-grid.ts';
import { surfacePricer } from '../levy/pricer.ts';
import { varianceGamma } from '../levy/variance-gamma.ts';
import { randomStream, standardNormal } from '../training/data/random.ts';
import { type PriceNoise, updateNoise } from './price-noise.ts';

/** From a quarter of the forward to a millionth. */
const calls = new Float64Array(200);
surfacePricer(varianceGamma, contractGrid).forwardCalls([0.15, 0.3, -0.2], calls);
const nothing = new Float64Array(200);

function residualsOf({ absolute, relative }: PriceNoise, random: () => number, given = nothing) {
  return calls.map((call, i) => {
    const own = absolute * standardNormal(random) + relative * call * standardNormal(random);
    return own + Math.sqrt(given[i]!) * standardNormal(random);
  });
}

/** The estimate as the denoiser makes it, from its start and over its rounds. */
function estimate(residuals: Float64Array, of = calls, given = nothing): PriceNoise {
  const noise = { relative: 0.03, absolute: 1e-5 };
  for (let round = 0; round < 6; round++) updateNoise(noise, residuals, of, given);
  return noise;
}

const DRAWS = 400;

/** Means of the estimated variances over those planted. */
function meanRatios(planted: PriceNoise, given = nothing) {
  const random = randomStream(1);
  let absolute = 0;
  let relative = 0;
  for (let draw = 0; draw < DRAWS; draw++) {
    const found = estimate(residualsOf(planted, random, given), calls, given);
    absolute += (found.absolute / planted.absolute) ** 2 / DRAWS;
    relative += (found.relative / planted.relative) ** 2 / DRAWS;
  }
  return { absolute, relative };
}

// A variance from 200 residuals is known to a tenth, or a fifth from those that tell of it, and the
// mean of 400 such to a hundredth; clipping takes half of one.
test.each([[{ absolute: 1e-4, relative: 0.02 }], [{ absolute: 5e-6, relative: 0.001 }]])(
  'finds planted noise %o',
  (planted) => {
    const { absolute, relative } = meanRatios(planted);
    expect(Math.abs(absolute - 1)).toBeLessThan(0.04);
    expect(Math.abs(relative - 1)).toBeLessThan(0.04);
  },
);

test('finds the noise beside variances that are known', () => {
  const given = calls.map((call) => (0.01 * call + 2e-5) ** 2);
  const { absolute, relative } = meanRatios({ absolute: 1e-4, relative: 0.02 }, given);
  expect(Math.abs(absolute - 1)).toBeLessThan(0.05);
  expect(Math.abs(relative - 1)).toBeLessThan(0.05);
});

test.each([[{ absolute: 0, relative: 0.05 }], [{ absolute: 3e-4, relative: 0 }]])(
  'of noise %o, hardly any is found in what it has none of',
  (planted) => {
    const random = randomStream(2);
    for (let draw = 0; draw < 20; draw++) {
      const found = estimate(residualsOf(planted, random));
      const explained = calls.map((call) => found.absolute ** 2 + (found.relative * call) ** 2);
      const truth = calls.map((call) => planted.absolute ** 2 + (planted.relative * call) ** 2);
      // Where the noise is largest, five standard deviations of the estimate.
      const at = truth.indexOf(Math.max(...truth));
      expect(Math.abs(Math.sqrt(explained[at]! / truth[at]!) - 1)).toBeLessThan(0.25);
      if (planted.absolute === 0) expect(found.absolute).toBeLessThan(1e-4);
      else expect(found.relative).toBeLessThan(5e-3);
    }
  },
);

test('one wild residual hardly moves it, however wild', () => {
  const random = randomStream(3);
  const residuals = residualsOf({ absolute: 1e-4, relative: 0.02 }, random);
  const before = estimate(residuals);
  const after = [0.1, 1e6].map((wild) => {
    const disturbed = residuals.slice();
    disturbed[60] = wild;
    return estimate(disturbed);
  });
  expect(after[0]).toEqual(after[1]);
  expect(after[0]!.absolute / before.absolute).toBeCloseTo(1, 1);
  expect(after[0]!.relative / before.relative).toBeCloseTo(1, 1);
});

test('cells without a quote are left out', () => {
  const random = randomStream(4);
  const residuals = residualsOf({ absolute: 1e-4, relative: 0.02 }, random);
  const gaps = residuals.map((residual, i) => (i % 3 === 0 ? Number.NaN : residual));
  const isThere = (_: number, i: number) => i % 3 !== 0;
  expect(estimate(gaps)).toEqual(
    estimate(residuals.filter(isThere), calls.filter(isThere), nothing.filter(isThere)),
  );
});

const least = { absolute: 1e-9, relative: 1e-6 };

test('residuals of rounding, of none, and what is known anyway end at the least noise', () => {
  const random = randomStream(5);
  expect(estimate(residualsOf({ absolute: 1e-13, relative: 1e-10 }, random))).toEqual(least);
  expect(estimate(nothing)).toEqual(least);
  const given = calls.map((call) => (0.01 * call + 1e-4) ** 2);
  expect(estimate(given.map(Math.sqrt), calls, given)).toEqual(least);
  expect(estimate(nothing.map(() => Number.NaN))).toEqual(least);
});

test('residuals of nonsense end at noise as large as prices', () => {
  const wild = calls.map((_, i) => (i % 2 === 0 ? 1e9 : -1e9));
  const noise = { relative: 0.03, absolute: 1e-5 };
  for (let round = 0; round < 50; round++) updateNoise(noise, wild, calls, nothing);
  expect(noise.absolute).toBe(1);
  expect(noise.relative).toBeLessThanOrEqual(1);
});
