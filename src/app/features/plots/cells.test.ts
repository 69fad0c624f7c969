import { describe, expect, it } from 'vitest';
import { fitSurface } from '../../../calibration/report/fit.ts';
import { cgmy } from '../../../levy/cgmy.ts';
import { cellViews, drawnType, insideCount, isQuoted, spreadLevels } from './cells.ts';
import { raggedSurface } from './ragged-surface.fixture.ts';

const surface = raggedSurface();
const fit = fitSurface(surface, cgmy, [0.024, 0.9, 8.2, 1.28]);
const cells = cellViews(surface, fit);
const quotes = cells.filter(isQuoted);

describe('cellViews', () => {
  it('puts every price and residual in its cell, and nothing where nothing is quoted', () => {
    cells.forEach(({ index, strike, maturity, quote }, i) => {
      expect(index).toEqual({ strike: Math.floor(i / 7), maturity: i % 7 });
      expect(strike).toBe(surface.strikes[index.strike]);
      expect(maturity).toBe(surface.maturities[index.maturity]);
      expect(quote?.market.price).toBe(surface.prices[i]);
      expect(quote?.model?.price).toBe(fit.modelPrices[i]);
      expect(quote?.priceResidual).toBe(fit.priceResiduals[i]);
      expect(quote?.volatilityResidual).toBe(fit.volatilityResiduals[i]);
    });
    expect(quotes).toHaveLength(87);
  });

  it('has the market alone before a fit', () => {
    const [cell] = cellViews(surface, undefined).filter(isQuoted);
    expect(cell?.quote.market.volatility.ok).toBe(true);
    expect(cell?.quote.model).toBeUndefined();
    expect(cell?.quote.isInside).toBeUndefined();
  });

  it('finds the volatility of the mid between those of bid and ask', () => {
    for (const cell of quotes) {
      const { volatility } = cell.quote.market;
      const { bid, ask } = spreadLevels(cell, 'volatility') ?? {};
      if (!volatility.ok) continue;
      expect(bid).toBeLessThan(100 * volatility.volatility);
      expect(ask).toBeGreaterThan(100 * volatility.volatility);
    }
  });

  it('tells which model prices lie inside bid and ask', () => {
    const expected = quotes.filter(({ quote }) => {
      const { bid, ask } = quote.spread!;
      return bid.price <= quote.model!.price && quote.model!.price <= ask.price;
    });
    expect(insideCount(cells)).toEqual({ inside: expected.length, of: 87 });
    expect(expected.length).toBeGreaterThan(0);
    expect(expected.length).toBeLessThan(87);
  });
});

describe('drawnType', () => {
  const slice = quotes.filter(({ index }) => index.maturity === 2);
  const forward = 5269;

  it('is that of the quotes around, and turns at the forward between a put and a call', () => {
    expect(drawnType(slice, slice[0]!.strike, forward)).toBe('put');
    expect(drawnType(slice, slice.at(-1)!.strike, forward)).toBe('call');
    expect(drawnType(slice, forward - 1, forward)).toBe('put');
    expect(drawnType(slice, forward + 1, forward)).toBe('call');
  });

  it('is that of the only quotes there are, in the money too', () => {
    const calls = slice.map((cell) => ({
      ...cell,
      quote: { ...cell.quote, type: 'call' as const },
    }));
    expect(drawnType(calls, 4000, forward)).toBe('call');
    expect(drawnType(calls, forward - 1, forward)).toBe('call');
    expect(drawnType([], 4000, forward)).toBe('call');
  });
});
