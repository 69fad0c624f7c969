import { expect, test } from 'vitest';
import { raggedSurface } from '../features/plots/ragged-surface.fixture.ts';
import { someOutcome } from './outcome.fixture.ts';
import { quoteFits, quoteFitsCsv } from './quote-fits.ts';

const { fit } = someOutcome(raggedSurface());

test('each quote stands beside the model’s, residuals being model − market', () => {
  const quotes = quoteFits(fit);
  expect(quotes).toHaveLength(87);
  for (const quote of quotes) {
    expect(quote.price_residual).toBeCloseTo(quote.model_price! - quote.market_price!, 9);
    if (quote.volatility_residual_bp === null) continue;
    const difference = 1e4 * (quote.model_volatility! - quote.market_volatility!);
    expect(quote.volatility_residual_bp).toBeCloseTo(difference, 6);
  }
});

test('the sheet names model and surface, and a title is no formula', () => {
  const lines = quoteFitsCsv(fit, '=HYPERLINK("http://x")', ',').split('\r\n');
  expect(lines[0]).toBe('surface;"\'=HYPERLINK(""http://x"")"');
  expect(lines[1]).toMatch(/^model;Variance Gamma;sigma;0,\d+;nu;0,\d+;theta;-0,\d+$/);
  expect(lines[3]).toMatch(/^strike;maturity;option_type;log_moneyness;bid;ask;market_price;/);
  expect(lines.filter((line) => /^\d/.test(line))).toHaveLength(87);
});
