import type { Coordinates, LevyModel } from '../../levy/model.ts';
import { createDenoiser, type Denoiser, type SurfaceFamily } from '../../network/denoiser.ts';
import { networkInputs } from '../../network/features.ts';
import { CELL_COUNT } from '../../network/network-grid.ts';
import { networkAnswer } from '../../network/outputs.ts';
import { type Dataset, makeDataset } from '../data/dataset.ts';
import { type FeatureTable, featureTable } from '../data/feature-table.ts';
import { drawInputs, emptyInputs, inputWidth } from '../data/input-drawing.ts';
import { disturb } from '../data/noise.ts';
import { randomStream } from '../data/random.ts';
import { fitSurfaceFamily } from '../data/surface-family.ts';
import { MlpTrainer, type NetworkShape } from '../learning/mlp-trainer.ts';
import {
  fitOutputScaler,
  type OutputScaler,
  standardisedTargets,
} from '../learning/output-scaler.ts';
import { trainEpochs } from '../learning/train.ts';
import type { Recipe } from '../recipe.ts';
import { conditions } from './conditions.ts';
import type { Variant } from './variants.ts';

/** Mean of |error|/range over parameters and held-out surfaces, by condition. */
export type VariantErrors = ReadonlyMap<string, number>;

/** So much of a recipe that a variant takes half a minute. */
const SHORT = { samples: 2 ** 14, rounds: 2, epochs: 12 } as const;
const HELD_OUT = 1000;
/** Not those of `evaluate`: what is chosen by surfaces cannot be judged by them. */
const HELD_OUT_SEED = 1007;
/** Conditions that the errors are told for. */
export const compared = conditions
  .map(({ condition }) => condition)
  .filter((name) => !name.includes('missing'));

interface Prepared {
  readonly data: Dataset;
  readonly family: SurfaceFamily;
  readonly drawings: readonly Float32Array[];
  /** Held-out inputs by condition. */
  readonly tests: ReadonlyMap<string, Float32Array>;
}

/** Trains short versions of variants; keeps surfaces and drawings that the next can use again. */
export function variantTrainer(model: LevyModel, recipe: Recipe) {
  const heldOut = makeDataset({
    model,
    count: HELD_OUT,
    seed: HELD_OUT_SEED,
    sampling: 'random',
    margin: 0,
  });
  const kept = new Map<string, Prepared>();
  const prepare = (own: Recipe, isPlain: boolean): Prepared => {
    const key = JSON.stringify([own.seed, own.edges, own.scores, isPlain]);
    const made = kept.get(key) ?? prepared(model, own, heldOut, isPlain);
    kept.set(key, made);
    return made;
  };
  return async (variant: Variant): Promise<VariantErrors> => {
    const own: Recipe = { ...recipe, ...variant.recipe, ...SHORT };
    const { data, family, drawings, tests } = prepare(own, variant.plainInputs ?? false);
    const target = variant.plainTargets ? { ...model, coordinates: asTheyAre(model) } : model;
    const outputs = fitOutputScaler(target, data, own);
    const shape: NetworkShape = { activation: 'silu', residual: false, ...variant.shape };
    const width = inputWidth(family);
    const training = trainEpochs({
      recipe: own,
      width,
      targets: standardisedTargets(target, data, outputs),
      drawing: async (round) => drawings[round] ?? new Float32Array(),
      shape,
      ...(variant.constantRate && { constantRate: true }),
    });
    const layers = [width, ...own.hidden, model.parameters.length];
    const trained = new MlpTrainer(layers, randomStream(0), shape);
    let step = await training.next();
    let last: readonly Float32Array[] = [];
    while (!step.done) {
      last = step.value.checkpoint.arrays;
      step = await training.next();
    }
    const variables = variant.last ? last : step.value;
    for (const [i, array] of trained.averages.entries()) array.set(variables[i] ?? []);
    const errors = [...tests].map(([condition, inputs]) => {
      const answers = trained.predict(inputs);
      return [condition, meanError(target, outputs, answers, heldOut)] as const;
    });
    return new Map(errors);
  };
}

function prepared(model: LevyModel, recipe: Recipe, heldOut: Dataset, isPlain: boolean): Prepared {
  const { samples: count, seed, margin, edges, noise } = recipe;
  const table = featureTable(recipe.floor);
  const data = makeDataset({ model, count, seed, margin, edges, sampling: 'sobol' });
  const family = fitSurfaceFamily(data, table, recipe);
  const denoise = isPlain ? plainProjection(family, table) : createDenoiser(family, table);
  const whole = { index: 0, of: 1 };
  const drawings = Array.from({ length: recipe.rounds }, (_, round) => {
    const out = emptyInputs(count, family);
    const drawing = { data, family, noise, seed: seed + round };
    drawInputs(drawing, table, out, whole, () => undefined, denoise);
    return out;
  });
  const tests = conditions
    .filter(({ condition }) => compared.includes(condition))
    .map(({ condition, disturbance }) => {
      const random = randomStream(HELD_OUT_SEED + 1);
      const values = new Float64Array(CELL_COUNT);
      const width = inputWidth(family);
      const inputs = new Float32Array(heldOut.count * width);
      for (let row = 0; row < heldOut.count; row++) {
        disturb(heldOut.timeValues, row * CELL_COUNT, disturbance, random, values);
        inputs.set(networkInputs(denoise(values)), row * width);
      }
      return [condition, inputs] as const;
    });
  return { data, family, drawings, tests: new Map(tests) };
}

/**
 * Principal components of the features as they are, each quote as good as any other. A component of
 * variance λ is scaled by (λ + 0.002²)^−0.4: noise would drown the small ones of unit variance.
 */
function plainProjection({ size, basis, mean }: SurfaceFamily, table: FeatureTable): Denoiser {
  const scores = new Float64Array(size);
  const noise = { relative: 1e-3, absolute: 1e-7 };
  const scales = scores.map((_, c) => {
    let variance = 0;
    for (let cell = 0; cell < CELL_COUNT; cell++)
      variance += (basis[cell * size + c] as number) ** 2;
    return (variance + 0.002 ** 2) ** -0.4 / Math.sqrt(variance);
  });
  return (timeValues) => {
    scores.fill(0);
    let observed = 0;
    for (let cell = 0; cell < CELL_COUNT; cell++) {
      const value = timeValues[cell] as number;
      if (Number.isNaN(value)) continue;
      observed += 1 / CELL_COUNT;
      const centred = table(cell, value) - (mean[cell] as number);
      for (let c = 0; c < size; c++) {
        const share = centred * (basis[cell * size + c] as number) * (scales[c] as number);
        scores[c] = (scores[c] as number) + share;
      }
    }
    return { scores, noise, observed };
  };
}

/** Parameters that stand for themselves. */
function asTheyAre({ parameters, coordinates }: LevyModel): Coordinates {
  const copy = (from: ArrayLike<number>, out: Float64Array) => out.set(from);
  return {
    ...coordinates,
    labels: parameters.map(({ symbol }) => symbol),
    of: copy,
    toParameters: copy,
  };
}

function meanError(
  model: LevyModel,
  scaler: OutputScaler,
  answers: Float32Array,
  { count, parameters: truth }: Dataset,
): number {
  const { parameters, coordinates } = model;
  const columns = parameters.length;
  const card = { output: { labels: coordinates.labels, ...scaler } };
  let sum = 0;
  for (let row = 0; row < count; row++) {
    const own = answers.subarray(row * columns, (row + 1) * columns);
    const found = networkAnswer(model, card, own).parameters;
    for (const [i, { range }] of parameters.entries()) {
      const error = (found[i] as number) - (truth[row * columns + i] as number);
      sum += Math.abs(error) / (range.max - range.min);
    }
  }
  return sum / (count * columns);
}
