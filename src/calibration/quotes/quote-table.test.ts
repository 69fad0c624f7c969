import { expect, test } from 'vitest';
import { contourPricer } from '../../levy/contour-sum.ts';
import { surfacePricer } from '../../levy/pricer.ts';
import { varianceGamma } from '../../levy/variance-gamma.ts';
import { quoteTable, toTimeValues } from './quote-table.ts';
import type { Surface } from './surface.ts';

const parameters = [0.2, 0.4, -0.15];
const market = { spot: 120, rate: 0.03, dividendYield: 0.01 };
const grid = { ...market, strikes: [90, 110, 125, 140], maturities: [0.2, 0.7, 1.5] };

/** Calls and puts of the model, some missing, as a surface. */
function modelSurface(): Surface {
  const calls = new Float64Array(12);
  const puts = new Float64Array(12);
  const pricer = surfacePricer(varianceGamma, grid);
  pricer.prices(parameters, 'call', calls);
  pricer.prices(parameters, 'put', puts);
  const isPut = Array.from(calls, (_, cell) => cell % 2 === 0);
  const prices = isPut.map((put, cell) => (cell === 4 ? undefined : (put ? puts : calls)[cell]));
  const spreads = prices.map((price, cell) =>
    price !== undefined && cell > 5 ? { bid: price - 0.1, ask: price + 0.1 } : undefined,
  );
  return { ...grid, prices, puts: isPut, spreads };
}

test('calls and puts, in and out of the money, come to the time values of the pricer', () => {
  const surface = modelSurface();
  const table = quoteTable(surface);
  expect(table.count).toBe(11);
  expect(table.cells).not.toContain(4);
  const own = new Float64Array(table.count);
  contourPricer(varianceGamma, table.layout).forwardCalls(parameters, own);
  toTimeValues(own, table, own);
  for (let i = 0; i < table.count; i++) {
    expect(table.timeValue[i]).toBeCloseTo(own[i]!, 12);
    const price = (table.timeValue[i]! + table.intrinsic[i]!) * table.scale[i]!;
    expect(price).toBeCloseTo(surface.prices[table.cells[i]!]!, 12);
  }
});

test('a half-spread is over the forward, and NaN where the quote has one price', () => {
  const table = quoteTable(modelSurface());
  table.cells.forEach((cell, i) => {
    if (cell <= 5) expect(table.halfSpread[i]).toBeNaN();
    else expect(table.halfSpread[i]! * table.scale[i]!).toBeCloseTo(0.1, 12);
  });
});

test('forwards of their own replace spot, rate and yield', () => {
  const { maturities } = grid;
  const forwards = maturities.map((T) => 120 * Math.exp(0.02 * T));
  const own = quoteTable({ ...modelSurface(), dividendYield: 0.5, forwards });
  const same = quoteTable(modelSurface());
  own.logMoneyness.forEach((k, i) => {
    expect(k).toBeCloseTo(same.logMoneyness[i]!, 12);
    expect(own.timeValue[i]).toBeCloseTo(same.timeValue[i]!, 12);
  });
});
