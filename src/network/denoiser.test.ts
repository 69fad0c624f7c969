import { describe, expect, it } from 'vitest';
import { disturb } from '../training/data/noise.ts';
import { randomStream, standardNormal } from '../training/data/random.ts';
import {
  featuresAt,
  smallFamily,
  surfaceOf,
  unseenSurfaces,
} from '../training/data/small-family.fixture.ts';
import { createDenoiser } from './denoiser.ts';
import { cellFeature } from './features.ts';
import { networkLogMoneyness } from './network-grid.ts';

const { family, table } = smallFamily();
const denoise = createDenoiser(family);
const unseen = unseenSurfaces(30);
const surfaces = Array.from({ length: unseen.count }, (_, row) => surfaceOf(unseen, row));
const intrinsic = networkLogMoneyness.map((k) => Math.max(-Math.expm1(k), 0));

/** Root mean square error of the surface found, in ln of volatility. */
function featureError(truth: Float64Array, given: ArrayLike<number>): number {
  const found = featuresAt(family, denoise(given).scores);
  const sum = found.reduce(
    (total, x, cell) => total + (x - cellFeature(cell, truth[cell]!, family.floor)) ** 2,
    0,
  );
  return Math.sqrt(sum / found.length);
}

const median = (values: number[]) => [...values].sort((a, b) => a - b)[values.length >> 1]!;

/** Errors in proportion to the call price. */
function withRelative(truth: Float64Array, deviation: number, random: () => number) {
  return truth.map((o, cell) => o + (o + intrinsic[cell]!) * deviation * standardNormal(random));
}

describe('clean surfaces', () => {
  it('come back, with next to no noise', () => {
    for (const truth of surfaces) {
      expect(featureError(truth, truth)).toBeLessThan(1e-3);
      const { noise, observed } = denoise(truth);
      expect(noise.relative).toBeLessThan(1e-5);
      expect(noise.absolute).toBeLessThan(1e-6);
      expect(observed).toBeCloseTo(1, 12);
    }
  });

  it('come back with a fifth of their cells missing', () => {
    const random = randomStream(1);
    const errors = surfaces.map((truth) => {
      const gaps = truth.map((o) => (random() < 0.2 ? Number.NaN : o));
      const { observed } = denoise(gaps);
      expect(observed).toBeCloseTo(gaps.filter((o) => !Number.isNaN(o)).length / 200, 12);
      return featureError(truth, gaps);
    });
    expect(median(errors)).toBeLessThan(5e-4);
    expect(Math.max(...errors)).toBeLessThan(5e-3);
  });

  it('have the same scores by the table as by solving for each volatility', () => {
    const fast = createDenoiser(family, table);
    for (const truth of surfaces.slice(0, 5)) {
      const scores = [...denoise(truth).scores];
      fast(truth).scores.forEach((score, i) => {
        expect(Math.abs(score - scores[i]!)).toBeLessThan(0.02);
      });
    }
  });
});

describe('noise', () => {
  it('of 5 % of the prices is told, and taken out', () => {
    const random = randomStream(2);
    const noises: number[] = [];
    const gains = surfaces.map((truth) => {
      const noisy = withRelative(truth, 0.05, random);
      noises.push(denoise(noisy).noise.relative);
      const own = noisy.map((o, cell) => cellFeature(cell, o, family.floor));
      const clean = truth.map((o, cell) => cellFeature(cell, o, family.floor));
      const before = Math.sqrt(own.reduce((sum, x, i) => sum + (x - clean[i]!) ** 2, 0) / 200);
      return featureError(truth, noisy) / before;
    });
    expect(Math.abs(median(noises) / 0.05 - 1)).toBeLessThan(0.15);
    for (const noise of noises) expect(Math.abs(noise / 0.05 - 1)).toBeLessThan(0.25);
    expect(Math.max(...gains)).toBeLessThan(0.4);
    expect(median(gains)).toBeLessThan(0.1);
  });

  it('of ticks is told in its size at the money, whatever it is taken for', () => {
    const random = randomStream(3);
    const sizes = surfaces.map((_, row) => {
      const noisy = new Float64Array(200);
      const disturbance = { tick: 1e-4, deviation: 0, missing: { kind: 'none' } } as const;
      disturb(unseen.timeValues, 200 * row, disturbance, random, noisy);
      const { absolute, relative } = denoise(noisy).noise;
      const call = surfaces[row]![105]! + intrinsic[105]!;
      return Math.hypot(absolute, relative * call) / (1e-4 / Math.sqrt(12));
    });
    expect(Math.abs(median(sizes) - 1)).toBeLessThan(0.25);
  });
});

describe('one wrong price', () => {
  it('hardly moves the surface that 1 % of noise leaves', () => {
    const random = randomStream(4);
    const moves = surfaces.map((truth) => {
      const noisy = withRelative(truth, 0.01, random);
      const before = featureError(truth, noisy);
      const cell = 60 + Math.floor(80 * random());
      noisy[cell] = noisy[cell]! + 0.5 * (truth[cell]! + intrinsic[cell]!);
      const after = featureError(truth, noisy);
      expect(after).toBeLessThan(0.02);
      return after / before;
    });
    expect(median(moves)).toBeLessThan(1.1);
    // One surface near the corner of least volatility takes it ill.
    expect(moves.filter((move) => move > 1.5).length).toBeLessThanOrEqual(1);
  });
});

describe('numbers that are no prices', () => {
  const wild: ReadonlyArray<readonly [string, (cell: number) => number]> = [
    ['nothing at all', () => Number.NaN],
    ['zeros', () => 0],
    ['negative ones', () => -0.1],
    ['the forward', () => 1],
    ['huge ones', () => 1e6],
    ['huge ones of both signs', (cell) => (cell % 2 === 0 ? 1e6 : -1e6)],
    ['tiny ones', () => 1e-300],
    ['one price alone', (cell) => (cell === 100 ? 0.05 : Number.NaN)],
    ['one huge price among none', (cell) => (cell === 0 ? 1e6 : Number.NaN)],
  ];

  it.each(wild)('%s: scores and noise are finite', (_, valueAt) => {
    const { scores, noise } = denoise(Float64Array.from({ length: 200 }, (_, i) => valueAt(i)));
    expect(scores.every(Number.isFinite)).toBe(true);
    expect(noise.absolute).toBeGreaterThanOrEqual(1e-9);
    expect(noise.absolute).toBeLessThanOrEqual(1);
    expect(noise.relative).toBeGreaterThanOrEqual(1e-6);
    expect(noise.relative).toBeLessThanOrEqual(1);
  });

  it('without prices, the surface is the mean one', () => {
    const { scores, observed } = denoise(new Float64Array(200).fill(Number.NaN));
    expect([...scores]).toEqual(Array(family.size).fill(0));
    expect(observed).toBe(0);
  });

  it('leave no trace in the next surface', () => {
    const truth = surfaces[0]!;
    const before = [...denoise(truth).scores];
    denoise(new Float64Array(200).fill(1e6));
    expect([...denoise(truth).scores]).toEqual(before);
  });
});
