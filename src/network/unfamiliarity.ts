import { contractGrid } from '../levy/contract-grid.ts';
import type { LevyModel } from '../levy/model.ts';
import { surfacePricer } from '../levy/pricer.ts';
import { cellFeature, cellSlope, timeValues as timeValuesOf } from './features.ts';
import type { NetworkCard } from './network-file.ts';
import { CELL_COUNT } from './network-grid.ts';
import { noiseSize, type PriceNoise } from './price-noise.ts';

/** How unlike the surfaces of a network's training a surface is. */
export interface Unfamiliarity {
  /**
   * Root mean square distance between the prices and those of the network's own parameters, in units
   * of what their noise and the network's usual error explain: about 1 where both are as usual. In
   * hard corners of the box even familiar surfaces score higher, so judge by the rank.
   */
  readonly score: number;
  /**
   * Share of the card's measuring surfaces, from the training box, that score lower: 0 to 1; and 1
   * where the prices seem noisier than any of them.
   */
  readonly rank: number;
}

/**
 * More noise than this explains nothing. Training drew errors of up to 0.12 of the price, and ticks
 * that leave 0.6e-4 of the forward.
 */
export const MOST_NOISE: Readonly<PriceNoise> = { relative: 0.12, absolute: 1e-4 };

/**
 * Scores how well the network's own parameters explain the prices. Outside the training box they
 * cannot follow, another model's surface has a shape they do not have, and what is no surface at all
 * needs more noise than there ever was.
 * The scorer takes time values over the forward at the network's 200 cells (NaN where there is no
 * quote), the network's parameters and the noise found; of no quotes at all its score is NaN.
 * @param tolerance usual error of the network's surface, in ln of volatility
 * @param floor of the features: a price under it carries nothing, and needs no slope of its own
 */
export function unfamiliarityScorer(model: LevyModel, tolerance: number, floor: number) {
  const pricer = surfacePricer(model, contractGrid);
  const calls = new Float64Array(CELL_COUNT);
  const own = new Float64Array(CELL_COUNT);
  return (
    timeValues: ArrayLike<number>,
    parameters: ArrayLike<number>,
    noise: PriceNoise,
  ): number => {
    pricer.forwardCalls(parameters, calls);
    timeValuesOf(calls, own);
    const absolute = Math.min(noise.absolute, MOST_NOISE.absolute) ** 2;
    const relative = Math.min(noise.relative, MOST_NOISE.relative) ** 2;
    let sum = 0;
    let count = 0;
    for (let cell = 0; cell < CELL_COUNT; cell++) {
      const value = timeValues[cell] as number;
      if (Number.isNaN(value)) continue;
      const modelled = own[cell] as number;
      const usual = tolerance * cellSlope(cell, cellFeature(cell, modelled, floor));
      const variance = absolute + relative * (calls[cell] as number) ** 2 + usual * usual;
      sum += (value - modelled) ** 2 / variance;
      count++;
    }
    return Math.sqrt(sum / count);
  };
}

/** So far over the most noise that was drawn is the estimate on hardly one surface in a hundred. */
const MARGIN = 2.5;

/** Whether prices seem noisier than any of the training: then they are not of its kind at all. */
export function isBeyondNoise(noise: PriceNoise): boolean {
  return noiseSize(noise) > MARGIN * noiseSize(MOST_NOISE);
}

/** Share of the training box's surfaces that score lower, between the card's quantiles. */
export function unfamiliarityRank(
  score: number,
  { quantiles }: NetworkCard['unfamiliarity'],
): number {
  const above = quantiles.findIndex((quantile) => !(score > quantile.score));
  const high = quantiles[above];
  const low = quantiles[above - 1] ?? { share: 0, score: 0 };
  if (!high) return 1;
  const weight = (score - low.score) / (high.score - low.score);
  return low.share + weight * (high.share - low.share);
}
