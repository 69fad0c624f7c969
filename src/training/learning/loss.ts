import { inputNoise } from '../../network/features.ts';
import { noiseSize } from '../../network/price-noise.ts';
import type { LossRecipe } from '../recipe.ts';
import type { Slope } from './mlp-trainer.ts';

/**
 * Errors to be expected of each row, in standard deviations of a coordinate, by the noise in the
 * last of its inputs (see `networkInputs`).
 */
export function expectedErrors(
  inputs: Float32Array,
  width: number,
  { least, slope }: LossRecipe,
): Float32Array {
  return Float32Array.from({ length: inputs.length / width }, (_, row) =>
    Math.min(least + slope * noiseSize(inputNoise(inputs, row, width)), MOST),
  );
}

/** Beyond it the box tells more than the prices. */
const MOST = 0.3;

/**
 * The mean of s^(1−balance)·√(1 + e²/s²) over a batch, see `LossRecipe`; its slopes count the columns
 * of a row together, not on average.
 */
export function regressionSlope(
  outputs: Float32Array,
  targets: Float32Array,
  expected: Float32Array,
  balance: number,
): Slope {
  const columns = targets.length / expected.length;
  const slopes = new Float32Array(outputs.length);
  let loss = 0;
  for (let i = 0; i < outputs.length; i++) {
    const s = expected[Math.floor(i / columns)] as number;
    const error = (outputs[i] as number) - (targets[i] as number);
    const root = Math.sqrt(error * error + s * s);
    loss += root * s ** -balance;
    slopes[i] = ((error / root) * s ** -balance) / expected.length;
  }
  return { loss: loss / outputs.length, slopes };
}

/**
 * The mean quantile loss (Koenker & Bassett 1978) of outputs, of which each should exceed its target
 * with the probability of its column; its slopes count the columns of a row together, as above.
 */
export function quantileSlope(
  outputs: Float32Array,
  targets: Float32Array,
  probabilities: readonly number[],
): Slope {
  const columns = probabilities.length;
  const rows = outputs.length / columns;
  const slopes = new Float32Array(outputs.length);
  let loss = 0;
  for (let i = 0; i < outputs.length; i++) {
    const probability = probabilities[i % columns] as number;
    const short = (targets[i] as number) - (outputs[i] as number);
    const slope = short > 0 ? -probability : 1 - probability;
    loss -= slope * short;
    slopes[i] = slope / rows;
  }
  return { loss: loss / outputs.length, slopes };
}
