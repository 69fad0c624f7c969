import { expect, test } from 'vitest';
import type { Quote } from '../../../../calibration/quotes/quotes.ts';
import { blackPrice } from '../../../../levy/black.ts';
import { listMarket } from './implied-market.ts';

const screen = { spot: 100, rate: 0.05, dividendYield: 0 };
const silent = { problems: [], notes: [] };

/** Quotes in cents under a skewed smile; puts below the forward and calls above, or both. */
function quotes(
  { spot, rate, dividendYield }: typeof screen,
  maturities: readonly number[],
  both = false,
): Quote[] {
  return maturities.flatMap((maturity) => {
    const forward = spot * Math.exp((rate - dividendYield) * maturity);
    return [0.86, 0.9, 0.94, 0.97, 1.02, 1.05, 1.1].flatMap((share): Quote[] => {
      const strike = Math.round(spot * share);
      const k = Math.log(strike / forward);
      const volatility = 0.2 - 0.3 * k + 0.4 * k * k;
      const types = both ? (['call', 'put'] as const) : [k < 0 ? ('put' as const) : 'call'];
      return types.map((type) => {
        const present = forward * Math.exp(-rate * maturity);
        const value = present * blackPrice(k, volatility * Math.sqrt(maturity), type as 'call');
        return { strike, maturity, type: type as 'call', price: Math.round(100 * value) / 100 };
      });
    });
  });
}

const truth = { spot: 5230.5, rate: 0.05, dividendYield: 0.013 };

test('puts and calls out of the money tell spot and dividend yield', () => {
  const found = listMarket(quotes(truth, [0.05, 0.25, 1, 2]), silent, screen);
  expect(Math.abs((found?.spot ?? 0) / 5230.5 - 1)).toBeLessThan(0.001);
  expect(found?.dividendYield).toBeCloseTo(0.013, 3);
  expect(found?.notes).toEqual([
    expect.stringMatching(
      /^The text names no spot, and the 100 on the screen does not fit: set to/,
    ),
    expect.stringMatching(/^The text names no dividend yield, and the 0 % on the screen does not/),
  ]);
});

test('pairs tell the spot, and leave the forwards to put–call parity', () => {
  const found = listMarket(quotes(truth, [0.05, 0.25, 1, 2], true), silent, screen);
  expect(Math.abs((found?.spot ?? 0) / 5230.5 - 1)).toBeLessThan(0.0001);
  expect(found).not.toHaveProperty('dividendYield');
  expect(found?.notes).toEqual([expect.stringMatching(/as put–call parity has it/)]);
});

test('a market on the screen that fits is kept, and so is what the text tells', () => {
  const given = quotes(truth, [0.05, 0.25, 1, 2]);
  expect(listMarket(given, silent, truth)).toEqual({ ...truth, notes: [] });
  const told = { ...silent, spot: 5000, rate: 0.01, dividendYield: 0.02 };
  expect(listMarket(given, told, screen)).toEqual({
    spot: 5000,
    rate: 0.01,
    dividendYield: 0.02,
    notes: [],
  });
  const spotTold = listMarket(given, { ...silent, spot: 5230.5 }, screen);
  expect(spotTold?.spot).toBe(5230.5);
  expect(spotTold?.dividendYield).toBeCloseTo(0.013, 3);
});

test('one maturity tells the spot under the rate and dividend yield of the screen', () => {
  const at = { ...truth, dividendYield: 0 };
  const found = listMarket(quotes(at, [0.5]), silent, screen);
  expect(Math.abs((found?.spot ?? 0) / 5230.5 - 1)).toBeLessThan(0.001);
  expect(found?.dividendYield).toBe(0);
});

test('calls alone tell nothing', () => {
  const calls = quotes(truth, [0.5]).filter(({ type }) => type === 'call');
  expect(listMarket(calls, silent, screen)).toBeUndefined();
  const told = { ...silent, spot: 5230.5 };
  expect(listMarket(calls, told, screen)).toEqual({ ...screen, spot: 5230.5, notes: [] });
});
