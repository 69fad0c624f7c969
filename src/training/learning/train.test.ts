import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, expect, test } from 'vitest';
import { varianceGamma } from '../../levy/variance-gamma.ts';
import { randomStream } from '../data/random.ts';
import { recipeFor } from '../recipe.ts';
import { type Checkpoint, shuffle, trainEpochs } from './train.ts';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

const WIDTH = 6;
const COLUMNS = 2;
const recipe = {
  ...recipeFor(varianceGamma),
  samples: 1024,
  rounds: 2,
  epochs: 3,
  batch: 8,
  rate: 0.01,
  hidden: [12],
};

/** What a row's inputs are about, and another little noise for each round. */
function drawingOf(round: number): Float32Array {
  const truth = randomStream(1);
  const noise = randomStream(2 + round);
  return Float32Array.from({ length: recipe.samples * WIDTH }, (_, i) => {
    const value = 2 * truth() - 1;
    // The last three are noise and share of quotes, the same for all.
    return i % WIDTH < 3 ? value + 0.02 * noise() : 0.5;
  });
}

const clean = drawingOf(0);
const targets = Float32Array.from({ length: recipe.samples * COLUMNS }, (_, i) => {
  const [x = 0, y = 0, z = 0] = clean.subarray(WIDTH * (i >> 1), WIDTH * (i >> 1) + 3);
  return i % 2 === 0 ? x * y : Math.tanh(z - x);
});

/** Trains from a checkpoint for some epochs. */
async function train(from?: Checkpoint, until = Number.POSITIVE_INFINITY) {
  const drawn: number[] = [];
  const drawing = async (round: number) => {
    drawn.push(round);
    return drawingOf(round);
  };
  const job = { recipe, width: WIDTH, drawing, targets, ...(from && { from }) };
  const losses: number[] = [];
  let last: Checkpoint | undefined;
  const training = trainEpochs(job);
  let step = await training.next();
  while (!step.done) {
    const { loss, checkpoint } = step.value;
    losses.push(loss);
    // Goes on in place, so it has to be kept as a file would keep it.
    last = { ...checkpoint, arrays: checkpoint.arrays.map((array) => array.slice()) };
    if (checkpoint.epoch === until) break;
    step = await training.next();
  }
  const variables = step.done ? step.value.map((values) => values.slice()) : [];
  return { drawn, losses, last: last!, variables };
}

test('training learns, and goes on after an interruption as if there had been none', async () => {
  const whole = await train();
  expect(whole.losses).toHaveLength(6);
  expect(whole.losses[5]!).toBeLessThan(0.4 * whole.losses[0]!);
  expect(whole.drawn).toEqual([0, 1]);
  expect(whole.variables.map(({ length }) => length)).toEqual([6 * 12, 12, 12 * 2, 2]);
  // Within a round, at its end, and in the last one.
  for (const epoch of [2, 3, 5]) {
    const half = await train(undefined, epoch);
    expect(half.losses).toEqual(whole.losses.slice(0, epoch));
    expect(half.drawn).toEqual(epoch > 3 ? [0, 1] : [0]);
    const resumed = await train(half.last);
    expect(resumed.losses).toEqual(whole.losses.slice(epoch));
    expect(resumed.drawn).toEqual([0, 1]);
    expect(resumed.last).toEqual(whole.last);
    expect(resumed.variables).toEqual(whole.variables);
  }
});

test('shuffling keeps every number, and sends each anywhere', () => {
  const random = randomStream(3);
  const seen = Array.from({ length: 5 }, () => new Float64Array(5));
  for (let n = 0; n < 5000; n++) {
    const order = Uint32Array.of(0, 1, 2, 3, 4);
    shuffle(order, random);
    expect([...order].sort()).toEqual([0, 1, 2, 3, 4]);
    order.forEach((value, place) => {
      seen[value]![place]! += 1 / 1000;
    });
  }
  for (const share of seen.flatMap((places) => [...places])) {
    expect(Math.abs(share - 1)).toBeLessThan(0.15);
  }
});
