import type { LevyModel } from '../../levy/model.ts';
import type { NetworkShape } from '../learning/mlp-trainer.ts';
import type { Recipe } from '../recipe.ts';

/** A recipe with one thing changed. */
export interface Variant {
  readonly name: string;
  readonly recipe?: Partial<Recipe>;
  readonly shape?: Partial<NetworkShape>;
  readonly constantRate?: boolean;
  /** Takes the last weights instead of their average. */
  readonly last?: boolean;
  /** Learns the parameters themselves instead of the model's coordinates. */
  readonly plainTargets?: boolean;
  /**
   * Projects the features on the family as they are, noise and all. Nothing then tells network or
   * loss how noisy a sample is, so this takes away more than the denoised scores.
   */
  readonly plainInputs?: boolean;
}

/** What was tried for `recipe`, one change at a time. */
export function variantsOf(model: LevyModel, { hidden, loss, seed }: Recipe): readonly Variant[] {
  const [width = 128] = hidden;
  const deep = (layers: number, units = width) => ({
    recipe: { hidden: Array<number>(layers).fill(units) },
  });
  const emphasis = model.coordinates.labels.map((_, i) => (i === 0 ? 4 : 1));
  const isPlain = model.parameters.every(({ symbol }, i) => symbol === model.coordinates.labels[i]);
  return [
    { name: 'as committed' },
    { name: 'another seed', recipe: { seed: seed + 1 } },
    { name: 'a third seed', recipe: { seed: seed + 2 } },
    { name: 'inputs not denoised', plainInputs: true },
    { name: 'half as wide', ...deep(3, width / 2) },
    { name: 'half as wide again', ...deep(3, 1.5 * width) },
    { name: 'two layers', ...deep(2) },
    { name: 'four layers', ...deep(4) },
    { name: 'shortcuts past layers', shape: { residual: true } },
    { name: 'tanh', shape: { activation: 'tanh' } },
    { name: 'ReLU', shape: { activation: 'relu' } },
    { name: '24 scores', recipe: { scores: 24 } },
    { name: 'all errors count alike', recipe: { loss: { ...loss, balance: 1 } } },
    { name: 'noisy errors count most', recipe: { loss: { ...loss, balance: 0 } } },
    { name: `${model.coordinates.labels[0]} counts most`, recipe: { emphasis } },
    { name: 'points spread evenly', recipe: { edges: 0 } },
    { name: 'rate does not fall', constantRate: true },
    { name: 'last weights, not averaged', last: true },
    ...(isPlain ? [] : [{ name: 'parameters as targets', plainTargets: true }]),
  ];
}
