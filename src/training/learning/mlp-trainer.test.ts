import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { oracleForward } from '../../network/oracle.ts';
import { randomStream } from '../data/random.ts';
import { quantileSlope, regressionSlope } from './loss.ts';
import { MlpTrainer, type Slope } from './mlp-trainer.ts';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

const LAYERS = [5, 7, 6, 2];
const ROWS = 9;
const random = randomStream(3);
const inputs = Float32Array.from({ length: ROWS * 5 }, () => random() - 0.5);
const targets = Float32Array.from({ length: ROWS * 2 }, () => random() - 0.5);
const expected = Float32Array.from({ length: ROWS }, () => 0.05 + random());

/** Each loss with its slope: the mean over rows of the sum over columns. */
const losses: ReadonlyArray<
  readonly [string, (outputs: Float32Array) => Slope, (error: number, i: number) => number]
> = [
  [
    'regression',
    (outputs) => regressionSlope(outputs, targets, expected, 0.5),
    (error, i) => {
      const s = expected[i >> 1]!;
      return Math.sqrt(s) * Math.sqrt(1 + (error / s) ** 2);
    },
  ],
  [
    'quantiles',
    (outputs) => quantileSlope(outputs, targets, [0.68, 0.95]),
    (error, i) => {
      const p = i % 2 === 0 ? 0.68 : 0.95;
      return error < 0 ? -p * error : (1 - p) * error;
    },
  ],
];

describe.each(losses)('a training step for %s', (_, slopeAt, lossOf) => {
  const lossAt = (variables: readonly Float32Array[]) =>
    oracleForward({ layers: LAYERS, variables }, inputs, ROWS).reduce(
      (sum, output, i) => sum + lossOf(output - targets[i]!, i) / ROWS,
      0,
    );

  const trainer = () => new MlpTrainer(LAYERS, randomStream(4));

  it('has the gradient that finite differences find', () => {
    const own = trainer();
    const before = own.variables.map((values) => values.slice());
    expect(own.train(inputs, slopeAt, 1e-3)).toBeCloseTo(lossAt(before) / 2, 5);
    // Adam's first averages are a tenth of the gradient.
    const count = before.length;
    const gradients = own.state().arrays.slice(2 * count, 3 * count);
    for (const [n, values] of before.entries()) {
      for (let j = 0; j < values.length; j++) {
        const shifted = (by: number) =>
          before.map((all, m) => all.map((x, i) => (m === n && i === j ? x + by : x)));
        const [low, high] = [shifted(-1e-3), shifted(1e-3)];
        const slope = (lossAt(high) - lossAt(low)) / (high[n]![j]! - low[n]![j]!);
        expect(Math.abs(10 * gradients[n]![j]! - slope)).toBeLessThan(
          1e-3 * (0.1 + Math.abs(slope)),
        );
      }
    }
  });

  it('moves every variable by the rate, down its slope', () => {
    const own = trainer();
    const before = own.variables.map((values) => values.slice());
    own.train(inputs, slopeAt, 1e-3);
    const gradients = own.state().arrays.slice(2 * before.length, 3 * before.length);
    for (const [n, values] of before.entries()) {
      values.forEach((x, j) => {
        if (Math.abs(gradients[n]![j]!) < 1e-4) return;
        expect(own.variables[n]![j]! - x).toBeCloseTo(-1e-3 * Math.sign(gradients[n]![j]!), 5);
      });
    }
  });

  it('learns', () => {
    const own = trainer();
    const least = targets.reduce((sum, _, i) => sum + lossOf(0, i) / ROWS, 0);
    const start = lossAt(own.variables) - least;
    for (let step = 0; step < 300; step++) own.train(inputs, slopeAt, 1e-2);
    expect(lossAt(own.averages) - least).toBeLessThan(0.3 * start);
  });
});

it('predicts by the averages, as the network that ships computes', () => {
  const trainer = new MlpTrainer(LAYERS, randomStream(5));
  const slopeAt = (outputs: Float32Array) => regressionSlope(outputs, targets, expected, 0);
  for (let step = 0; step < 5; step++) trainer.train(inputs, slopeAt, 0.1);
  const outputs = oracleForward({ layers: LAYERS, variables: trainer.averages }, inputs, ROWS);
  trainer.predict(inputs).forEach((value, i) => {
    expect(value).toBeCloseTo(outputs[i]!, 5);
  });
  const latest = oracleForward({ layers: LAYERS, variables: trainer.variables }, inputs, ROWS);
  expect(Math.abs(latest[0]! - outputs[0]!)).toBeGreaterThan(1e-3);
});

/** tanh and ReLU, with shortcuts, as the oracle does not know them. */
describe.each([
  ['tanh', Math.tanh],
  ['relu', (z: number) => Math.max(z, 0)],
] as const)('a step through %s and a shortcut', (activation, value) => {
  const layers = [5, 6, 6, 2];

  const outputsOf = (variables: readonly Float32Array[]) =>
    Array.from({ length: ROWS }, (_, row) => {
      let from = Array.from(inputs.subarray(row * 5, (row + 1) * 5));
      for (let l = 1; l < layers.length; l++) {
        const own = from;
        const z = Array.from(variables[2 * l - 1]!, (bias, o) =>
          own.reduce((sum, x, i) => sum + x * variables[2 * l - 2]![i * layers[l]! + o]!, bias),
        );
        const passes = l === 2;
        from = l === 3 ? z : z.map((x, i) => value(x) + (passes ? own[i]! : 0));
      }
      return from;
    }).flat();

  it('has the gradient that finite differences find', () => {
    const own = new MlpTrainer(layers, randomStream(4), { activation, residual: true });
    const before = own.variables.map((values) => values.slice());
    const squares = (outputs: ArrayLike<number>) =>
      Array.from(outputs).reduce((sum, output, i) => sum + (output - targets[i]!) ** 2 / ROWS, 0);
    own.train(
      inputs,
      (outputs) => ({
        loss: squares(outputs),
        slopes: outputs.map((output, i) => (2 * (output - targets[i]!)) / ROWS),
      }),
      1e-3,
    );
    const gradients = own.state().arrays.slice(2 * before.length, 3 * before.length);
    for (const [n, values] of before.entries()) {
      for (let j = 0; j < values.length; j += 2) {
        const shifted = (by: number) => {
          const moved = before.map((array) => array.slice());
          moved[n]![j] = values[j]! + by;
          return squares(outputsOf(moved));
        };
        const slope = (shifted(1e-3) - shifted(-1e-3)) / 2e-3;
        expect(10 * gradients[n]![j]!).toBeCloseTo(slope, 3);
      }
    }
  });
});
