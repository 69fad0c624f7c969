import type { LevyModel } from '../levy/model.ts';

/** All that decides a training; the network's card repeats it. */
export interface Recipe {
  /** Training surfaces, Sobol points of the box. */
  readonly samples: number;
  readonly seed: number;
  /** Widening of the training box on each side, as a share of its width, inside the domain. */
  readonly margin: number;
  readonly epochs: number;
  readonly batch: number;
  /** Adam's first learning rate; falls to nothing along a half cosine. */
  readonly rate: number;
  readonly hidden: readonly number[];
  /** Principal components of the features that the network takes. */
  readonly components: number;
  /**
   * A component of variance λ is scaled by (λ + ridge²)^(−exponent/2): exponent 1 would whiten the
   * inputs and with them the noise; components whose deviation is under `ridge` are noise in practice.
   */
  readonly ridge: number;
  readonly exponent: number;
  /** Added to time values over the forward, see `cellFeature`. */
  readonly floor: number;
  /**
   * Weight of each coordinate's error in the loss, squared; 1 where absent. CGMY surfaces tell ln v
   * far better than the others, and a surface is repriced only as well as its variance.
   */
  readonly emphasis?: readonly number[];
  readonly noise: NoiseRecipe;
}

/** Each sample is drawn anew as clean, rounded to a tick, or with noise in proportion to the price. */
export interface NoiseRecipe {
  /** Shares of the samples; the rest is clean. */
  readonly rounded: number;
  readonly relative: number;
  /** Tick over the forward, log-uniform. */
  readonly tick: readonly [number, number];
  /** Standard deviation in units of the call price, log-uniform. */
  readonly deviation: readonly [number, number];
}

const base: Recipe = {
  samples: 2 ** 18,
  seed: 2024,
  margin: 0.02,
  epochs: 40,
  batch: 256,
  rate: 1e-3,
  hidden: [192, 192, 192],
  components: 48,
  ridge: 2e-3,
  exponent: 0.8,
  floor: 1e-5,
  noise: { rounded: 0.35, relative: 0.15, tick: [1e-7, 1e-4], deviation: [1e-4, 1e-2] },
};

const recipes: Readonly<Record<string, Recipe>> = {
  VarianceGamma: { ...base, hidden: [128, 128, 128] },
  CGMY: {
    ...base,
    epochs: 44,
    hidden: [224, 224, 224],
    components: 56,
    emphasis: [4, 1, 1, 1],
    noise: { ...base.noise, rounded: 0.4, tick: [1e-6, 2e-4] },
  },
};

/** The committed recipe of a model's network. */
export function recipeFor(model: LevyModel): Recipe {
  return recipes[model.name] ?? base;
}
