import { createDenoiser, type SurfaceFamily } from '../../network/denoiser.ts';
import { NOISE_INPUTS, networkInputs } from '../../network/features.ts';
import { CELL_COUNT } from '../../network/network-grid.ts';
import type { NoiseRecipe } from '../recipe.ts';
import type { Dataset, Part } from './dataset.ts';
import type { FeatureTable } from './feature-table.ts';
import { disturb, drawDisturbance } from './noise.ts';
import { randomStream } from './random.ts';

/** One drawing of noise for every surface of a dataset. */
export interface Drawing {
  readonly data: Dataset;
  readonly family: SurfaceFamily;
  readonly noise: NoiseRecipe;
  readonly seed: number;
}

/** Rows that share a stream of random numbers, so that workers may share a drawing. */
const BLOCK = 256;

/** Network inputs in a row. */
export function inputWidth({ size }: SurfaceFamily): number {
  return size + NOISE_INPUTS;
}

/** Room for a drawing's inputs, in memory that workers share. */
export function emptyInputs(count: number, family: SurfaceFamily): Float32Array {
  const length = count * inputWidth(family);
  return new Float32Array(new SharedArrayBuffer(length * Float32Array.BYTES_PER_ELEMENT));
}

/**
 * Disturbs a part of the surfaces and writes what the network sees of them to `out`, a row each; the
 * same numbers whatever the parts.
 */
export function drawInputs(
  { data, family, noise, seed }: Drawing,
  table: FeatureTable,
  out: Float32Array,
  part: Part,
  onDrawn: () => void,
  denoise = createDenoiser(family, table),
): void {
  const values = new Float64Array(CELL_COUNT);
  const width = inputWidth(family);
  for (let block = part.index; block * BLOCK < data.count; block += part.of) {
    const random = randomStream(seed * 65_537 + block);
    const end = Math.min(data.count, (block + 1) * BLOCK);
    for (let row = block * BLOCK; row < end; row++) {
      const disturbance = drawDisturbance(noise, random);
      disturb(data.timeValues, row * CELL_COUNT, disturbance, random, values);
      out.set(networkInputs(denoise(values)), row * width);
      onDrawn();
    }
  }
}
