import { describe, expect, test } from 'vitest';
import { cgmy } from '../../levy/cgmy.ts';
import { contractGrid } from '../../levy/contract-grid.ts';
import type { LevyModel } from '../../levy/model.ts';
import { surfacePricer } from '../../levy/pricer.ts';
import { varianceGamma } from '../../levy/variance-gamma.ts';
import { randomStream, standardNormal } from '../../training/data/random.ts';
import { quoteTable } from '../quotes/quote-table.ts';
import { type Objective, vegas } from './objective.ts';
import { refine } from './refine.ts';

const points = [
  { model: varianceGamma, truth: [0.2, 0.4, -0.15], start: [0.25, 0.5, -0.1] },
  { model: cgmy, truth: [0.08, 3.5, 9, 0.9], start: [0.1, 3, 8, 0.8] },
];
const objectives: readonly Objective[] = ['vega', 'price', 'relative'];
const cases = points.flatMap((point) => objectives.map((objective) => ({ ...point, objective })));

function callsOf(model: LevyModel, parameters: readonly number[], spot = 100): number[] {
  const prices = new Float64Array(200);
  const strikes = contractGrid.strikes.map((strike) => (strike * spot) / 100);
  surfacePricer(model, { ...contractGrid, strikes, spot }).prices(parameters, 'call', prices);
  return [...prices];
}

describe('intervals hold the truth whatever the quotes’ errors are', () => {
  test.each(cases)('$model.name by $objective, rounded to cents', (point) => {
    const { model, truth, start, objective } = point;
    let inside = 0;
    for (let n = 0; n < 10; n++) {
      const spot = 97 + 0.6137 * n;
      const strikes = contractGrid.strikes.map((strike) => (strike * spot) / 100);
      const prices = callsOf(model, truth, spot).map((price) => Math.round(100 * price) / 100);
      const table = quoteTable({ ...contractGrid, strikes, spot, prices });
      const { uncertainties } = refine(table, model, start, { objective });
      for (const [i, { interval }] of uncertainties.entries()) {
        if (truth[i]! >= interval[0] && truth[i]! <= interval[1]) inside++;
      }
    }
    expect(inside / (10 * truth.length)).toBeGreaterThan(0.75);
  });
});

test.each(cases.filter(({ objective }) => objective !== 'price'))(
  '$model.name by $objective: one quote that is plainly wrong does not count',
  ({ model, truth, start, objective }) => {
    for (const cell of [3, 77, 190]) {
      const prices = callsOf(model, truth);
      prices[cell]! *= 1.5;
      const { parameters } = refine(quoteTable({ ...contractGrid, prices }), model, start, {
        objective,
      });
      truth.forEach((value, i) => {
        expect(Math.abs(parameters[i]! / value - 1)).toBeLessThan(1e-4);
      });
    }
  },
);

test('a maturity at which nothing is worth anything does not make a fit exact', () => {
  const random = randomStream(1);
  const maturities = [2 / 365, 0.5, 1];
  const strikes = [92, 95, 98, 101, 104, 107, 110, 113];
  const grid = { ...contractGrid, strikes, maturities };
  const clean = new Float64Array(24);
  surfacePricer(varianceGamma, grid).prices([0.2, 0.1, -0.1], 'call', clean);
  const prices = Array.from(clean, (price, cell) => {
    if (cell % 3 === 0) return cell > 14 ? 0 : undefined;
    return price * (1 + 0.01 * standardNormal(random));
  });
  const result = refine(quoteTable({ ...grid, prices }), varianceGamma, [0.35, 0.6, -0.3], {
    objective: 'vega',
  });
  expect(result.reason).toBe('converged');
  expect(result.parameters[0]).toBeGreaterThan(0.19);
  expect(result.parameters[0]).toBeLessThan(0.21);
});

test('a quote that tells no volatility weighs no more than one at the money', () => {
  const grid = { ...contractGrid, strikes: [100, 140], maturities: [0.1] };
  const vega = vegas(quoteTable({ ...grid, prices: [3, 0] }));
  expect(vega[1]).toBeGreaterThanOrEqual(vega[0]!);
});

test('noise that is known in the objective’s unit keeps its meaning', () => {
  const random = randomStream(2);
  const [point] = points;
  if (!point) return;
  const { model, truth, start } = point;
  const prices = callsOf(model, truth).map((price) => price * (1 + 0.01 * standardNormal(random)));
  const table = quoteTable({ ...contractGrid, prices });
  const known = refine(table, model, start, { objective: 'relative', noise: 0.01 });
  const estimated = refine(table, model, start, { objective: 'relative' });
  expect(known.noise).toBe(0.01);
  known.uncertainties.forEach(({ standardError }, i) => {
    const ratio = standardError / estimated.uncertainties[i]!.standardError;
    expect(ratio).toBeGreaterThan(0.8);
    expect(ratio).toBeLessThan(1.25);
  });
});
