import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { contractGrid } from '../../levy/contract-grid.ts';
import { surfacePricer } from '../../levy/pricer.ts';
import { varianceGamma } from '../../levy/variance-gamma.ts';
import { randomStream, standardNormal } from '../../training/data/random.ts';
import { checkSurface, quoteTick } from './surface-check.ts';

const prices = new Float64Array(200);
surfacePricer(varianceGamma, contractGrid).prices([0.18, 0.35, -0.15], 'call', prices);
const surface = { ...contractGrid, prices: [...prices] };

test('a model surface is clean, exact or rounded', () => {
  expect(checkSurface(surface)).toMatchObject({ verdict: 'clean', brokenCells: 0 });
  const cents = surface.prices.map((price) => Math.round(price * 100) / 100);
  expect(checkSurface({ ...surface, prices: cents }).verdict).toBe('clean');
});

test.each([0.01, 0.05])('relative noise of %s is arbitrage, yet a surface', (deviation) => {
  const random = randomStream(1);
  const noisy = surface.prices.map((price) => price * (1 + deviation * standardNormal(random)));
  const { verdict, brokenCells, problems } = checkSurface({ ...surface, prices: noisy });
  expect(verdict).toBe('arbitrage');
  expect(brokenCells).toBeGreaterThan(0);
  expect(problems.length).toBeGreaterThanOrEqual(brokenCells);
});

test('uniform random numbers are no surface', () => {
  const file = new URL(
    '../../../e2e/fixtures/surfaces/not-a-surface.request.json',
    import.meta.url,
  );
  const { option_prices } = JSON.parse(readFileSync(file, 'utf8'));
  expect(checkSurface({ ...surface, prices: option_prices }).verdict).toBe('no-surface');
});

test('zeros and one constant are no surface either', () => {
  expect(checkSurface({ ...surface, prices: surface.prices.map(() => 0) }).verdict).not.toBe(
    'clean',
  );
  expect(checkSurface({ ...surface, prices: surface.prices.map(() => 500) }).verdict).toBe(
    'no-surface',
  );
});

test('the tick is read off the prices', () => {
  expect(quoteTick([1.25, 3.5])).toBe(0.01);
  expect(quoteTick([1070.31, 5230.5])).toBe(0.01);
  expect(quoteTick([2, 30])).toBe(1);
  expect(quoteTick([1 / 3, 20])).toBeLessThan(1e-8);
});
