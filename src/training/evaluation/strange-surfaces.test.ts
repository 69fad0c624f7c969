import { describe, expect, it, test } from 'vitest';
import { impliedVolatility } from '../../levy/black.ts';
import { models } from '../../levy/models.ts';
import { networkLogMoneyness, networkMaturity } from '../../network/network-grid.ts';
import { randomStream, standardNormal } from '../data/random.ts';
import { areaUnderCurve, strangersTo } from './strange-surfaces.ts';

describe('areaUnderCurve', () => {
  it('is 1 where every stranger scores higher, 0 where none does, a half for equals', () => {
    expect(areaUnderCurve([3, 4], [1, 2])).toBe(1);
    expect(areaUnderCurve([1, 2], [3, 4])).toBe(0);
    expect(areaUnderCurve([1, 1, 1], [1, 1])).toBe(0.5);
    expect(areaUnderCurve([2], [1, 2, 3])).toBe(0.5);
  });

  it('is Φ(d/√2) for normal scores that are d apart', () => {
    const random = randomStream(4);
    const draw = (shift: number) =>
      Array.from({ length: 20_000 }, () => shift + standardNormal(random));
    // Φ(1/√2) by tables.
    expect(areaUnderCurve(draw(1), draw(0))).toBeCloseTo(0.7602, 2);
  });

  it('comes to an end where a score is no number', () => {
    expect(areaUnderCurve([NaN, 2], [1, NaN])).toBeGreaterThanOrEqual(0);
  });
});

test.each(models)('strangers to $title are finite, and each of its kind', (model) => {
  const random = randomStream(5);
  const out = new Float64Array(200);
  for (const { name, next } of strangersTo(model)) {
    for (let n = 0; n < 20; n++) {
      next(random, out);
      expect(out.every(Number.isFinite)).toBe(true);
      if (!name.includes('skew')) continue;
      // The volatility falls with the strike, alike at the first and the last maturity.
      const volatility = (cell: number) => {
        const k = networkLogMoneyness[cell]!;
        const found = impliedVolatility(
          out[cell]!,
          k,
          networkMaturity(cell),
          k >= 0 ? 'call' : 'put',
        );
        return found.ok ? found.volatility : NaN;
      };
      const slope = (maturity: number) =>
        (volatility(150 + maturity) - volatility(50 + maturity)) /
        (networkLogMoneyness[150 + maturity]! - networkLogMoneyness[50 + maturity]!);
      expect(slope(9)).toBeLessThan(-0.29);
      expect(slope(9)).toBeCloseTo(slope(5), 6);
    }
  }
});
