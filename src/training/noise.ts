import { CELL_COUNT, networkLogMoneyness } from '../network/network-grid.ts';
import { standardNormal } from './random.ts';
import type { NoiseRecipe } from './recipe.ts';

/** How one sample's prices are disturbed. */
export type Disturbance =
  | { readonly kind: 'clean' }
  | { readonly kind: 'rounded'; readonly tick: number }
  | { readonly kind: 'relative'; readonly deviation: number };

/** Draws a disturbance in the recipe's proportions. */
export function drawDisturbance(recipe: NoiseRecipe, random: () => number): Disturbance {
  const u = random();
  if (u < recipe.rounded) return { kind: 'rounded', tick: logUniform(recipe.tick, random) };
  if (u < recipe.rounded + recipe.relative) {
    return { kind: 'relative', deviation: logUniform(recipe.deviation, random) };
  }
  return { kind: 'clean' };
}

/**
 * Writes the 200 time values at `offset` of `values` to `out` as they come out of disturbed call
 * prices: rounding moves a price by up to half a tick, whatever the option; relative noise moves a
 * deep in-the-money call, and with it the tiny time value that it carries, by much.
 */
export function disturb(
  values: Float32Array,
  offset: number,
  disturbance: Disturbance,
  random: () => number,
  out: Float64Array,
): void {
  for (let cell = 0; cell < CELL_COUNT; cell++) {
    const timeValue = values[offset + cell] as number;
    if (disturbance.kind === 'clean') {
      out[cell] = timeValue;
    } else if (disturbance.kind === 'rounded') {
      out[cell] = timeValue + (random() - 0.5) * disturbance.tick;
    } else {
      const intrinsic = Math.max(-Math.expm1(networkLogMoneyness[cell] ?? 0), 0);
      const error = disturbance.deviation * standardNormal(random);
      out[cell] = timeValue + (timeValue + intrinsic) * error;
    }
  }
}

function logUniform([from, to]: readonly [number, number], random: () => number): number {
  return from * (to / from) ** random();
}
