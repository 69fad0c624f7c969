import { expect, test } from 'vitest';
import { contractGrid, linspace } from '../levy/contract-grid.ts';
import type { OptionGrid } from '../levy/option-layout.ts';
import { surfacePricer } from '../levy/pricer.ts';
import { varianceGamma } from '../levy/variance-gamma.ts';
import { surfaceFeatures } from '../network/features.ts';
import { featureReader } from './network-features.ts';
import { quoteTable } from './quotes/quote-table.ts';
import type { Surface } from './quotes/surface.ts';

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

const calls = new Float64Array(200);
surfacePricer(varianceGamma, contractGrid).forwardCalls(parameters, calls);
const truth = surfaceFeatures(calls, FLOOR);

const largestError = (features: Float64Array) =>
  features.reduce((worst, f, i) => Math.max(worst, Math.abs(f - truth[i]!)), 0);

test('a surface on the contract’s grid is read as it is, in any currency', () => {
  const reader = featureReader(varianceGamma, quoteTable(modelSurface(contractGrid)), FLOOR);
  expect(reader.exact).toBe(true);
  expect(largestError(reader.first())).toBeLessThan(1e-12);
  const strikes = contractGrid.strikes.map((K) => 52.305 * K);
  const large = featureReader(
    varianceGamma,
    quoteTable(modelSurface({ ...contractGrid, spot: 5230.5, strikes })),
    FLOOR,
  );
  expect(large.exact).toBe(true);
  expect(largestError(large.first())).toBeLessThan(1e-9);
});

const otherGrids: ReadonlyArray<readonly [string, OptionGrid]> = [
  ['another rate', { ...contractGrid, rate: 0.01 }],
  ['rounded strikes', { ...contractGrid, strikes: contractGrid.strikes.map(Math.round) }],
  ['other maturities', { ...contractGrid, maturities: linspace(0.08, 1.7, 10) }],
  ['a narrow strip of strikes', { ...contractGrid, strikes: linspace(92, 110, 20) }],
];

test.each(otherGrids)('%s: the true model leaves nothing to interpolate', (_, grid) => {
  const reader = featureReader(varianceGamma, quoteTable(modelSurface(grid)), FLOOR);
  expect(reader.exact).toBe(false);
  expect(reader.first().every(Number.isFinite)).toBe(true);
  expect(largestError(reader.around(parameters))).toBeLessThan(1e-9);
});

test('a look around a near model is nearer than a look without one', () => {
  const reader = featureReader(
    varianceGamma,
    quoteTable(modelSurface({ ...contractGrid, rate: 0.02 })),
    FLOOR,
  );
  const near = reader.around([0.255, 0.41, -0.195]);
  expect(largestError(near)).toBeLessThan(0.3 * largestError(reader.first()));
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
  const reader = featureReader(varianceGamma, quoteTable(surface), FLOOR);
  expect(reader.exact).toBe(false);
  expect(largestError(reader.around(parameters))).toBeLessThan(1e-9);
});
