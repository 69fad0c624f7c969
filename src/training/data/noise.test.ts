import { describe, expect, it } from 'vitest';
import { varianceGamma } from '../../levy/variance-gamma.ts';
import { networkLogMoneyness } from '../../network/network-grid.ts';
import { recipeFor } from '../recipe.ts';
import { disturb, drawDisturbance, undisturbed } from './noise.ts';
import { randomStream } from './random.ts';

const recipe = recipeFor(varianceGamma).noise;
const values = new Float32Array(600).fill(0.01);

function disturbed(disturbance: Parameters<typeof disturb>[2], seed = 1): Float64Array {
  const out = new Float64Array(200);
  disturb(values, 200, disturbance, randomStream(seed), out);
  return out;
}

const quoted = (cells: Float64Array) => Array.from(cells, (value) => !Number.isNaN(value));

describe('drawn disturbances', () => {
  const random = randomStream(4);
  const count = 20_000;
  const drawn = Array.from({ length: count }, () => drawDisturbance(recipe, random));
  const share = (is: (d: (typeof drawn)[number]) => boolean) => drawn.filter(is).length / count;

  // Shares of 20,000 are known to 0.0035 at worst; these are drawn from one seed.
  it('come in the recipe’s proportions', () => {
    const clean = 1 - recipe.rounded - recipe.relative - recipe.both;
    expect(share((d) => d.tick > 0 && d.deviation === 0) - recipe.rounded).toBeCloseTo(0, 2);
    expect(share((d) => d.tick === 0 && d.deviation > 0) - recipe.relative).toBeCloseTo(0, 2);
    expect(share((d) => d.tick > 0 && d.deviation > 0) - recipe.both).toBeCloseTo(0, 2);
    expect(share((d) => d.tick === 0 && d.deviation === 0) - clean).toBeCloseTo(0, 2);
    expect(share((d) => d.missing.kind !== 'none') - recipe.incomplete).toBeCloseTo(0, 2);
    expect(share((d) => d.missing.kind === 'window') - recipe.incomplete / 2).toBeCloseTo(0, 2);
  });

  it('come in the recipe’s sizes, small ones as often as large', () => {
    for (const [sizes, [least, most]] of [
      [drawn.map(({ tick }) => tick), recipe.tick],
      [drawn.map(({ deviation }) => deviation), recipe.deviation],
    ] as const) {
      const there = sizes.filter((size) => size > 0);
      expect(Math.min(...there)).toBeGreaterThanOrEqual(least);
      expect(Math.max(...there)).toBeLessThanOrEqual(most);
      const under = there.filter((size) => size < Math.sqrt(least * most)).length;
      expect(Math.abs(under / there.length - 0.5)).toBeLessThan(0.02);
    }
  });

  it('leave a window of quotes in all but one in a thousand surfaces', () => {
    const left = drawn.map(({ missing }) => {
      return quoted(disturbed({ ...undisturbed, missing })).filter(Boolean).length;
    });
    expect(left.filter((cells) => cells === 0).length).toBeLessThan(count / 1000);
  });

  it('with at most half of the quotes missing, always leave some', () => {
    for (let n = 0; n < 5000; n++) {
      const { missing } = drawDisturbance({ ...recipe, incomplete: 1, mostMissing: 0.5 }, random);
      if (missing.kind !== 'window') continue;
      expect(quoted(disturbed({ ...undisturbed, missing })).some(Boolean)).toBe(true);
    }
  });
});

describe('disturbed prices', () => {
  it('without a disturbance are as they were', () => {
    expect([...disturbed(undisturbed)]).toEqual(Array(200).fill(Math.fround(0.01)));
  });

  it('are off by up to half a tick', () => {
    const moves = disturbed({ ...undisturbed, tick: 1e-4 }).map((v) => v - Math.fround(0.01));
    expect(Math.max(...moves.map(Math.abs))).toBeLessThanOrEqual(5e-5);
    expect(Math.max(...moves)).toBeGreaterThan(4e-5);
    expect(Math.min(...moves)).toBeLessThan(-4e-5);
  });

  it('are off in proportion to the call, however little of it is time value', () => {
    const rounds = 200;
    const squares = new Float64Array(200);
    for (let seed = 0; seed < rounds; seed++) {
      disturbed({ ...undisturbed, deviation: 0.02 }, seed).forEach((v, cell) => {
        squares[cell]! += (v - Math.fround(0.01)) ** 2 / rounds;
      });
    }
    squares.forEach((square, cell) => {
      const call = 0.01 + Math.max(1 - Math.exp(networkLogMoneyness[cell]!), 0);
      // A standard deviation from 200 numbers is known to 5 %, the worst of 200 to four times that.
      expect(Math.abs(Math.sqrt(square) / (0.02 * call) - 1)).toBeLessThan(0.25);
    });
  });

  it('are missing here and there, or outside a window', () => {
    const scattered = { kind: 'scattered', share: 0.3 } as const;
    const left = Array.from(
      { length: 50 },
      (_, seed) =>
        quoted(disturbed({ ...undisturbed, missing: scattered }, seed)).filter(Boolean).length,
    );
    const mean = left.reduce((sum, n) => sum + n, 0) / (50 * 200);
    expect(Math.abs(mean - 0.7)).toBeLessThan(0.02);
    const missing = { kind: 'window', strikes: [5, 18], maturities: [2, 10] } as const;
    const expected = Array.from({ length: 200 }, (_, cell) => {
      return cell >= 50 && cell < 180 && cell % 10 >= 2;
    });
    expect(quoted(disturbed({ ...undisturbed, missing }))).toEqual(expected);
  });
});
