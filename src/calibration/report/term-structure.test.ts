import { describe, expect, it } from 'vitest';
import { blackPrice } from '../../levy/black.ts';
import { cgmy } from '../../levy/cgmy.ts';
import { linspace } from '../../levy/contract-grid.ts';
import { surfacePricer } from '../../levy/pricer.ts';
import { varianceGamma } from '../../levy/variance-gamma.ts';
import type { Surface } from '../quotes/surface.ts';
import { marketVolatilities } from './fit.ts';
import { denseMaturities, marketTerm, modelTerm } from './term-structure.ts';

const maturities = [0.25, 1, 2];
const market = { spot: 100, rate: 0.03, dividendYield: 0.01 };

/** Calls at a volatility that depends on ln(K/F) and the maturity. */
function surfaceOf(strikes: readonly number[], smile: (k: number, T: number) => number): Surface {
  const prices = strikes.flatMap((strike) =>
    maturities.map((T) => {
      const forward = market.spot * Math.exp((market.rate - market.dividendYield) * T);
      const k = Math.log(strike / forward);
      return forward * Math.exp(-market.rate * T) * blackPrice(k, smile(k, T) * Math.sqrt(T));
    }),
  );
  return { ...market, strikes, maturities, prices };
}

describe('marketTerm', () => {
  it('gives back a smile that is linear in total variance, wherever the strikes lie', () => {
    const smile = (k: number, T: number) => Math.sqrt(0.04 + 0.01 * T - 0.05 * k);
    const surface = surfaceOf([70, 83, 98, 107, 121, 140], smile);
    for (const { maturity, volatility, skew } of marketTerm(surface, marketVolatilities(surface))) {
      expect(volatility).toBeCloseTo(smile(0, maturity), 10);
      const expected = smile(Math.log(0.9), maturity) - smile(Math.log(1.1), maturity);
      expect(skew).toBeCloseTo(expected, 10);
    }
  });

  it('says nothing beyond the quotes', () => {
    const surface = surfaceOf([104, 110, 125], () => 0.2);
    const [short, , long] = marketTerm(surface, marketVolatilities(surface));
    // The forward is 100.5 at first and 104.1 in the end.
    expect(short).toEqual({ maturity: 0.25, volatility: undefined, skew: undefined });
    expect(long?.volatility).toBeCloseTo(0.2, 10);
    expect(long?.skew).toBeUndefined();
  });

  it('leaves out what is not quoted', () => {
    const full = surfaceOf([80, 100, 105, 120], () => 0.25);
    const prices = full.prices.map((price, cell) => (cell === 3 || cell === 6 ? undefined : price));
    const surface = { ...full, prices };
    const [short] = marketTerm(surface, marketVolatilities(surface));
    expect(short?.volatility).toBeCloseTo(0.25, 10);
  });
});

describe('modelTerm', () => {
  it.each([
    [varianceGamma, [0.18, 0.35, -0.15]],
    [cgmy, [0.08, 3.5, 9, 0.9]],
  ] as const)('agrees with quotes that %s made, up to their interpolation', (model, parameters) => {
    const strikes = linspace(60, 150, 181);
    const prices = new Float64Array(strikes.length * maturities.length);
    surfacePricer(model, { ...market, strikes, maturities }).prices(parameters, 'call', prices);
    const surface = { ...market, strikes, maturities, prices: [...prices] };
    const quoted = marketTerm(surface, marketVolatilities(surface));
    for (const [t, made] of modelTerm(model, parameters, maturities).entries()) {
      expect(made.maturity).toBe(maturities[t]);
      expect(Math.abs(made.volatility! - quoted[t]!.volatility!)).toBeLessThan(2e-5);
      expect(Math.abs(made.skew! - quoted[t]!.skew!)).toBeLessThan(2e-5);
    }
  });

  it('refuses parameters outside the domain', () => {
    expect(() => modelTerm(varianceGamma, [-1, 0.3, 0], [1])).toThrow(RangeError);
  });
});

it('dense maturities hold the quoted ones and rise', () => {
  const dense = denseMaturities(maturities, 50);
  expect(dense).toHaveLength(53);
  for (const maturity of maturities) expect(dense).toContain(maturity);
  for (let i = 1; i < dense.length; i++) expect(dense[i]!).toBeGreaterThan(dense[i - 1]!);
  expect(denseMaturities([0.5], 10)).toEqual([0.5]);
});
