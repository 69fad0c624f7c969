import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { varianceGamma } from '../../levy/variance-gamma.ts';
import { tinyNetwork } from '../../network/engine/testing/tiny-network.ts';
import { oracleForward } from '../../network/oracle.ts';
import { randomStream, standardNormal } from '../data/random.ts';
import { recipeFor } from '../recipe.ts';
import { COVERAGES, logErrors, trainErrors } from './error-training.ts';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

describe('logErrors', () => {
  it('are ln of the errors as shares of the ranges, over all drawings', () => {
    const network = tinyNetwork();
    const width = network.layers[0]!;
    const parameters = Float64Array.of(0.3, 0.5, -0.2, 0.2, 0.9, -0.4);
    const data = { count: 2, timeValues: new Float32Array(400), parameters };
    // Two surfaces, three drawings of each.
    const inputs = Float32Array.from({ length: 6 * width }, (_, i) => Math.sin(i) / 2);
    const errors = logErrors(varianceGamma, network, inputs, data);
    expect(errors).toHaveLength(6 * 3);
    const outputs = oracleForward(network, inputs, 6);
    for (let row = 0; row < 6; row++) {
      for (const [i, { range }] of varianceGamma.parameters.entries()) {
        const size = range.max - range.min;
        // The tiny network's outputs are quarters of the range around its middle.
        const free = (range.min + range.max) / 2 + (size / 4) * outputs[9 * row + i]!;
        const answer = Math.min(Math.max(free, range.min), range.max);
        const truth = parameters[3 * (row % 2) + i]!;
        expect(errors[3 * row + i]).toBeCloseTo(Math.log(Math.abs(answer - truth) / size), 5);
      }
    }
  });

  it('of exact answers are finite', () => {
    const network = tinyNetwork();
    const middle = Float64Array.from(
      varianceGamma.parameters,
      (p) => (p.range.min + p.range.max) / 2,
    );
    const silent = { ...network, variables: network.variables.map((v) => v.map(() => 0)) };
    const data = { count: 1, timeValues: new Float32Array(200), parameters: middle };
    const errors = logErrors(varianceGamma, silent, new Float32Array(7), data);
    for (const error of errors) expect(error).toBeCloseTo(Math.log(1e-9), 5);
  });
});

describe('trainErrors', () => {
  const recipe = {
    ...recipeFor(varianceGamma),
    batch: 128,
    rate: 0.01,
    errors: {
      ...recipeFor(varianceGamma).errors,
      samples: 0,
      drawings: 1,
      epochs: 6,
      hidden: [16, 16],
    },
  };
  const WIDTH = 3;

  /** Errors of two parameters, of a size that the inputs tell, and 30 times as large at one end. */
  function toy(rows: number, seed: number) {
    const random = randomStream(seed);
    const inputs = Float32Array.from({ length: rows * WIDTH }, () => 2 * random() - 1);
    const errors = Float32Array.from({ length: rows * 2 }, (_, i) => {
      const [x = 0, y = 0] = inputs.subarray(WIDTH * (i >> 1), WIDTH * (i >> 1) + 2);
      const size = i % 2 === 0 ? Math.exp(1.7 * x - 4) : Math.exp(x * y - 2);
      return Math.log(Math.abs(size * standardNormal(random)));
    });
    return { inputs, errors };
  }

  it('finds half-widths that hold the shares they should, wherever the errors are', () => {
    const { inputs, errors } = toy(16_384, 1);
    const training = trainErrors(inputs, WIDTH, errors, recipe);
    const losses: number[] = [];
    let step = training.next();
    while (!step.done) {
      losses.push(step.value);
      step = training.next();
    }
    expect(losses).toHaveLength(6);
    expect(losses[5]!).toBeLessThan(losses[0]!);
    const variables = step.value;
    const fresh = toy(12_000, 2);
    const outputs = oracleForward({ layers: [3, 16, 16, 4], variables }, fresh.inputs, 12_000);
    for (const [c, share] of COVERAGES.entries()) {
      for (const parameter of [0, 1]) {
        // By thirds of what the first errors depend on.
        const held = [0, 0, 0];
        const met = [0, 0, 0];
        for (let row = 0; row < 12_000; row++) {
          const third = Math.min(2, Math.floor((1.5 * (fresh.inputs[WIDTH * row]! + 1)) / 1));
          met[third]!++;
          const bound = outputs[4 * row + 2 * c + parameter]!;
          if (fresh.errors[2 * row + parameter]! <= bound) held[third]!++;
        }
        for (const third of [0, 1, 2]) {
          expect(Math.abs(held[third]! / met[third]! - share)).toBeLessThan(0.03);
        }
      }
    }
  });
});
