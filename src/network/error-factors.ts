import { contractGrid } from '../levy/contract-grid.ts';
import { CELL_COUNT } from './network-grid.ts';
import { noiseSize, type PriceNoise } from './price-noise.ts';

/**
 * Which of the network's cells have a quote: all, all of a window of the grid, or others with less
 * than a tenth, less than three tenths or more of them missing.
 */
export const completenesses = ['complete', 'window', 'few', 'some', 'many'] as const;
export type Completeness = (typeof completenesses)[number];

/**
 * By what the half-widths of the error network are multiplied, by kind of surface, so that each kind
 * by itself has its truths within them as often as they say (Mondrian conformal prediction, Vovk,
 * Gammerman & Shafer 2005, section 4.5).
 */
export interface ErrorFactors {
  /** Where one level of noise ends and the next begins, see {@link noiseLevel}; rising. */
  readonly levels: readonly number[];
  /** For each completeness and each level, one more than `levels`, a factor an error output. */
  readonly factors: Readonly<Record<Completeness, ReadonlyArray<readonly number[]>>>;
}

const FEW = 0.1;
const SOME = 0.3;
const MATURITIES = contractGrid.maturities.length;

/** The kind of a surface's gaps; NaN stands for no quote. */
export function completenessOf(timeValues: ArrayLike<number>): Completeness {
  let count = 0;
  let [lowStrike, highStrike, early, late] = [CELL_COUNT, -1, MATURITIES, -1];
  for (let cell = 0; cell < CELL_COUNT; cell++) {
    if (Number.isNaN(timeValues[cell])) continue;
    const strike = Math.floor(cell / MATURITIES);
    const maturity = cell % MATURITIES;
    lowStrike = Math.min(lowStrike, strike);
    highStrike = Math.max(highStrike, strike);
    early = Math.min(early, maturity);
    late = Math.max(late, maturity);
    count++;
  }
  if (count === CELL_COUNT) return 'complete';
  if (count === (highStrike - lowStrike + 1) * (late - early + 1)) return 'window';
  const missing = 1 - count / CELL_COUNT;
  return missing < FEW ? 'few' : missing < SOME ? 'some' : 'many';
}

/** The level of a surface's noise, from 0, by its size in an ordinary price. */
export function noiseLevel(noise: PriceNoise, levels: readonly number[]): number {
  const size = noiseSize(noise);
  return levels.filter((level) => size > level).length;
}

/** The factors for a surface of these prices with this noise. */
export function errorFactorsFor(
  { levels, factors }: ErrorFactors,
  timeValues: ArrayLike<number>,
  noise: PriceNoise,
): readonly number[] {
  return factors[completenessOf(timeValues)][noiseLevel(noise, levels)] ?? [];
}
