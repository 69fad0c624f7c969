import { contractGrid } from '../../levy/contract-grid.ts';
import { CELL_COUNT, networkIntrinsic } from '../../network/network-grid.ts';
import type { NoiseRecipe } from '../recipe.ts';
import { standardNormal } from './random.ts';

/** How one sample's prices are disturbed. */
export interface Disturbance {
  /** Prices are off by up to half of this, over the forward, whatever the option. */
  readonly tick: number;
  /** Standard deviation of errors in proportion to the call price. */
  readonly deviation: number;
  readonly missing: Missing;
}

/** Which cells have no quote: each by the same chance, or all outside a window of the grid. */
export type Missing =
  | { readonly kind: 'none' }
  | { readonly kind: 'scattered'; readonly share: number }
  | {
      readonly kind: 'window';
      /** First and one past the last strike and maturity that are quoted, by index. */
      readonly strikes: readonly [number, number];
      readonly maturities: readonly [number, number];
    };

/** Prices as the model has them, all of them there. */
export const undisturbed: Disturbance = { tick: 0, deviation: 0, missing: { kind: 'none' } };

const STRIKES = contractGrid.strikes.length;
const MATURITIES = contractGrid.maturities.length;

/** Draws a disturbance in the recipe's proportions. */
export function drawDisturbance(recipe: NoiseRecipe, random: () => number): Disturbance {
  const { rounded, relative, both } = recipe;
  const u = random();
  const hasTick = u < rounded + both;
  const hasNoise = u >= rounded && u < rounded + both + relative;
  return {
    tick: hasTick ? logUniform(recipe.tick, random) : 0,
    deviation: hasNoise ? logUniform(recipe.deviation, random) : 0,
    missing: drawMissing(recipe, random),
  };
}

function drawMissing(recipe: NoiseRecipe, random: () => number): Missing {
  if (random() >= recipe.incomplete) return { kind: 'none' };
  const share = recipe.mostMissing * random();
  if (random() < 0.5) return { kind: 'scattered', share };
  const window = (count: number): [number, number] => {
    const cut = () => Math.floor(random() * share * count);
    const first = cut();
    return [first, Math.max(first + 1, count - cut())];
  };
  return { kind: 'window', strikes: window(STRIKES), maturities: window(MATURITIES) };
}

/**
 * Writes the 200 time values at `offset` of `values` to `out` as they come out of disturbed call
 * prices, NaN where there is none: relative noise moves a deep in-the-money call, and with it the
 * tiny time value that it carries, by much.
 */
export function disturb(
  values: ArrayLike<number>,
  offset: number,
  { tick, deviation, missing }: Disturbance,
  random: () => number,
  out: Float64Array,
): void {
  for (let cell = 0; cell < CELL_COUNT; cell++) {
    let value = values[offset + cell] as number;
    if (deviation > 0) {
      const call = value + (networkIntrinsic[cell] as number);
      value += call * deviation * standardNormal(random);
    }
    if (tick > 0) value += (random() - 0.5) * tick;
    out[cell] = isMissing(cell, missing, random) ? Number.NaN : value;
  }
}

function isMissing(cell: number, missing: Missing, random: () => number): boolean {
  if (missing.kind === 'none') return false;
  if (missing.kind === 'scattered') return random() < missing.share;
  const strike = Math.floor(cell / MATURITIES);
  const maturity = cell % MATURITIES;
  const [lowStrike, highStrike] = missing.strikes;
  const [early, late] = missing.maturities;
  return strike < lowStrike || strike >= highStrike || maturity < early || maturity >= late;
}

function logUniform([from, to]: readonly [number, number], random: () => number): number {
  return from * (to / from) ** random();
}
