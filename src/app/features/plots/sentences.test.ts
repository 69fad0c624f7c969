import { describe, expect, it } from 'vitest';
import { fitSurface } from '../../../calibration/fit.ts';
import type { Surface } from '../../../calibration/surface.ts';
import { contractGrid } from '../../../levy/contract-grid.ts';
import { surfacePricer } from '../../../levy/pricer.ts';
import { varianceGamma } from '../../../levy/variance-gamma.ts';
import { cellViews } from './cells.ts';
import { describe as sentence } from './sentences.ts';

const out = new Float64Array(200);
surfacePricer(varianceGamma, contractGrid).prices([0.18, 0.35, -0.15], 'call', out);
const surface: Surface = { ...contractGrid, prices: Array.from(out) };
const fit = fitSurface(surface, varianceGamma, [0.19, 0.35, -0.15]);

function slice(maturity: number, fitted = true) {
  return cellViews(surface, fitted ? fit : undefined).filter((c) => c.index.maturity === maturity);
}

describe('cellViews', () => {
  it('puts every price and residual in its cell', () => {
    cellViews(surface, fit).forEach((cell, i) => {
      expect(cell.index).toEqual({ strike: Math.floor(i / 10), maturity: i % 10 });
      expect(cell.strike).toBe(surface.strikes[cell.index.strike]);
      expect(cell.maturity).toBe(surface.maturities[cell.index.maturity]);
      expect(cell.market.price).toBe(surface.prices[i]);
      expect(cell.model?.price).toBe(fit.modelPrices[i]);
      expect(cell.priceResidual).toBe(fit.priceResiduals[i]);
      expect(cell.volatilityResidual).toBe(fit.volatilityResiduals[i]);
    });
  });

  it('has the market alone before a fit', () => {
    const cell = slice(2, false)[9];
    expect(cell?.market.volatility.ok).toBe(true);
    expect(cell?.model).toBeUndefined();
    expect(cell?.volatilityResidual).toBeUndefined();
  });
});

describe('describe', () => {
  it('says what a smile shows, with its level and its largest residual', () => {
    expect(sentence('smile', 'volatility', surface, fit, slice(2), 2)).toMatch(
      /^Implied volatility by strike at maturity 0\.52 years: at the money at 0\.52 years the market is 1\d\.\d\d\u00a0%, the fit 1\d\.\d\d\u00a0%; largest residual \+\d+\u00a0bp at strike \d+\.\d\d\.$/,
    );
  });

  it('names the cell of the largest residual of all', () => {
    expect(sentence('residuals', 'price', surface, fit, slice(2), 2)).toMatch(
      /^Fit minus market call price for 20 strikes and 10 maturities: .*; largest residual \+\d\.\d{4} at strike \d+\.\d\d, maturity 2\.00\.$/,
    );
  });

  it('does without a fit', () => {
    const text = sentence('surface', 'volatility', surface, undefined, slice(0, false), 0);
    expect(text).toContain('the market is');
    expect(text).toMatch(/; nothing is fitted yet\.$/);
  });
});
