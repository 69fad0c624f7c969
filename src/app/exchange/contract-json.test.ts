import { expect, test } from 'vitest';
import { varianceGamma } from '../../levy/variance-gamma.ts';
import { samples } from '../features/import/example-samples.ts';
import { importSurface } from '../features/import/import-surface.ts';
import { raggedSurface } from '../features/plots/ragged-surface.fixture.ts';
import { contractJson } from './contract-json.ts';

const surface = samples[0]!.make();
const context = { spot: 1, rate: 1, dividendYield: 1, today: '2026-11-23' };

test('the network’s answer is asked for by the contract’s own fields alone', () => {
  expect(JSON.parse(contractJson(surface, varianceGamma, { by: 'network' }))).toEqual({
    option_prices: surface.prices,
    strikes: surface.strikes,
    maturities: surface.maturities,
    model_name: 'VarianceGamma',
    spot_price: 100,
    risk_free_rate: 0.05,
  });
});

test('a fit is asked for with its objective and the quotes’ noise', () => {
  expect(
    JSON.parse(contractJson(surface, varianceGamma, { by: 'price', noise: 0.01 })),
  ).toMatchObject({ refine: true, objective: 'price', noise: 0.01 });
});

test.each([
  { name: 'a grid', made: surface },
  { name: 'quotes with bid and ask', made: raggedSurface() },
])('the request of $name is read as the same surface', ({ made }) => {
  for (const by of ['vega', 'network'] as const) {
    const read = importSurface(contractJson(made, varianceGamma, { by }), context);
    expect(read.ok && read.value.surface).toEqual(made);
  }
});
