import { describe, expect, it } from 'vitest';
import { blackVega } from '../../levy/black.ts';
import { cgmy } from '../../levy/cgmy.ts';
import { contractGrid } from '../../levy/contract-grid.ts';
import type { LevyModel } from '../../levy/model.ts';
import { surfacePricer } from '../../levy/pricer.ts';
import { varianceGamma } from '../../levy/variance-gamma.ts';
import { cellPlace, type Surface } from '../quotes/surface.ts';
import { errorSummary, fitSurface, marketVolatilities, modelCurve } from './fit.ts';

const { strikes, maturities, spot } = contractGrid;

function surfaceOf(model: LevyModel, parameters: readonly number[]) {
  const out = new Float64Array(strikes.length * maturities.length);
  surfacePricer(model, contractGrid).prices(parameters, 'call', out);
  return { ...contractGrid, prices: Array.from(out) };
}

const index = {
  parameters: [0.18, 0.35, -0.15],
  surface: surfaceOf(varianceGamma, [0.18, 0.35, -0.15]),
};

describe('fitSurface', () => {
  it.each([
    [varianceGamma, index.parameters],
    [varianceGamma, [0.1, 0.1, 0]],
    [cgmy, [0.08, 3.5, 9, 0.9]],
  ] as const)('leaves nothing of a surface of %s itself', (model, parameters) => {
    const fit = fitSurface(surfaceOf(model, parameters), model, parameters);
    expect(fit.priceError?.count).toBe(200);
    expect(fit.priceError?.rmse).toBeLessThan(1e-12);
    expect(fit.volatilityError?.rmse).toBeLessThan(1e-5);
  });

  it('gives model − market: positive where the model is dearer', () => {
    const fit = fitSurface(index.surface, varianceGamma, [0.2, 0.35, -0.15]);
    expect(Math.min(...(fit.priceResiduals as number[]))).toBeGreaterThan(0);
    expect(fit.volatilityResiduals.every((bp) => bp === undefined || bp > 0)).toBe(true);
  });

  it('moves price by vega times volatility, to first order', () => {
    const { surface } = index;
    const fit = fitSurface(surface, varianceGamma, [0.18001, 0.35, -0.15]);
    fit.volatilityResiduals.forEach((bp, cell) => {
      const quoted = fit.marketVolatilities[cell];
      if (bp === undefined || !quoted?.ok) return;
      const { logMoneyness: k, maturity: T } = cellPlace(surface, cell);
      const vega = spot * blackVega(k, quoted.volatility * Math.sqrt(T)) * Math.sqrt(T);
      expect((fit.priceResiduals[cell] as number) / (vega * bp * 1e-4)).toBeCloseTo(1, 2);
    });
  });

  it('gives back a shift of the volatility where the model is nearly Black’s', () => {
    const nearBlack = surfaceOf(varianceGamma, [0.3, 0.001, 0]);
    const fit = fitSurface(nearBlack, varianceGamma, [0.301, 0.001, 0]);
    expect(fit.volatilityError?.count).toBeGreaterThan(190);
    for (const bp of fit.volatilityResiduals) {
      if (bp !== undefined) expect(Math.abs(bp - 10)).toBeLessThan(0.1);
    }
  });

  it('finds the one cell that is wrong', () => {
    const prices = index.surface.prices.map((price, cell) => (cell === 94 ? price + 0.5 : price));
    const fit = fitSurface({ ...index.surface, prices }, varianceGamma, index.parameters);
    expect(fit.priceError).toMatchObject({ strike: 9, maturity: 4 });
    expect(fit.priceError?.largest).toBeCloseTo(-0.5, 12);
    expect(fit.priceError?.rmse).toBeCloseTo(0.5 / Math.sqrt(200), 12);
    expect(fit.volatilityError).toMatchObject({ strike: 9, maturity: 4 });
    expect(Math.abs(errorSummary(fit.priceResiduals, 10, 3)?.largest ?? 1)).toBeLessThan(1e-12);
    expect(fit.priceError?.bias).toBeCloseTo(-0.5 / 200, 12);
  });

  it('does not depend on the unit of currency', () => {
    const scaled: Surface = {
      ...index.surface,
      spot: 52 * spot,
      strikes: strikes.map((K) => 52 * K),
      prices: index.surface.prices.map((price) => 52 * price),
    };
    const one = fitSurface(index.surface, varianceGamma, [0.19, 0.4, -0.1]);
    const other = fitSurface(scaled, varianceGamma, [0.19, 0.4, -0.1]);
    expect(other.volatilityError?.count).toBe(one.volatilityError?.count);
    expect(other.volatilityError?.rmse).toBeCloseTo(one.volatilityError?.rmse as number, 6);
    expect(other.priceError?.rmse).toBeCloseTo(52 * (one.priceError?.rmse as number), 9);
  });

  it('refuses parameters outside the domain', () => {
    expect(() => fitSurface(index.surface, varianceGamma, [-0.1, 0.3, 0])).toThrow(RangeError);
    expect(() => fitSurface(index.surface, cgmy, [0.1, 5, 0.9, 1])).toThrow(/M > 1/);
  });
});

describe('marketVolatilities', () => {
  it('says why a cell has no volatility', () => {
    const prices = [...index.surface.prices];
    prices[0] = 20.3; // intrinsic is 20.4
    prices[1] = 100.5;
    prices[190] = 0;
    prices[2] = Number.NaN;
    const found = marketVolatilities({ ...index.surface, prices });
    const reason = (cell: number) => {
      const one = found[cell];
      return one && !one.ok ? one.reason : undefined;
    };
    expect([0, 1, 190, 2].map(reason)).toEqual([
      'below-intrinsic',
      'above-maximum',
      'no-time-value',
      'not-finite',
    ]);
    const fit = fitSurface({ ...index.surface, prices }, varianceGamma, index.parameters);
    expect(fit.volatilityResiduals[0]).toBeUndefined();
    expect(fit.priceResiduals[0]).toBeGreaterThan(0);
  });

  it('drops the volatilities that rounding to cents alone could move by more than 50 bp', () => {
    const exact = surfaceOf(varianceGamma, [0.1, 0.1, 0]);
    const cents = { ...exact, prices: exact.prices.map((price) => Math.round(price * 100) / 100) };
    const fit = fitSurface(cents, varianceGamma, [0.1, 0.1, 0]);
    expect(fit.marketVolatilities[0]?.ok).toBe(false);
    expect(fit.marketVolatilities[100]?.ok).toBe(true);
    expect(Math.abs(fit.volatilityError?.largest as number)).toBeLessThan(55);
    expect(fit.volatilityError?.count).toBeGreaterThan(170);
    expect(fit.volatilityError?.count).toBeLessThan(200);
  });
});

describe('modelCurve', () => {
  it('passes through the model’s prices and volatilities at the strikes', () => {
    const fit = fitSurface(index.surface, varianceGamma, index.parameters);
    const curve = modelCurve(index.surface, varianceGamma, index.parameters, 3, 39);
    expect(curve).toHaveLength(39);
    strikes.forEach((strike, i) => {
      const point = curve[2 * i];
      const volatility = fit.modelVolatilities[10 * i + 3];
      expect(point?.strike).toBeCloseTo(strike, 12);
      expect(point?.call).toBeCloseTo(fit.modelPrices[10 * i + 3] as number, 10);
      expect(point?.volatility).toBeCloseTo(volatility?.ok ? volatility.volatility : 0, 8);
    });
  });

  it('has no volatility where the model has no time value', () => {
    const calm = surfaceOf(varianceGamma, [0.02, 0.1, 0]);
    const curve = modelCurve(calm, varianceGamma, [0.02, 0.1, 0], 0, 41);
    expect(curve[0]?.volatility).toBeUndefined();
    expect(curve.some(({ volatility }) => volatility !== undefined)).toBe(true);
  });
});
