import { describe, expect, it } from 'vitest';
import { blackPrice, impliedVolatility } from '../levy/black.ts';
import { contractGrid } from '../levy/contract-grid.ts';
import { surfacePricer } from '../levy/pricer.ts';
import { varianceGamma } from '../levy/variance-gamma.ts';
import { randomStream, standardNormal } from '../training/data/random.ts';
import { timeValues } from './features.ts';
import { networkLogMoneyness, networkMaturity } from './network-grid.ts';
import {
  isBeyondNoise,
  MOST_NOISE,
  unfamiliarityRank,
  unfamiliarityScorer,
} from './unfamiliarity.ts';

const parameters = [0.25, 0.4, -0.2];
const calls = new Float64Array(200);
surfacePricer(varianceGamma, contractGrid).forwardCalls(parameters, calls);
const own = new Float64Array(200);
timeValues(calls, own);

const least = { relative: 1e-6, absolute: 1e-9 };
const noise = { relative: 0.01, absolute: 2e-5 };

function noisy(random: () => number): Float64Array {
  return own.map((o, cell) => {
    const relative = noise.relative * calls[cell]! * standardNormal(random);
    return o + relative + noise.absolute * standardNormal(random);
  });
}

describe('the score', () => {
  const score = unfamiliarityScorer(varianceGamma, 1e-6, 1e-5);

  it('is 0 for the surface of the parameters themselves', () => {
    expect(score(own, parameters, least)).toBe(0);
  });

  it('is about 1 where the prices are off by their noise', () => {
    const random = randomStream(1);
    for (let n = 0; n < 20; n++) {
      // Four standard deviations of a root mean square of 200 normal numbers.
      expect(Math.abs(score(noisy(random), parameters, noise) - 1)).toBeLessThan(0.2);
    }
  });

  it('is 1 where every volatility is off by the network’s usual error', () => {
    const usual = unfamiliarityScorer(varianceGamma, 1e-3, 1e-5);
    const off = own.map((o, cell) => {
      const k = networkLogMoneyness[cell]!;
      const T = networkMaturity(cell);
      const type = k >= 0 ? 'call' : 'put';
      const found = impliedVolatility(o, k, T, type);
      if (!found.ok) throw new Error('This surface has volatilities.');
      const shift = Math.exp(cell % 2 === 0 ? 1e-3 : -1e-3);
      return blackPrice(k, found.volatility * Math.sqrt(T) * shift, type);
    });
    expect(usual(off, parameters, least)).toBeCloseTo(1, 1);
  });

  it('grows with the distance from the parameters', () => {
    const shares = [0, 0.1, 0.3, 1, 3].map((share) => {
      const moved = parameters.map((x, i) => x + share * [0.02, 0.05, -0.05][i]!);
      return score(own, moved, noise);
    });
    expect(shares[0]).toBe(0);
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
    expect(shares[4]).toBeGreaterThan(5);
  });

  it('takes no more noise for an explanation than training showed', () => {
    const wild = own.map((o, cell) => o + (cell % 2 === 0 ? 0.1 : 0));
    const excused = score(wild, parameters, { relative: 1, absolute: 1 });
    expect(excused).toBe(score(wild, parameters, MOST_NOISE));
    expect(excused).toBeGreaterThan(5);
    expect(score(wild, parameters, noise)).toBeGreaterThan(5 * excused);
  });

  it('counts only the cells that have a quote', () => {
    const values = noisy(randomStream(2));
    const gaps = values.map((value, cell) => (cell % 2 === 0 ? Number.NaN : value));
    const halves = [0, 1].map((half) => {
      const others = values.map((value, cell) => (cell % 2 === half ? value : Number.NaN));
      return score(others, parameters, noise) ** 2;
    });
    expect(score(gaps, parameters, noise) ** 2).toBeCloseTo(halves[1]!, 12);
    expect(score(values, parameters, noise) ** 2).toBeCloseTo((halves[0]! + halves[1]!) / 2, 12);
  });
});

describe('the rank', () => {
  const quantiles = [
    { share: 0.1, score: 0.5 },
    { share: 0.5, score: 1 },
    { share: 0.9, score: 3 },
  ];
  const rank = (score: number) => unfamiliarityRank(score, { tolerance: 1, quantiles });

  it.each([
    [0, 0],
    [0.25, 0.05],
    [0.5, 0.1],
    [0.75, 0.3],
    [1, 0.5],
    [2, 0.7],
    [3, 0.9],
    [3.001, 1],
    [1e300, 1],
  ])('of a score of %f is %f', (score, expected) => {
    expect(rank(score)).toBeCloseTo(expected, 12);
  });

  it('copes with quantiles that coincide', () => {
    const tied = [
      { share: 0.2, score: 1 },
      { share: 0.4, score: 1 },
      { share: 0.8, score: 2 },
    ];
    const ranks = [0.5, 1, 1.5, 2].map((score) =>
      unfamiliarityRank(score, { tolerance: 1, quantiles: tied }),
    );
    [0.1, 0.2, 0.6, 0.8].forEach((expected, i) => {
      expect(ranks[i]).toBeCloseTo(expected, 12);
    });
  });
});

it('prices are beyond noise only where no training surface seems as noisy', () => {
  expect(isBeyondNoise(MOST_NOISE)).toBe(false);
  expect(isBeyondNoise({ relative: 0.12, absolute: 5e-3 })).toBe(false);
  expect(isBeyondNoise({ relative: 0.35, absolute: 1e-9 })).toBe(true);
  expect(isBeyondNoise({ relative: 1e-6, absolute: 0.02 })).toBe(true);
});
