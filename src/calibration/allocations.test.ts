import { expect, test } from 'vitest';
import { contractGrid } from '../levy/contract-grid.ts';
import type { LevyModel } from '../levy/model.ts';
import { models } from '../levy/models.ts';
import { surfacePricer } from '../levy/pricer.ts';
import { createDenoiser } from '../network/denoiser.ts';
import { tinyNetwork } from '../network/engine/testing/tiny-network.ts';
import { timeValues } from '../network/features.ts';
import { countArrays } from './counted-arrays.fixture.ts';
import { quoteTable } from './quotes/quote-table.ts';
import { quoteWeights } from './refine/objective.ts';
import { quoteFitter } from './refine/quote-fit.ts';

/** Parameters across the box, from its lower corner to its upper. */
const across = (model: LevyModel, n: number) =>
  model.parameters.map(({ range }) => range.min + ((n + 1) / 102) * (range.max - range.min));

test('the counter sees new arrays, views, slices and copies', () => {
  const before = new Float64Array(4);
  expect(countArrays(() => new Float64Array(2))).toBe(1);
  expect(countArrays(() => before.subarray(1))).toBe(1);
  expect(countArrays(() => before.slice().map((x) => x))).toBe(2);
  expect(countArrays(() => Float32Array.from([1, 2]))).toBe(1);
  expect(countArrays(() => before.fill(1))).toBe(0);
  expect(before.subarray(1)).toBeInstanceOf(Float64Array);
  expect(before.constructor).toBe(Float64Array);
});

test.each(models)('$name: a hundred pricings, and their gradients, make no arrays', (model) => {
  const pricer = surfacePricer(model, contractGrid);
  const out = new Float64Array(200);
  const gradient = new Float64Array(200 * model.parameters.length);
  const priceAll = (slopes?: Float64Array) => {
    for (let n = 0; n < 100; n++) pricer.forwardCalls(across(model, n), out, slopes);
  };
  priceAll();
  expect(countArrays(() => priceAll())).toBe(0);
  expect(countArrays(() => priceAll(gradient))).toBe(0);
});

test.each(models)('$name: the iterations of a fit make no arrays', (model) => {
  const prices = new Float64Array(200);
  surfacePricer(model, contractGrid).prices(across(model, 40), 'call', prices);
  const table = quoteTable({ ...contractGrid, prices: [...prices] });
  const fitter = quoteFitter(model, table);
  const steps = fitter.fit(across(model, 50), quoteWeights(table, 'price'));
  const iterations = (most: number) => {
    let count = 0;
    while (count < most && !steps.next().done) count++;
    return count;
  };
  // The first ones make what is kept: the room of the fit, and tables of the angles on its way.
  expect(iterations(3)).toBe(3);
  let counted = 0;
  expect(
    countArrays(() => {
      counted = iterations(2);
    }),
  ).toBe(0);
  expect(counted).toBe(2);
});

test('the denoiser makes no arrays', () => {
  const denoise = createDenoiser(tinyNetwork().family);
  const calls = new Float64Array(200);
  const values = new Float64Array(200);
  const [model] = models;
  if (!model) throw new Error('There is no model.');
  surfacePricer(model, contractGrid).forwardCalls(across(model, 50), calls);
  timeValues(calls, values);
  denoise(values);
  expect(countArrays(() => denoise(values))).toBe(0);
});
