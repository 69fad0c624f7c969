import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { type ArbitrageKind, arbitrageProblems, type CallSlice } from './arbitrage.ts';
import { contractGrid } from './contract-grid.ts';
import { models } from './models.ts';
import { surfacePricer } from './pricer.ts';

const middle = (model: (typeof models)[number]) =>
  model.parameters.map(({ range }) => (range.min + range.max) / 2);

function modelPrices(model: (typeof models)[number]): Float64Array {
  const prices = new Float64Array(200);
  surfacePricer(model, contractGrid).prices(middle(model), 'call', prices);
  return prices;
}

/** Strike-major calls on the contract's grid, each known to ± `tolerance`. */
function slicesOf(calls: ArrayLike<number>, tolerance: number): CallSlice[] {
  const { strikes, maturities, spot, rate } = contractGrid;
  return maturities.map((maturity, t) => ({
    maturity,
    forward: spot * Math.exp(rate * maturity),
    discount: Math.exp(-rate * maturity),
    strikes,
    calls: strikes.map((_, i) => calls[10 * i + t] as number),
    tolerances: strikes.map(() => tolerance),
  }));
}

test.each(models)('$name prices have no static arbitrage, rounded or not', (model) => {
  const prices = modelPrices(model);
  expect(arbitrageProblems(slicesOf(prices, 1e-9))).toEqual([]);
  const cents = prices.map((price) => Math.round(price * 100) / 100);
  expect(arbitrageProblems(slicesOf(cents, 0.005))).toEqual([]);
});

/** A price changed at one cell breaks these bounds there or at its neighbours. */
const faults: ReadonlyArray<{ kind: ArbitrageKind; cell: number; price: number; at: number }> = [
  { kind: 'below-intrinsic', cell: 3, price: 20, at: 3 },
  { kind: 'above-spot', cell: 3, price: 101, at: 3 },
  { kind: 'rises-with-strike', cell: 105, price: 20, at: 105 },
  { kind: 'falls-too-fast', cell: 105, price: 2, at: 105 },
  { kind: 'not-convex', cell: 105, price: 18, at: 105 },
  { kind: 'variance-falls', cell: 105, price: 5, at: 105 },
];

test.each(faults)('$kind is found at its cell', ({ kind, cell, price, at }) => {
  const prices = modelPrices(models[0]!);
  prices[cell] = price;
  const found = arbitrageProblems(slicesOf(prices, 1e-9)).filter((p) => p.kind === kind);
  expect(found.map((p) => p.quote * 10 + p.slice)).toContain(at);
  expect(found.find((p) => p.quote * 10 + p.slice === at)?.value).toBeDefined();
});

test('uniform random numbers break every kind of bound but the spot', () => {
  const file = new URL('../../e2e/fixtures/surfaces/not-a-surface.request.json', import.meta.url);
  const { option_prices } = JSON.parse(readFileSync(file, 'utf8'));
  const kinds = new Set(arbitrageProblems(slicesOf(option_prices, 1e-9)).map((p) => p.kind));
  expect([...kinds].sort()).toEqual([
    'below-intrinsic',
    'falls-too-fast',
    'not-convex',
    'rises-with-strike',
    'variance-falls',
  ]);
});
