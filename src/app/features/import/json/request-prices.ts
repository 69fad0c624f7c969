import type { Problem, Surface } from '../../../../calibration/quotes/surface.ts';
import { contractGrid } from '../../../../levy/contract-grid.ts';
import { count, shortNumber } from '../words.ts';
import { type JsonObject, type RequestMarket, toNumber } from './request-values.ts';

const PRICES = contractGrid.strikes.length * contractGrid.maturities.length;
const MOST = { strikes: 300, maturities: 60 };

/**
 * The grid of option_prices over strikes and maturities, strike by strike; the contract's axes where
 * the request has none. What is wrong goes to `problems`; the market is read after the grid.
 */
export function requestPrices(
  request: JsonObject,
  problems: Problem[],
  notes: string[],
): (market: RequestMarket) => Surface {
  const axis = (name: 'strikes' | 'maturities'): readonly number[] => {
    const given = request[name];
    if (given !== undefined) return readAxis(name, given, problems);
    const range = name === 'strikes' ? '80…120' : '0.1…2.0';
    notes.push(`No ${name} in the request: the contract's ${range} are used.`);
    return contractGrid[name];
  };
  const strikes = axis('strikes');
  const maturities = axis('maturities');
  const prices =
    strikes.length > 0 && maturities.length > 0
      ? readPrices(request.option_prices, strikes, maturities, problems)
      : [];
  const gaps = prices.filter((price) => price === undefined).length;
  if (gaps > 0) notes.push(`${gaps} of ${count(prices.length, 'price')} are null: not quoted.`);
  return ({ spot, rate, dividendYield = 0 }) => {
    return { strikes, maturities, prices, spot, rate, dividendYield };
  };
}

function readPrices(
  given: unknown,
  strikes: readonly number[],
  maturities: readonly number[],
  problems: Problem[],
): Array<number | undefined> {
  const size = strikes.length * maturities.length;
  if (!Array.isArray(given)) {
    const what = given === undefined ? 'is missing' : 'is not a list';
    problems.push({
      message: `option_prices ${what}. Write ${size} prices in one list, strike by strike.`,
    });
    return [];
  }
  if (given.length !== size) {
    const shape = `${strikes.length} strikes × ${maturities.length} maturities, strike by strike`;
    const advice = size === PRICES ? '' : ' Correct the list, or strikes and maturities.';
    problems.push({
      message: `option_prices has ${count(given.length, 'price')} instead of ${size} (${shape}).${advice}`,
    });
  }
  return given.slice(0, size).map((element: unknown, index) => {
    if (element === null) return undefined;
    const value = toNumber(element);
    if (typeof value === 'number' && value >= 0) return value || 0;
    const cell = {
      strike: Math.floor(index / maturities.length),
      maturity: index % maturities.length,
    };
    const strike = shortNumber(strikes[cell.strike] ?? Number.NaN);
    const maturity = shortNumber(maturities[cell.maturity] ?? Number.NaN);
    const trouble =
      typeof value === 'string'
        ? `${value} Write a price, or null where nothing is quoted.`
        : `the price ${value} is negative. An option is worth 0 or more: correct it.`;
    problems.push({
      message: `option_prices[${index}] (strike ${strike}, maturity ${maturity}): ${trouble}`,
      cell,
    });
    return undefined;
  });
}

/** Increasing numbers above 0; empty where they are not, which is a problem. */
function readAxis(
  name: 'strikes' | 'maturities',
  given: unknown,
  problems: Problem[],
): readonly number[] {
  const before = problems.length;
  if (!Array.isArray(given) || given.length === 0 || given.length > MOST[name]) {
    const has = Array.isArray(given) ? `has ${count(given.length, 'number')}` : 'is not a list';
    problems.push({
      message: `${name} ${has}. Write 1 to ${MOST[name]} increasing numbers above 0.`,
    });
    return [];
  }
  const values: number[] = [];
  given.forEach((element: unknown, index) => {
    const value = toNumber(element);
    const last = values.at(-1) ?? 0;
    if (typeof value === 'string')
      problems.push({ message: `${name}[${index}]: ${value} Write a number above 0.` });
    else if (value <= last)
      problems.push({
        message: `${name}[${index}]: ${value} is not above ${last}. The ${name} must be above 0 and increase: sort or correct them.`,
      });
    else values.push(value);
  });
  return problems.length > before ? [] : values;
}
