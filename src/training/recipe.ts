import type { LevyModel } from '../levy/model.ts';

/** All that decides a training; the network's card repeats it. */
export interface Recipe {
  /** Training surfaces, Sobol points of the box. */
  readonly samples: number;
  readonly seed: number;
  /** Widening of the training box on each side, as a share of its width, inside the domain. */
  readonly margin: number;
  /** How far the points are drawn from the middle towards the box's faces, see `DatasetOptions`. */
  readonly edges: number;
  /** Scores of the surface family that the network takes, an even number. */
  readonly scores: number;
  /** Added to time values over the forward, see `cellFeature`. */
  readonly floor: number;
  readonly noise: NoiseRecipe;
  /**
   * Rounds of training. Each draws new noise for every surface, and trains on what all rounds so
   * far have drawn; the next round's is drawn meanwhile.
   */
  readonly rounds: number;
  /** Passes over as many samples as there are surfaces, in each round. */
  readonly epochs: number;
  readonly batch: number;
  /** Adam's first learning rate; falls to nothing along a half cosine. */
  readonly rate: number;
  readonly hidden: readonly number[];
  /** Weight of each coordinate's error in the loss, squared; 1 where absent. */
  readonly emphasis?: readonly number[];
  readonly loss: LossRecipe;
  readonly errors: ErrorRecipe;
}

/**
 * The loss of an error e, in standard deviations of its coordinate, is s^(1−balance)·√(1 + e²/s²),
 * s the error to be expected under the sample's noise: quadratic for smaller errors and linear
 * beyond. With balance 0 the noisiest samples decide the training, with 1 all count alike.
 */
export interface LossRecipe {
  readonly balance: number;
  /** s = least + slope·relative + slope·20·absolute noise: an average call is a twentieth of F. */
  readonly least: number;
  readonly slope: number;
}

/** Each sample is drawn as clean, rounded to a tick, with noise in proportion to the price, or both. */
export interface NoiseRecipe {
  /** Shares of the samples; the rest is clean. */
  readonly rounded: number;
  readonly relative: number;
  readonly both: number;
  /** Tick over the forward, log-uniform. */
  readonly tick: readonly [number, number];
  /** Standard deviation in units of the call price, log-uniform. */
  readonly deviation: readonly [number, number];
  /** Share of the samples that lack quotes, and the most of them that such a sample lacks. */
  readonly incomplete: number;
  readonly mostMissing: number;
}

/** The network of errors learns from surfaces that the network itself has not seen. */
export interface ErrorRecipe {
  readonly samples: number;
  /** Drawings of noise for each surface. */
  readonly drawings: number;
  /** As surfaces come, where the training's own mixture serves learning. */
  readonly noise: NoiseRecipe;
  readonly epochs: number;
  readonly hidden: readonly number[];
}

const base: Recipe = {
  samples: 2 ** 18,
  seed: 2024,
  margin: 0.02,
  edges: 0.5,
  scores: 40,
  floor: 1e-5,
  noise: {
    rounded: 0.25,
    relative: 0.4,
    both: 0.12,
    tick: [1e-7, 2e-4],
    deviation: [1e-4, 0.12],
    incomplete: 0.3,
    mostMissing: 0.6,
  },
  rounds: 3,
  epochs: 20,
  batch: 256,
  rate: 1e-3,
  hidden: [128, 128, 128],
  loss: { balance: 0.5, least: 5e-4, slope: 2 },
  errors: {
    samples: 2 ** 16,
    drawings: 3,
    noise: {
      rounded: 0.25,
      relative: 0.3,
      both: 0.1,
      tick: [1e-6, 2e-4],
      deviation: [1e-3, 0.12],
      incomplete: 0.5,
      mostMissing: 0.5,
    },
    epochs: 40,
    hidden: [64, 64, 64],
  },
};

const recipes: Readonly<Record<string, Recipe>> = {
  VarianceGamma: base,
  CGMY: { ...base, scores: 48, hidden: [192, 192, 192] },
};

/** The committed recipe of a model's network. */
export function recipeFor(model: LevyModel): Recipe {
  return recipes[model.name] ?? base;
}
