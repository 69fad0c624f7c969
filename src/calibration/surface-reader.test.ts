import { expect, test } from 'vitest';
import { blackPrice, impliedVolatility } from '../levy/black.ts';
import { contractGrid, linspace } from '../levy/contract-grid.ts';
import type { OptionGrid } from '../levy/option-layout.ts';
import { surfacePricer } from '../levy/pricer.ts';
import { varianceGamma } from '../levy/variance-gamma.ts';
import { cellFeature, surfaceFeatures } from '../network/features.ts';
import { quoteTable } from './quotes/quote-table.ts';
import type { Surface } from './quotes/surface.ts';
import { surfaceReader } from './surface-reader.ts';

const FLOOR = 1e-5;
const parameters = [0.25, 0.4, -0.2];

function modelSurface(grid: OptionGrid): Surface {
  const prices = new Float64Array(grid.strikes.length * grid.maturities.length);
  surfacePricer(varianceGamma, grid).prices(parameters, 'call', prices);
  return {
    strikes: [...Array.from(grid.strikes)],
    maturities: [...Array.from(grid.maturities)],
    prices: [...prices],
    spot: grid.spot,
    rate: grid.rate,
    dividendYield: grid.dividendYield,
  };
}

const readerOf = (surface: Surface) => surfaceReader(varianceGamma, quoteTable(surface), FLOOR);

const calls = new Float64Array(200);
surfacePricer(varianceGamma, contractGrid).forwardCalls(parameters, calls);
const truth = surfaceFeatures(calls, FLOOR);

/** In ln of volatility, of the cells that there are. */
const largestError = (timeValues: Float64Array) =>
  timeValues.reduce((worst, value, cell) => {
    if (Number.isNaN(value)) return worst;
    return Math.max(worst, Math.abs(cellFeature(cell, value, FLOOR) - truth[cell]!));
  }, 0);

/** Cells with a value, told by their strike at a spot of 100 and their maturity. */
const cellsWhere = (isThere: (strike: number, maturity: number) => boolean) =>
  contractGrid.strikes.flatMap((K) => contractGrid.maturities.map((T) => isThere(K, T)));
const isThere = (timeValues: Float64Array) =>
  Array.from(timeValues, (value) => !Number.isNaN(value));
const all = cellsWhere(() => true);

test('a surface on the contract’s grid is read as it is, in any currency', () => {
  const reader = readerOf(modelSurface(contractGrid));
  expect(reader.exact).toBe(true);
  expect(isThere(reader.first())).toEqual(all);
  expect(largestError(reader.first())).toBeLessThan(1e-12);
  const strikes = contractGrid.strikes.map((K) => 52.305 * K);
  const large = readerOf(modelSurface({ ...contractGrid, spot: 5230.5, strikes }));
  expect(large.exact).toBe(true);
  expect(isThere(large.first())).toEqual(all);
  expect(largestError(large.first())).toBeLessThan(1e-9);
});

test('a surface on the contract’s grid with gaps is read as it is, gaps included', () => {
  const full = modelSurface(contractGrid);
  const isQuoted = all.map((_, cell) => cell > 3 && cell % 7 !== 0 && Math.floor(cell / 10) !== 12);
  const prices = full.prices.map((price, cell) => (isQuoted[cell] ? price : undefined));
  const reader = readerOf({ ...full, prices });
  expect(reader.exact).toBe(true);
  expect(isThere(reader.first())).toEqual(isQuoted);
  expect(largestError(reader.first())).toBeLessThan(1e-12);
  // Whatever the parameters: nothing was interpolated.
  expect(reader.around([0.5, 0.9, 0])).toEqual(reader.first());
});

/** Each with the cells that have a quote near them. */
const otherGrids: ReadonlyArray<readonly [string, OptionGrid, boolean[]]> = [
  [
    'another rate',
    { ...contractGrid, rate: 0.01 },
    // Forwards differ by 4 % a year, and cells may lie 2.5 % beyond the lowest strike.
    cellsWhere((K, T) => Math.log(K / 80) - 0.04 * T > -0.025),
  ],
  ['rounded strikes', { ...contractGrid, strikes: contractGrid.strikes.map(Math.round) }, all],
  ['other maturities', { ...contractGrid, maturities: linspace(0.08, 1.7, 10) }, all],
  [
    'few maturities',
    { ...contractGrid, maturities: [0.5, 0.75, 1] },
    // Half as much again, or as little.
    cellsWhere((_, T) => T > 0.5 / 1.5 && T < 1.5),
  ],
  [
    'a narrow strip of strikes',
    { ...contractGrid, strikes: linspace(92, 110, 20) },
    cellsWhere((K) => K > 92 * Math.exp(-0.025) && K < 110 * Math.exp(0.025)),
  ],
];

test.each(otherGrids)('%s: the true model leaves nothing to interpolate', (_, grid, near) => {
  const reader = readerOf(modelSurface(grid));
  expect(reader.exact).toBe(false);
  expect(isThere(reader.first())).toEqual(near);
  const around = reader.around(parameters);
  const there = isThere(around).filter(Boolean).length;
  expect(there).toBeGreaterThan(50);
  expect(there).toBeLessThanOrEqual(grid.strikes.length * grid.maturities.length);
  // Only cells that quotes are near.
  expect(isThere(around).every((is, cell) => !is || near[cell])).toBe(true);
  expect(largestError(around)).toBeLessThan(1e-9);
});

test('a quote moves its nearest cell and no other, by as much as it is off', () => {
  const maturities = [0.11, 0.5, 1.02];
  const surface = modelSurface({ ...contractGrid, strikes: [88, 100.5, 111], maturities });
  const exact = readerOf(surface).around(parameters);
  const lift = 1.02;
  const { strikes, spot, rate } = surface;
  // The middle quote, K 100.5 and T 0.5, with its volatility 2 % up.
  const k = Math.log((strikes[1] ?? 0) / spot) - rate * 0.5;
  const found = impliedVolatility((surface.prices[4] ?? 0) / spot, k, 0.5);
  if (!found.ok) throw new Error('This quote has a volatility.');
  const dearer = spot * blackPrice(k, found.volatility * lift * Math.sqrt(0.5), 'call');
  const prices = surface.prices.with(4, dearer);
  const around = readerOf({ ...surface, prices }).around(parameters);
  const moves = Array.from(around, (value, cell) =>
    Number.isNaN(value)
      ? 0
      : cellFeature(cell, value, FLOOR) - cellFeature(cell, exact[cell]!, FLOOR),
  );
  // K 101.05 and T 0.52 of the contract's grid.
  const middle = 10 * 10 + 2;
  // The floor takes a thousandth.
  expect(moves[middle]! / Math.log(lift)).toBeCloseTo(1, 2);
  expect(moves.filter((move) => Math.abs(move) > 1e-9)).toHaveLength(1);
  expect(isThere(around).filter(Boolean)).toHaveLength(9);
});

test('quotes of one cell count by their mean, those out of reach not at all', () => {
  const grid = { ...contractGrid, strikes: [99.8, 100.9, 101.2, 180], maturities: [0.5222222] };
  const surface = modelSurface(grid);
  const exact = readerOf(surface).around(parameters);
  expect(isThere(exact).flatMap((is, cell) => (is ? [cell] : []))).toEqual([92, 102]);
  const volatilityOf = (i: number) => {
    const k = Math.log(grid.strikes[i]! / 100) - 0.05 * 0.5222222;
    return [k, impliedVolatility(surface.prices[i]! / 100, k, 0.5222222)] as const;
  };
  const scaled = (i: number, by: number) => {
    const [k, found] = volatilityOf(i);
    if (!found.ok) throw new Error('This quote has a volatility.');
    return 100 * blackPrice(k, found.volatility * by * Math.sqrt(0.5222222), 'call');
  };
  const prices = surface.prices.with(1, scaled(1, 1.03)).with(2, scaled(2, 0.99));
  const around = readerOf({ ...surface, prices }).around(parameters);
  const move = cellFeature(102, around[102]!, FLOOR) - cellFeature(102, exact[102]!, FLOOR);
  expect(move).toBeCloseTo((Math.log(1.03) + Math.log(0.99)) / 2, 4);
});

test('a look around a near model is nearer than a look without one', () => {
  const reader = readerOf(modelSurface({ ...contractGrid, rate: 0.02 }));
  const near = reader.around([0.255, 0.41, -0.195]);
  expect(largestError(near)).toBeLessThan(0.3 * largestError(reader.first()));
});

test('quotes with hardly a cell in reach fill them all at first, then only their own', () => {
  const grid = { ...contractGrid, strikes: [95, 100, 105], maturities: [0.05] };
  const reader = readerOf(modelSurface(grid));
  expect(isThere(reader.first())).toEqual(all);
  const around = reader.around(parameters);
  expect(isThere(around).filter(Boolean)).toHaveLength(3);
  expect(largestError(around)).toBeLessThan(1e-9);
});

test('ragged quotes, puts and forwards of their own are brought to the network’s cells', () => {
  const full = modelSurface({ ...contractGrid, dividendYield: 0.02 });
  const { maturities, strikes } = full;
  // Every third quote is missing, and puts are quoted below the spot.
  const puts = full.prices.map((_, cell) => Math.floor(cell / 10) < 10);
  const prices = full.prices.map((price = 0, cell) => {
    const K = strikes[Math.floor(cell / 10)]!;
    const T = maturities[cell % 10]!;
    const parity = K * Math.exp(-0.05 * T) - 100 * Math.exp(-0.02 * T);
    return cell % 3 === 0 ? undefined : price + (puts[cell] ? parity : 0);
  });
  const forwards = maturities.map((T) => 100 * Math.exp(0.03 * T));
  const surface: Surface = { ...full, prices, puts, dividendYield: 0, forwards };
  const reader = readerOf(surface);
  expect(reader.exact).toBe(false);
  const around = reader.around(parameters);
  expect(isThere(around).filter(Boolean).length).toBeGreaterThan(110);
  expect(largestError(around)).toBeLessThan(1e-9);
});
