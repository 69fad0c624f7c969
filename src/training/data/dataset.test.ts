import { describe, expect, it } from 'vitest';
import { cgmy } from '../../levy/cgmy.ts';
import { contractGrid } from '../../levy/contract-grid.ts';
import { surfacePricer } from '../../levy/pricer.ts';
import { varianceGamma } from '../../levy/variance-gamma.ts';
import { timeValues } from '../../network/features.ts';
import { type DatasetOptions, emptyDataset, fillDataset, makeDataset } from './dataset.ts';

const options: DatasetOptions = {
  model: varianceGamma,
  count: 300,
  seed: 5,
  sampling: 'sobol',
  margin: 0.02,
  edges: 0.5,
};

describe.each([
  ['Sobol points', options],
  ['random points', { ...options, sampling: 'random' as const }],
  ['points of CGMY', { ...options, model: cgmy, count: 100 }],
])('a dataset of %s', (_, of) => {
  const { model, count } = of;
  const whole = makeDataset(of);

  it('is the same in three parts as in one', () => {
    const data = emptyDataset(count, model.parameters.length);
    const priced = [2, 0, 1].map((index) => {
      let met = 0;
      fillDataset({ ...of, onPriced: () => met++ }, data, { index, of: 3 });
      return met;
    });
    expect(priced).toEqual([2, 0, 1].map((index) => Math.ceil((count - index) / 3)));
    expect(data.parameters).toEqual(whole.parameters);
    expect(data.timeValues).toEqual(whole.timeValues);
  });

  it('has the model’s time values at points of the widened box', () => {
    const pricer = surfacePricer(model, contractGrid);
    const calls = new Float64Array(200);
    const values = new Float64Array(200);
    const columns = model.parameters.length;
    for (let row = 0; row < count; row += 17) {
      const parameters = whole.parameters.subarray(row * columns, (row + 1) * columns);
      expect(model.domainProblem(parameters)).toBeUndefined();
      for (const [i, { range }] of model.parameters.entries()) {
        const hair = 0.02 * (range.max - range.min);
        expect(parameters[i]).toBeGreaterThanOrEqual(range.min - hair);
        expect(parameters[i]).toBeLessThanOrEqual(range.max + hair);
      }
      pricer.forwardCalls(parameters, calls);
      timeValues(calls, values);
      const own = whole.timeValues.subarray(200 * row, 200 * (row + 1));
      expect(own).toEqual(Float32Array.from(values));
    }
  });
});

it('is another with another seed', () => {
  const [one, other] = [1, 2].map((seed) => makeDataset({ ...options, count: 5, seed }));
  expect(one?.parameters).not.toEqual(other?.parameters);
});

describe('points drawn to the edges', () => {
  const sigmas = (edges: number) => {
    const { parameters } = makeDataset({ ...options, count: 2048, margin: 0, edges });
    return Array.from({ length: 2048 }, (_, row) => (parameters[3 * row]! - 0.1) / 0.5);
  };
  const shareUnder = (values: number[], at: number) =>
    values.filter((u) => u < at).length / values.length;

  it('are twice as dense at the faces, where edges are a half', () => {
    const even = sigmas(0);
    const drawn = sigmas(0.5);
    for (const u of [0.02, 0.05, 0.3, 0.5, 0.9]) {
      expect(Math.abs(shareUnder(even, u) - u)).toBeLessThan(0.01);
      // A share u of the points lies under what u is moved to.
      const moved = 0.5 * u + 0.25 * (1 - Math.cos(Math.PI * u));
      expect(Math.abs(shareUnder(drawn, moved) - u)).toBeLessThan(0.01);
    }
    expect(shareUnder(drawn, 0.02) / shareUnder(even, 0.02)).toBeCloseTo(1.9, 0.5);
  });
});
