import { findModel } from '../levy/models.ts';
import { createDenoiser } from './denoiser.ts';
import { errorFactorsFor } from './error-factors.ts';
import { networkInputs } from './features.ts';
import type { Network } from './network-file.ts';
import { type ErrorEstimate, type NetworkAnswer, networkAnswer } from './outputs.ts';
import type { PriceNoise } from './price-noise.ts';
import {
  isBeyondNoise,
  type Unfamiliarity,
  unfamiliarityRank,
  unfamiliarityScorer,
} from './unfamiliarity.ts';

/** What a network says of the worth of its own answer. */
export interface Trust {
  /** How far the truth may lie from each parameter, in their order. */
  readonly errors: readonly ErrorEstimate[];
  /** How unlike the surfaces of its training the quotes are. */
  readonly unfamiliarity: Unfamiliarity;
  /** The errors that the prices seem to have: what was taken out of them first. */
  readonly noise: PriceNoise;
}

/** A network's answer to one surface. */
export interface SurfaceAnswer extends Omit<NetworkAnswer, 'errors'> {
  readonly trust: Trust;
}

/** Time values here are over the forward, at the network's 200 cells, NaN where there is no quote. */
export interface NetworkReader {
  /** What goes into the network, and the noise that was taken out of it. */
  readonly read: (timeValues: ArrayLike<number>) => {
    readonly inputs: Float32Array;
    readonly noise: PriceNoise;
  };
  /** The parameters alone that outputs stand for. */
  readonly parameters: (outputs: ArrayLike<number>) => Float64Array;
  /** What the network's outputs for these prices mean. */
  readonly answer: (
    timeValues: ArrayLike<number>,
    noise: PriceNoise,
    outputs: ArrayLike<number>,
  ) => SurfaceAnswer;
}

const readers = new WeakMap<Network, NetworkReader>();

/** No option is worth more than its forward; squares of far larger numbers would overflow. */
const LARGEST = 1e6;
const held = (timeValue: number) => Math.min(Math.max(timeValue, -LARGEST), LARGEST);

/** The one reader of a network: its tables are worth keeping. */
export function networkReader(network: Network): NetworkReader {
  const known = readers.get(network);
  if (known) return known;
  const { card, family } = network;
  const model = findModel(card.model);
  if (!model) throw new RangeError(`No model is called ${card.model}.`);
  const denoise = createDenoiser(family);
  const score = unfamiliarityScorer(model, card.unfamiliarity.tolerance, card.input.floor);
  const reader: NetworkReader = {
    read(timeValues) {
      const denoised = denoise(Float64Array.from(timeValues, held));
      return { inputs: networkInputs(denoised), noise: { ...denoised.noise } };
    },
    parameters: (outputs) => networkAnswer(model, card, outputs).parameters,
    answer(timeValues, noise, outputs) {
      const factors = errorFactorsFor(card.errorFactors, timeValues, noise);
      const { errors, ...answer } = networkAnswer(model, card, outputs, factors);
      const distance = score(Float64Array.from(timeValues, held), answer.parameters, noise);
      const rank = isBeyondNoise(noise) ? 1 : unfamiliarityRank(distance, card.unfamiliarity);
      return { ...answer, trust: { errors, noise, unfamiliarity: { score: distance, rank } } };
    },
  };
  readers.set(network, reader);
  return reader;
}
