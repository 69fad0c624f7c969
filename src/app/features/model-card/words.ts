import { fixed, NONE } from '../../format/numbers.ts';
import { shareText } from '../../format/trust.ts';
import type { CardFacts, TrainingRecipe } from '../../state/network-card.ts';

/** A network's card in words. */

const NBSP = '\u00a0';

export function bytesText(bytes: number): string {
  return `${fixed(bytes / 1000, 0)}${NBSP}kB`;
}

/** A hash as long as it takes to tell two apart. */
export function shortHash(hash: string): string {
  return hash.length > 20 ? `${hash.slice(0, 8)}…${hash.slice(-8)}` : hash;
}

/** 262144 → `262,144`. */
export function countText(count: number): string {
  return count.toLocaleString('en-GB');
}

/** What the network is made of. */
export function layersText({ layers, errorLayers }: CardFacts): string {
  return `${layers.join(' → ')} for the parameters, ${errorLayers.join(' → ')} for their errors; SiLU between`;
}

/** What it learnt from, and for how long. */
export function trainingText({ samples, margin, rounds, epochs }: TrainingRecipe): string {
  const often = rounds === 1 ? '1 round' : `${rounds} rounds`;
  return `${countText(samples)} surfaces priced by the model itself, spread over the ranges below and ${percentText(margin)} beyond; ${often} of ${epochs} passes, each round with new noise`;
}

/**
 * What was done to the prices before the network saw them.
 * @param spot in whose currency ticks are said
 */
export function noiseText({ noise }: TrainingRecipe, spot: number): string {
  const { rounded, relative, both, tick, deviation, incomplete, mostMissing } = noise;
  const ticks = tick.map((size) => tidy(size * spot)).join(' … ');
  const sizes = deviation.map((size) => tidy(100 * size)).join(' … ');
  const clean = Math.max(1 - rounded - relative - both, 0);
  return `${percentText(rounded)} rounded to ticks of ${ticks} at a spot of ${spot}, ${percentText(relative)} with noise of ${sizes}${NBSP}% of the price, ${percentText(both)} with both, ${percentText(clean)} clean; ${percentText(incomplete)} with up to ${percentText(mostMissing)} of the quotes missing`;
}

function percentText(share: number): string {
  return `${tidy(100 * share)}${NBSP}%`;
}

/** A number that somebody chose, free of what arithmetic adds. */
function tidy(value: number): string {
  return String(Number(value.toPrecision(6)));
}

/** Never rounded up to 1. */
export function r2Text(r2: number): string {
  return Number.isFinite(r2) ? fixed(Math.floor(r2 * 1e5 + 1e-9) / 1e5, 5) : NONE;
}

/** Share of the truths within the network's own errors. */
export function coverageText(share: number): string {
  return Number.isFinite(share) ? `${fixed(100 * share, 1)}${NBSP}%` : NONE;
}

/** What the area under the curve means. */
export function aucText(auc: number): string {
  return Number.isFinite(auc) ? shareText(auc) : NONE;
}
