import { expect, test } from 'vitest';
import { sixCalls as surface } from '../../../calibration/quotes/surface.fixture.ts';
import { someOutcome } from '../../exchange/outcome.fixture.ts';
import type { HistoryEntry } from '../../state/history-entry.ts';
import { savedCalibration } from '../../state/saved-calibration.ts';
import { differencesOf, furthestApart, sidesOf } from './sides.ts';

const a = someOutcome(surface);

test('the models on the quotes come first, then what is kept and has a result', async () => {
  const saved = savedCalibration(a, { title: 'Index', notes: [] });
  const { calibration: _, ...asked } = saved;
  const entry: HistoryEntry = {
    id: 'a',
    at: '2026-11-23T10:00:00.000Z',
    name: 'Morning',
    pinned: false,
    rmse: undefined,
    saved,
  };
  const sides = sidesOf(
    new Map([
      ['VarianceGamma', { outcome: a }],
      ['CGMY', { failure: { title: 'no network', detail: '' } }],
    ] as never),
    [entry, { ...entry, id: 'b', saved: asked }],
    () => '10:00',
  );
  expect(sides.map(({ label }) => label)).toEqual([
    'Variance Gamma, quotes on screen',
    '10:00 · Morning · VarianceGamma',
  ]);
  expect(await sides[1]?.outcome()).toEqual(a);
});

test('the clauses name what was asked differently', () => {
  expect(differencesOf(a, a)).toEqual([]);
  const dearer = { ...surface, prices: surface.prices.with(0, 13.2) };
  expect(differencesOf(a, someOutcome(dearer))).toEqual(['1 quote of another price']);
  const other = { ...surface, strikes: [91, 100, 110], spot: 101 };
  expect(differencesOf(a, someOutcome(other, { by: 'price' }))).toEqual([
    'other quotes (6 and 6, on another grid)',
    'another market (spot)',
    'fitted by another objective',
  ]);
});

test('models are furthest apart where their volatilities are', () => {
  const network = someOutcome(surface, { by: 'network' });
  const furthest = furthestApart(a, network)!;
  const apart = a.fit.modelVolatilities.map((first, cell) => {
    const second = network.fit.modelVolatilities[cell]!;
    return first.ok && second.ok ? 1e4 * (second.volatility - first.volatility) : 0;
  });
  const largest = apart.reduce((most, by) => (Math.abs(by) > Math.abs(most) ? by : most));
  expect(furthest).toEqual({ by: largest, cell: apart.indexOf(largest) });
  expect(furthestApart(a, a)).toBeUndefined();
  const elsewhere = someOutcome({ ...surface, maturities: [0.5, 1.1] });
  expect(furthestApart(a, elsewhere)).toBeUndefined();
});
