import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, expect, test } from 'vitest';
import { varianceGamma } from '../levy/variance-gamma.ts';
import { cellFeature } from '../network/features.ts';
import { makeDataset } from './dataset.ts';
import { featureTable } from './feature-table.ts';
import { MlpTrainer } from './mlp-trainer.ts';
import { disturb, drawDisturbance } from './noise.ts';
import { principalComponents } from './principal-components.ts';
import { randomStream } from './random.ts';
import { recipeFor } from './recipe.ts';
import { type Checkpoint, fitOutputScaler, trainEpochs } from './train.ts';
import { fitInputScaler } from './whitening.ts';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

test('the feature table agrees with the features that ship', () => {
  const table = featureTable(1e-5);
  const random = randomStream(1);
  for (let n = 0; n < 3000; n++) {
    const cell = Math.floor(random() * 200);
    const timeValue = 10 ** (-7 + 6.5 * random()) * (random() < 0.1 ? -1 : 1);
    expect(table(cell, timeValue)).toBeCloseTo(cellFeature(cell, timeValue, 1e-5), 5);
  }
});

test('principal components give the matrix back', () => {
  const random = randomStream(2);
  const size = 12;
  const root = Array.from({ length: size * size }, () => random() - 0.5);
  const matrix = Float64Array.from({ length: size * size }, (_, index) => {
    const [i, j] = [Math.floor(index / size), index % size];
    let sum = 0;
    for (let k = 0; k < size; k++) sum += root[i * size + k]! * root[j * size + k]!;
    return sum;
  });
  const { values, vectors } = principalComponents(matrix.slice(), size);
  expect([...values]).toEqual([...values].sort((a, b) => b - a));
  for (let index = 0; index < matrix.length; index++) {
    const [i, j] = [Math.floor(index / size), index % size];
    let sum = 0;
    for (let c = 0; c < size; c++) {
      sum += values[c]! * vectors[c * size + i]! * vectors[c * size + j]!;
    }
    expect(sum).toBeCloseTo(matrix[index]!, 12);
  }
});

test('a training step goes down the gradient that finite differences find', () => {
  const random = randomStream(3);
  const trainer = new MlpTrainer([5, 7, 6, 2], random);
  const inputs = Float32Array.from({ length: 20 }, () => random() - 0.5);
  const targets = Float32Array.from({ length: 8 }, () => random() - 0.5);
  const loss = () => {
    trainer.averages.forEach((average, i) => {
      average.set(trainer.variables[i]!);
    });
    return trainer
      .predict(inputs)
      .reduce((sum, y, i) => sum + (y - targets[i]!) ** 2 / targets.length, 0);
  };
  const before = trainer.variables.map((v) => v.slice());
  const start = loss();
  expect(trainer.train(inputs, targets, 1e-3)).toBeCloseTo(start, 5);
  // Adam's first step is the rate times the gradient's sign.
  const steps = trainer.variables.map((v, i) => v.map((x, j) => x - before[i]![j]!));
  for (const [i, original] of before.entries()) {
    for (let j = 0; j < original.length; j += 5) {
      const at = (shift: number) => {
        trainer.variables.forEach((v, n) => {
          v.set(before[n]!);
        });
        trainer.variables[i]![j] = original[j]! + shift;
        return loss();
      };
      const slope = (at(0.01) - at(-0.01)) / 0.02;
      if (Math.abs(slope) < 1e-4) continue;
      expect(steps[i]![j]).toBeCloseTo(-Math.sign(slope) * 1e-3, 5);
    }
  }
});

const recipe = {
  ...recipeFor(varianceGamma),
  samples: 512,
  epochs: 4,
  batch: 16,
  rate: 0.02,
  hidden: [16],
  components: 12,
};

/** Trains from a checkpoint for some epochs, on data prepared once. */
function trainer() {
  const data = makeDataset({
    model: varianceGamma,
    count: recipe.samples,
    seed: 1,
    sampling: 'sobol',
    margin: 0,
  });
  const table = featureTable(recipe.floor);
  const inputs = fitInputScaler(data, table, recipe);
  const outputs = fitOutputScaler(varianceGamma, data, recipe);
  const job = { model: varianceGamma, recipe, data, table, inputs, outputs };
  return (from: Checkpoint | undefined, until: number) => {
    const losses: number[] = [];
    let last: Checkpoint | undefined;
    for (const { loss, checkpoint } of trainEpochs({ ...job, ...(from && { from }) })) {
      losses.push(loss);
      last = { ...checkpoint, arrays: checkpoint.arrays.map((array) => array.slice()) };
      if (checkpoint.epoch === until) break;
    }
    return { losses, last: last! };
  };
}

test('training learns, and goes on after an interruption as if there had been none', () => {
  const train = trainer();
  const whole = train(undefined, 4);
  expect(whole.losses[3]!).toBeLessThan(0.7 * whole.losses[0]!);
  const half = train(undefined, 2);
  const resumed = train(half.last, 4);
  expect(resumed.losses).toEqual(whole.losses.slice(2));
  expect(resumed.last).toEqual(whole.last);
});

test('noise comes in the recipe’s proportions and sizes', () => {
  const random = randomStream(4);
  const kinds = { clean: 0, rounded: 0, relative: 0 };
  for (let n = 0; n < 10_000; n++) kinds[drawDisturbance(recipe.noise, random).kind]++;
  expect(kinds.rounded / 10_000).toBeCloseTo(recipe.noise.rounded, 1);
  expect(kinds.relative / 10_000).toBeCloseTo(recipe.noise.relative, 1);
  const values = new Float32Array(200).fill(0.01);
  const out = new Float64Array(200);
  disturb(values, 0, { kind: 'rounded', tick: 1e-4 }, random, out);
  const moves = out.map((v) => Math.abs(v - Math.fround(0.01)));
  expect(Math.max(...moves)).toBeLessThanOrEqual(5e-5);
  expect(Math.max(...moves)).toBeGreaterThan(4e-5);
});
