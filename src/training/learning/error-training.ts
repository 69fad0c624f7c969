import type { LevyModel } from '../../levy/model.ts';
import type { Network } from '../../network/network-file.ts';
import { oracleForward } from '../../network/oracle.ts';
import { networkAnswer } from '../../network/outputs.ts';
import type { Dataset } from '../data/dataset.ts';
import { randomStream } from '../data/random.ts';
import { quantile } from '../evaluation/quantile.ts';
import type { ErrorRecipe, Recipe } from '../recipe.ts';
import { quantileSlope } from './loss.ts';
import { MlpTrainer } from './mlp-trainer.ts';
import { shuffle } from './train.ts';

/** Shares of the truths that the half-widths should hold. */
export const COVERAGES = [0.68, 0.95] as const;

/** An exact answer would have an error of −∞; none that is finite is nearer than this. */
const LEAST_ERROR = 1e-9;

/**
 * ln(|error|/range) of each parameter of the network's answers, rows × parameters.
 * @param inputs drawings of noise for every surface, one after another
 */
export function logErrors(
  model: LevyModel,
  network: Pick<Network, 'card' | 'layers' | 'variables'>,
  inputs: Float32Array,
  data: Dataset,
): Float32Array {
  const width = network.layers[0] ?? 1;
  const columns = model.parameters.length;
  const rows = inputs.length / width;
  const out = new Float32Array(rows * columns);
  for (let row = 0; row < rows; row++) {
    const own = inputs.subarray(row * width, (row + 1) * width);
    const { parameters } = networkAnswer(model, network.card, oracleForward(network, own, 1));
    for (const [i, { range }] of model.parameters.entries()) {
      const truth = data.parameters[(row % data.count) * columns + i] as number;
      const error = Math.abs((parameters[i] as number) - truth) / (range.max - range.min);
      out[row * columns + i] = Math.log(Math.max(error, LEAST_ERROR));
    }
  }
  return out;
}

/**
 * Trains the network that tells ln of the half-widths from the inputs: for each parameter the
 * conditional 68 % quantile of ln|error|, then the 95 % ones.
 * @param errors rows × parameters, as {@link logErrors} has them
 */
export function* trainErrors(
  inputs: Float32Array,
  width: number,
  errors: Float32Array,
  recipe: Recipe,
): Generator<number, readonly Float32Array[]> {
  const { hidden, epochs }: ErrorRecipe = recipe.errors;
  const { batch } = recipe;
  const rows = inputs.length / width;
  const columns = errors.length / rows;
  const probabilities = COVERAGES.flatMap((share) => Array<number>(columns).fill(share));
  const outputs = probabilities.length;
  const trainer = new MlpTrainer([width, ...hidden, outputs], randomStream(recipe.seed + 1));
  // From the quantiles over all surfaces, so that training starts at what does not depend on any.
  const centres = probabilities.map((share, i) => {
    const column = Float32Array.from(
      { length: rows },
      (_, r) => errors[r * columns + (i % columns)] ?? 0,
    );
    return quantile(column, share);
  });
  const batches = Math.floor(rows / batch);
  const order = new Uint32Array(rows);
  const own = new Float32Array(batch * width);
  const wanted = new Float32Array(batch * outputs);
  for (let epoch = 0; epoch < epochs; epoch++) {
    const random = randomStream(recipe.seed * 1000 + 500 + epoch);
    for (let i = 0; i < rows; i++) order[i] = i;
    shuffle(order, random);
    let loss = 0;
    for (let b = 0; b < batches; b++) {
      for (let r = 0; r < batch; r++) {
        const row = order[b * batch + r] as number;
        own.set(inputs.subarray(row * width, (row + 1) * width), r * width);
        for (let i = 0; i < outputs; i++) {
          const error = errors[row * columns + (i % columns)] as number;
          wanted[r * outputs + i] = error - (centres[i] as number);
        }
      }
      const done = (epoch * batches + b) / (epochs * batches);
      const rate = recipe.rate * 0.5 * (1 + Math.cos(Math.PI * done));
      const slopeAt = (answers: Float32Array) => quantileSlope(answers, wanted, probabilities);
      loss += trainer.train(own, slopeAt, rate) / batches;
    }
    yield loss;
  }
  const last = trainer.averages.at(-1);
  for (const [i, centre] of centres.entries()) if (last) last[i] = (last[i] ?? 0) + centre;
  return trainer.averages;
}
