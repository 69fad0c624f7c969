import * as tf from '@tensorflow/tfjs-core';
import type { LevyModel } from '../levy/model.ts';
import { CELL_COUNT } from '../network/network-grid.ts';
import type { Dataset } from './dataset.ts';
import type { FeatureTable } from './feature-table.ts';
import { MlpTrainer } from './mlp-trainer.ts';
import { disturb, drawDisturbance } from './noise.ts';
import { randomStream } from './random.ts';
import type { Recipe } from './recipe.ts';
import { columnMoments, type InputScaler } from './whitening.ts';

/** Where a training stands, after whole epochs; enough to go on as if never interrupted. */
export interface Checkpoint {
  readonly epoch: number;
  readonly step: number;
  readonly arrays: readonly Float32Array[];
}

/** One epoch done: its mean loss in units of the targets' variance, and the state to go on from. */
export interface EpochReport {
  readonly loss: number;
  readonly checkpoint: Checkpoint;
}

/** How the network's outputs become the model's coordinates. */
export interface OutputScaler {
  readonly mean: readonly number[];
  readonly scale: readonly number[];
  readonly min: readonly number[];
  readonly max: readonly number[];
}

/** Standardisation of the coordinates, with the recipe's emphasis, and the box's extent in them. */
export function fitOutputScaler(model: LevyModel, data: Dataset, recipe: Recipe): OutputScaler {
  const targets = coordinatesOf(model, data);
  const columns = model.coordinates.labels.length;
  const inBox = (row: number) =>
    model.parameters.every(({ range }, i) => {
      const value = data.parameters[row * columns + i] ?? Number.NaN;
      return value >= range.min && value <= range.max;
    });
  const min = new Array<number>(columns).fill(Number.POSITIVE_INFINITY);
  const max = new Array<number>(columns).fill(Number.NEGATIVE_INFINITY);
  for (let row = 0; row < data.count; row++) {
    if (!inBox(row)) continue;
    for (let i = 0; i < columns; i++) {
      const value = targets[row * columns + i] ?? Number.NaN;
      min[i] = Math.min(min[i] ?? value, value);
      max[i] = Math.max(max[i] ?? value, value);
    }
  }
  // Where a coordinate is a parameter, or its logarithm, the samples stop just short of the box.
  for (const [i, label] of model.coordinates.labels.entries()) {
    const own = model.parameters.find(({ symbol }) => label === symbol || label === `ln ${symbol}`);
    if (!own) continue;
    const map = label.startsWith('ln') ? Math.log : (x: number) => x;
    min[i] = map(own.range.min);
    max[i] = map(own.range.max);
  }
  const { mean, scale } = columnMoments(targets, columns);
  // The loss counts errors in units of the scale, hence an emphasis is a smaller scale.
  return { mean, scale: scale.map((s, i) => s / (recipe.emphasis?.[i] ?? 1)), min, max };
}

/** Coordinates of every sample, row-major. */
function coordinatesOf(model: LevyModel, data: Dataset): Float64Array {
  const columns = model.coordinates.labels.length;
  const out = new Float64Array(data.count * columns);
  for (let row = 0; row < data.count; row++) {
    const part = [row * columns, (row + 1) * columns] as const;
    model.coordinates.of(data.parameters.subarray(...part), out.subarray(...part));
  }
  return out;
}

export interface TrainingJob {
  readonly model: LevyModel;
  readonly recipe: Recipe;
  readonly data: Dataset;
  readonly table: FeatureTable;
  readonly inputs: InputScaler;
  readonly outputs: OutputScaler;
  readonly from?: Checkpoint;
}

/**
 * Trains epoch by epoch on the running TensorFlow.js backend, and ends with the averaged variables.
 * Every epoch shuffles and disturbs by a stream of its own, so a resumed training repeats an
 * uninterrupted one exactly.
 */
export function* trainEpochs(job: TrainingJob): Generator<EpochReport, readonly Float32Array[]> {
  const { model, recipe, data } = job;
  const columns = model.coordinates.labels.length;
  const trainer = new MlpTrainer(
    [recipe.components, ...recipe.hidden, columns],
    randomStream(recipe.seed),
  );
  if (job.from) trainer.restore(job.from);
  const targets = coordinatesOf(model, data);
  for (let i = 0; i < targets.length; i++) {
    const column = i % columns;
    const { mean, scale } = job.outputs;
    targets[i] = ((targets[i] ?? 0) - (mean[column] ?? 0)) / (scale[column] ?? 1);
  }
  const batches = Math.floor(data.count / recipe.batch);
  const inputs = new Float32Array(recipe.batch * recipe.components);
  const batchTargets = new Float32Array(recipe.batch * columns);
  const order = new Uint32Array(data.count);
  for (let epoch = job.from?.epoch ?? 0; epoch < recipe.epochs; epoch++) {
    const random = randomStream(recipe.seed * 1000 + epoch + 1);
    for (let i = 0; i < order.length; i++) order[i] = i;
    shuffle(order, random);
    let loss = 0;
    for (let batch = 0; batch < batches; batch++) {
      const rows = order.subarray(batch * recipe.batch, (batch + 1) * recipe.batch);
      drawInputs(job, rows, random, inputs);
      for (const [r, row] of rows.entries()) {
        batchTargets.set(targets.subarray(row * columns, (row + 1) * columns), r * columns);
      }
      const done = (epoch * batches + batch) / (recipe.epochs * batches);
      const warmUp = Math.min(1, (epoch * batches + batch + 1) / WARM_UP_STEPS);
      const rate = recipe.rate * warmUp * 0.5 * (1 + Math.cos(Math.PI * done));
      loss += trainer.train(inputs, batchTargets, rate) / batches;
    }
    yield { loss, checkpoint: { epoch: epoch + 1, ...trainer.state() } };
  }
  return trainer.averages;
}

const WARM_UP_STEPS = 500;

/** Network inputs of some samples, each with a disturbance of its own. */
function drawInputs(
  job: TrainingJob,
  rows: Uint32Array,
  random: () => number,
  out: Float32Array,
): void {
  const features = new Float32Array(rows.length * CELL_COUNT);
  const values = new Float64Array(CELL_COUNT);
  for (const [r, row] of rows.entries()) {
    const disturbance = drawDisturbance(job.recipe.noise, random);
    disturb(job.data.timeValues, row * CELL_COUNT, disturbance, random, values);
    for (let cell = 0; cell < CELL_COUNT; cell++) {
      const feature = job.table(cell, values[cell] as number);
      features[r * CELL_COUNT + cell] = feature - (job.inputs.mean[cell] as number);
    }
  }
  project(features, job.inputs.projection, rows.length, out);
}

/** out = features · projection. */
function project(
  features: Float32Array,
  projection: Float32Array,
  rows: number,
  out: Float32Array,
): void {
  const a = tf.tensor2d(features, [rows, CELL_COUNT]);
  const b = tf.tensor2d(projection, [CELL_COUNT, projection.length / CELL_COUNT]);
  const product = tf.matMul(a, b);
  out.set(product.dataSync<'float32'>());
  tf.dispose([a, b, product]);
}

/** Fisher & Yates. */
function shuffle(order: Uint32Array, random: () => number): void {
  for (let i = order.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    const kept = order[i] as number;
    order[i] = order[j] as number;
    order[j] = kept;
  }
}
