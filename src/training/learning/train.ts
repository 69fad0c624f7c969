import { randomStream } from '../data/random.ts';
import type { Recipe } from '../recipe.ts';
import { expectedErrors, regressionSlope } from './loss.ts';
import { MlpTrainer, type NetworkShape } from './mlp-trainer.ts';

/** Where a training stands, after whole epochs; enough to go on as if never interrupted. */
export interface Checkpoint {
  readonly epoch: number;
  readonly step: number;
  readonly arrays: readonly Float32Array[];
}

/** One epoch done: its mean loss, and the state to go on from. */
export interface EpochReport {
  readonly loss: number;
  readonly checkpoint: Checkpoint;
}

export interface TrainingJob {
  readonly recipe: Recipe;
  /** Network inputs in a row. */
  readonly width: number;
  /** One drawing a round, samples × width; called once a round, in order, from the first on. */
  readonly drawing: (round: number) => Promise<Float32Array>;
  /** samples × coordinates, standardised. */
  readonly targets: Float32Array;
  readonly from?: Checkpoint;
  /** Other than what ships, for comparison. */
  readonly shape?: NetworkShape;
  /** Whether the rate stays as it is, for comparison. */
  readonly constantRate?: boolean;
}

const WARM_UP_STEPS = 500;

/**
 * Trains epoch by epoch on the running TensorFlow.js backend, and ends with the averaged variables.
 * Every epoch shuffles by a stream of its own, so a resumed training repeats an uninterrupted one
 * exactly.
 */
export async function* trainEpochs(
  job: TrainingJob,
): AsyncGenerator<EpochReport, readonly Float32Array[]> {
  const { recipe, width, targets } = job;
  const { samples, batch, loss: lossRecipe } = recipe;
  const columns = targets.length / samples;
  const trainer = new MlpTrainer(
    [width, ...recipe.hidden, columns],
    randomStream(recipe.seed),
    job.shape,
  );
  if (job.from) trainer.restore(job.from);
  const drawings: { readonly inputs: Float32Array; readonly expected: Float32Array }[] = [];
  const batches = Math.floor(samples / batch);
  const steps = recipe.rounds * recipe.epochs * batches;
  const inputs = new Float32Array(batch * width);
  const wanted = new Float32Array(batch * columns);
  const expected = new Float32Array(batch);
  const order = new Uint32Array(samples);
  const first = job.from?.epoch ?? 0;
  const epochs = recipe.rounds * recipe.epochs;
  // What is trained already needs no drawings.
  for (let epoch = first < epochs ? 0 : epochs; epoch < epochs; epoch++) {
    if (epoch % recipe.epochs === 0) {
      const drawn = await job.drawing(epoch / recipe.epochs);
      drawings.push({ inputs: drawn, expected: expectedErrors(drawn, width, lossRecipe) });
    }
    if (epoch < first) continue;
    const random = randomStream(recipe.seed * 1000 + epoch + 1);
    for (let i = 0; i < order.length; i++) order[i] = i;
    shuffle(order, random);
    let loss = 0;
    for (let b = 0; b < batches; b++) {
      for (let r = 0; r < batch; r++) {
        const row = order[b * batch + r] as number;
        const drawing = drawings[Math.floor(random() * drawings.length)];
        if (!drawing) throw new Error('Nothing was drawn.');
        inputs.set(drawing.inputs.subarray(row * width, (row + 1) * width), r * width);
        wanted.set(targets.subarray(row * columns, (row + 1) * columns), r * columns);
        expected[r] = drawing.expected[row] as number;
      }
      const step = epoch * batches + b;
      const warmUp = Math.min(1, (step + 1) / WARM_UP_STEPS);
      const fall = job.constantRate ? 1 : 0.5 * (1 + Math.cos((Math.PI * step) / steps));
      const rate = recipe.rate * warmUp * fall;
      const slopeAt = (outputs: Float32Array) =>
        regressionSlope(outputs, wanted, expected, lossRecipe.balance);
      loss += trainer.train(inputs, slopeAt, rate) / batches;
    }
    yield { loss, checkpoint: { epoch: epoch + 1, ...trainer.state() } };
    // Lets a worker that draws the next round be heard.
    await new Promise((resolve) => setImmediate(resolve));
  }
  return trainer.averages;
}

/** Fisher & Yates. */
export function shuffle(order: Uint32Array, random: () => number): void {
  for (let i = order.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    const kept = order[i] as number;
    order[i] = order[j] as number;
    order[j] = kept;
  }
}
