import { expect, test } from 'vitest';
import { contractGrid } from '../levy/contract-grid.ts';
import type { LevyModel } from '../levy/model.ts';
import { models } from '../levy/models.ts';
import { surfacePricer } from '../levy/pricer.ts';
import { randomStream, standardNormal } from '../training/random.ts';
import { objectives, refine } from './refine.ts';

function surfaceOf(model: LevyModel, parameters: readonly number[]) {
  const prices = new Float64Array(200);
  surfacePricer(model, contractGrid).prices(parameters, 'call', prices);
  return { ...contractGrid, prices: [...prices] };
}

/** A point of the box and a start some way off, as a network's answer may be. */
const points = models.map((model) => ({
  model,
  truth: model.parameters.map(
    ({ range }, i) => range.min + (0.3 + 0.1 * i) * (range.max - range.min),
  ),
  start: model.parameters.map(
    ({ range }, i) => range.min + (0.4 - 0.05 * i) * (range.max - range.min),
  ),
}));

const cases = points.flatMap((point) => objectives.map((objective) => ({ ...point, objective })));

test.each(cases)('$model.name, $objective: a clean surface gives its parameters back', (point) => {
  const { model, truth, start, objective } = point;
  const result = refine(surfaceOf(model, truth), model, start, objective);
  for (const [i, { range }] of model.parameters.entries()) {
    const error = Math.abs(result.parameters[i]! - truth[i]!) / (range.max - range.min);
    expect(error).toBeLessThan(1e-6);
  }
  expect(Math.max(...result.residuals.map(Math.abs))).toBeLessThan(1e-8);
});

test('leaves the networks’ box where the quotes are outside it', () => {
  const [, cgmy] = models;
  const truth = [0.024, 0.9, 8.2, 1.28];
  const { parameters } = refine(surfaceOf(cgmy!, truth), cgmy!, [0.05, 1.5, 6, 1.1], 'vega');
  truth.forEach((value, i) => {
    expect(parameters[i]).toBeCloseTo(value, 6);
  });
});

test.each(points)('$model.name: errors of noisy fits are as large as they say', (point) => {
  const { model, truth, start } = point;
  const clean = surfaceOf(model, truth);
  const random = randomStream(8);
  const scores: number[] = [];
  for (let n = 0; n < 40; n++) {
    // Equal noise in every price is what the price objective assumes.
    const prices = clean.prices.map((price) => price + 0.003 * standardNormal(random));
    const { parameters, uncertainty } = refine({ ...clean, prices }, model, start, 'price');
    truth.forEach((value, i) => {
      scores.push((parameters[i]! - value) / uncertainty.standardErrors[i]!);
    });
  }
  const inside = scores.filter((score) => Math.abs(score) < 1.96).length / scores.length;
  expect(inside).toBeGreaterThan(0.88);
  expect(inside).toBeLessThan(0.995);
});
