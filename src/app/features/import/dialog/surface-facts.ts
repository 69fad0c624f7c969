import { cellPlace, quotedCells, type Surface } from '../../../../calibration/quotes/surface.ts';
import { impliedVolatility } from '../../../../levy/black.ts';
import { fixed, percent } from '../../../format/numbers.ts';
import { axisDecimals, gridDecimals } from '../../../format/quotes.ts';

/** What tells at a glance whether a table was read as it was meant: a name and its value each. */
export function surfaceFacts(surface: Surface): ReadonlyArray<readonly [string, string]> {
  const { strikes, maturities, prices, puts, spot, rate, dividendYield, forwards } = surface;
  const quotes = quotedCells(surface);
  const given = quotes.map((cell) => prices[cell] ?? 0);
  const ofCells = quotes.length < prices.length ? ` of ${prices.length} cells` : '';
  const volatilities = nearTheMoney(surface);
  const decimals = gridDecimals(surface);
  return [
    ['Strikes', `${strikes.length}: ${range(strikes, axisDecimals(strikes))}`],
    ['Maturities', `${maturities.length}: ${range(maturities, axisDecimals(maturities))} years`],
    [puts?.includes(true) ? 'Quotes, calls and puts' : 'Quotes', `${quotes.length}${ofCells}`],
    ['Prices', range(given, Math.min(decimals, 4))],
    ['Implied volatility near the money', volatilities ?? 'none: the prices allow none'],
    [
      'Spot, rate, dividend',
      `${fixed(spot, axisDecimals([spot, spot + 1]))}, ${percent(rate)}, ${forwards ? 'from the quotes' : percent(dividendYield)}`,
    ],
  ];
}

function range(values: readonly number[], decimals: number): string {
  const low = values.reduce((least, value) => Math.min(least, value), Number.POSITIVE_INFINITY);
  const high = values.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY);
  return low === high
    ? fixed(low, decimals)
    : `${fixed(low, decimals)} to ${fixed(high, decimals)}`;
}

/** Of each maturity's quote nearest the forward; undefined where none has a volatility. */
function nearTheMoney(surface: Surface): string | undefined {
  const width = surface.maturities.length;
  const found = surface.maturities.flatMap((_, column) => {
    const cells = surface.strikes
      .map((_, row) => row * width + column)
      .filter((cell) => surface.prices[cell] !== undefined)
      .map((cell) => ({ cell, place: cellPlace(surface, cell) }))
      .sort((a, b) => Math.abs(a.place.logMoneyness) - Math.abs(b.place.logMoneyness));
    const [nearest] = cells;
    if (!nearest) return [];
    const { scale, logMoneyness, maturity, type } = nearest.place;
    const price = surface.prices[nearest.cell] ?? Number.NaN;
    const implied = impliedVolatility(price / scale, logMoneyness, maturity, type);
    return implied.ok ? [implied.volatility] : [];
  });
  if (found.length === 0) return undefined;
  const [low, high] = [Math.min(...found), Math.max(...found)];
  return percent(low) === percent(high)
    ? percent(low)
    : `${fixed(100 * low, 2)} to ${percent(high)}`;
}
