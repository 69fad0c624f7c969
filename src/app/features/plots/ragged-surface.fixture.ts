import { readFileSync } from 'node:fs';
import type { Surface } from '../../../calibration/quotes/surface.ts';

/** 87 quotes with bid and ask at 66 strikes and 7 maturities: puts below the forward, calls above. */
export function raggedSurface(): Surface {
  const url = new URL('../../../../e2e/fixtures/surfaces/ragged-index-quotes.csv', import.meta.url);
  const quotes = readFileSync(url, 'utf8')
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => {
      const [maturity, strike, type, bid, ask] = line.split(',');
      return {
        maturity: Number(maturity),
        strike: Number(strike),
        isPut: type === 'P',
        spread: { bid: Number(bid), ask: Number(ask) },
      };
    });
  const distinct = (values: number[]) => [...new Set(values)].sort((a, b) => a - b);
  const strikes = distinct(quotes.map(({ strike }) => strike));
  const maturities = distinct(quotes.map(({ maturity }) => maturity));
  const cells = strikes.flatMap((strike) =>
    maturities.map((maturity) =>
      quotes.find((quote) => quote.strike === strike && quote.maturity === maturity),
    ),
  );
  return {
    strikes,
    maturities,
    prices: cells.map((quote) => quote && (quote.spread.bid + quote.spread.ask) / 2),
    puts: cells.map((quote) => quote?.isPut ?? false),
    spreads: cells.map((quote) => quote?.spread),
    spot: 5230.5,
    rate: 0.043,
    dividendYield: 0.013,
  };
}
