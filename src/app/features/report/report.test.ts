import { expect, test } from 'vitest';
import type { Surface } from '../../../calibration/quotes/surface.ts';
import { fitSurface } from '../../../calibration/report/fit.ts';
import { varianceGamma } from '../../../levy/variance-gamma.ts';
import { someOutcome } from '../../exchange/outcome.fixture.ts';
import { residualRows } from './residual-rows.ts';
import { bands, spread } from './selection.ts';
import { PANEL, smilePanels } from './smiles.ts';
import { madeBy, marketLine, shortNotes, trustNotes } from './words.ts';

const PARAMETERS = [0.2, 0.3, -0.1];

/** Calls of a model, at any number of strikes and maturities. */
function surfaceOf(strikes: number, maturities: number): Surface {
  const empty: Surface = {
    strikes: Array.from({ length: strikes }, (_, i) => 80 + (40 * i) / strikes),
    maturities: Array.from({ length: maturities }, (_, t) => 0.2 + t / 12),
    prices: new Array<number>(strikes * maturities).fill(1),
    spot: 100,
    rate: 0.02,
    dividendYield: 0.01,
  };
  const { modelPrices } = fitSurface(empty, varianceGamma, PARAMETERS);
  return { ...empty, prices: modelPrices };
}

const small = someOutcome(surfaceOf(6, 3), { by: 'network' });
const large = someOutcome(surfaceOf(120, 40), { by: 'network' });

test('a choice is spread from the first to the last', () => {
  expect(spread(3, 12)).toEqual([0, 1, 2]);
  expect(spread(40, 4)).toEqual([0, 13, 26, 39]);
  const many = spread(60, 12);
  expect([many.length, many[0], many.at(-1)]).toEqual([12, 0, 59]);
  expect(new Set(many).size).toBe(12);
});

test('bands hold every strike once', () => {
  for (const count of [1, 21, 22, 23, 66, 300]) {
    const found = bands(count, 22);
    expect(found.length).toBe(Math.min(count, 22));
    expect(found[0]?.first).toBe(0);
    expect(found.at(-1)?.last).toBe(count - 1);
    for (const [i, { first }] of found.slice(1).entries()) expect(first).toBe(found[i]!.last + 1);
  }
});

test('a small surface has every residual', () => {
  const { rows, maturities, isBanded, isPartial, unit } = residualRows(small.fit);
  expect([rows.length, maturities.length, isBanded, isPartial, unit]).toEqual([
    6,
    3,
    false,
    false,
    'bp',
  ]);
  expect(rows.flatMap(({ values }) => values)).toEqual(small.fit.volatilityResiduals);
});

test('a large surface has means of its residuals, at chosen maturities', () => {
  const { fit } = large;
  const { rows, maturities, isBanded, isPartial } = residualRows(fit);
  expect([rows.length, maturities.length, isBanded, isPartial]).toEqual([22, 12, true, true]);
  const first = [0, 1, 2, 3, 4].flatMap((row) => fit.volatilityResiduals[row * 40] ?? []);
  expect(rows[0]?.label).toBe('80.00–81.33');
  expect(rows[0]?.values[0]).toBeCloseTo(first.reduce((a, b) => a + b, 0) / first.length, 9);
});

test('smiles share their scales, and no page has more than twelve', () => {
  const { panels, isPartial } = smilePanels(small.fit);
  expect([panels.length, isPartial]).toEqual([3, false]);
  for (const { dots, line, bars } of panels) {
    expect(bars).toEqual([]);
    expect(line).toMatch(/^M/);
    for (const { x, y } of dots) {
      expect(x).toBeGreaterThan(PANEL.left);
      expect(x).toBeLessThan(PANEL.right);
      expect(y).toBeGreaterThanOrEqual(PANEL.top);
      expect(y).toBeLessThanOrEqual(PANEL.bottom);
    }
  }
  const many = smilePanels(large.fit);
  expect([many.panels.length, many.isPartial]).toEqual([12, true]);
});

test('the market is said in one line', () => {
  expect(marketLine(small)).toBe(
    'Spot 100 · rate 2.00\u00a0% · dividend yield 1.00\u00a0% · 18 quotes, 6 strikes × 3 maturities',
  );
});

test('how far to trust it: quotes unlike the training, arbitrage, flat directions', () => {
  const { trust } = small.calibration;
  const strange = {
    ...small,
    calibration: {
      ...small.calibration,
      trust: { ...trust, unfamiliarity: { score: 9, rank: 0.995 } },
      check: { verdict: 'arbitrage', brokenCells: 2 } as const,
    },
  };
  const notes = trustNotes(strange).join('\n');
  expect(notes).toContain('unlike what the network was trained on: stranger than 99.5\u00a0%');
  expect(notes).toContain('2 of 18 quotes break static arbitrage.');
  expect(notes).not.toContain('noisy');
  expect(trustNotes(small).join('\n')).toContain('noisy by 0.10\u00a0% of each price');
});

test('notes are cut to what a page has room for', () => {
  const notes = Array.from({ length: 9 }, (_, i) => `${i} ${'x'.repeat(400)}`);
  const shown = shortNotes(notes);
  expect(shown).toHaveLength(6);
  expect(shown[5]).toBe('And 4 more.');
  expect(Math.max(...shown.map(({ length }) => length))).toBeLessThanOrEqual(240);
});

test('the foot says what computed it and by what it was fitted', () => {
  expect(madeBy(small)).toBe('Network on WASM, 1.3\u00a0ms; the network’s answer, not refined');
  expect(madeBy(someOutcome(small.surface))).toMatch(
    /; fitted by implied volatility in \d+ steps, /,
  );
});
