import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { localService } from '../calibration/local-service.ts';
import { models } from '../levy/models.ts';
import { loadNetwork } from '../network/load-network.ts';
import { networkFiles } from '../training/learning/store.ts';
import { answerCalibrate } from './calibrate-answer.ts';

const service = localService((model) => loadNetwork(model, networkFiles()));

/** A magnitude from denormals to the largest doubles, each as likely. */
const magnitude = fc.double({ min: -323, max: 308.25, noNaN: true }).map((power) => 10 ** power);
const price = fc.oneof(
  magnitude,
  fc.constantFrom(0, -0, Number.MIN_VALUE, 2.2e-308, 1e-300, 1, 100, 1e300, Number.MAX_VALUE),
  fc.double({ min: 0, max: 200, noNaN: true }),
);

/** 200 of some numbers, each from the others by an index that runs through all. */
function spread(values: readonly number[]): number[] {
  return Array.from({ length: 200 }, (_, i) => values[(i * i + i) % values.length] ?? 0);
}

const grid = fc.oneof(
  fc.array(magnitude, { minLength: 200, maxLength: 200 }),
  fc.array(price, { minLength: 1, maxLength: 60 }).map(spread),
  fc.array(price, { minLength: 1, maxLength: 60 }).map((few) => spread(few).sort((a, b) => a - b)),
  fc.array(price, { minLength: 1, maxLength: 60 }).map((few) => spread(few).sort((a, b) => b - a)),
  price.map((constant) => Array<number>(200).fill(constant)),
  fc
    .tuple(price, fc.array(fc.tuple(fc.nat({ max: 199 }), price), { maxLength: 5 }))
    .map(([ground, spikes]) => {
      const prices = Array<number>(200).fill(ground);
      for (const [cell, height] of spikes) prices[cell] = height;
      return prices;
    }),
  // Near a surface: time values that fall away from the strike nearest to the money.
  fc.tuple(magnitude, fc.array(magnitude, { minLength: 4, maxLength: 4 })).map(([size, noise]) =>
    Array.from({ length: 200 }, (_, i) => {
      const strike = 80 + (40 * Math.floor(i / 10)) / 19;
      const timeValue = 8 * Math.exp(-Math.abs(strike - 100) / 10) * Math.min(size, 1e300);
      return Math.max(100 - strike, 0) + timeValue + (noise[i % 4] ?? 0) * 1e-10;
    }),
  ),
);

const axis = (length: number) =>
  fc
    .uniqueArray(fc.oneof(magnitude, fc.double({ min: 0.01, max: 300, noNaN: true })), {
      minLength: length,
      maxLength: length,
    })
    .map((values) => values.sort((a, b) => a - b));

async function answered(request: object) {
  const { status, body } = await answerCalibrate(JSON.stringify(request), service);
  return { status, body: JSON.parse(JSON.stringify(body)) };
}

describe.each(models)('parameters of $name', (model) => {
  const problem = (parameters: object) => {
    const values = Object.values(parameters);
    expect(Object.keys(parameters)).toEqual(model.parameters.map(({ key }) => key));
    expect(values.every(Number.isFinite)).toBe(true);
    return model.domainProblem(values);
  };

  it('lie inside the domain for any 200 numbers of 0 or more, which are always answered', async () => {
    const property = fc.asyncProperty(grid, async (option_prices) => {
      const { status, body } = await answered({ option_prices, model_name: model.name });
      expect([status, body.message]).toEqual([200, undefined]);
      expect(problem(body.parameters)).toBeUndefined();
    });
    await fc.assert(property, { numRuns: 1000, seed: 20_261_128 });
  });

  it('lie inside the domain wherever the prices are said to stand', async () => {
    const request = fc.record({
      option_prices: grid,
      strikes: fc.option(axis(20), { nil: undefined }),
      maturities: fc.option(axis(10), { nil: undefined }),
      spot_price: magnitude,
      risk_free_rate: fc.double({ min: -1, max: 1, noNaN: true }),
    });
    let inDomain = 0;
    const property = fc.asyncProperty(request, async (fields) => {
      const { status, body } = await answered({ ...fields, model_name: model.name });
      // No double holds the discount factors of such a rate until such a maturity.
      if (body.detail?.[0].loc[1] === 'risk_free_rate') return;
      expect([status, body.message]).toEqual([200, undefined]);
      inDomain++;
      expect(problem(body.parameters)).toBeUndefined();
    });
    await fc.assert(property, { numRuns: 150, seed: 20_261_128 });
    expect(inDomain).toBeGreaterThan(75);
  });
});
