import { blackPrice, blackVega, impliedVolatility, timeValue } from '../levy/black.ts';
import type { DenoisedSurface } from './denoiser.ts';
import { CELL_COUNT, networkLogMoneyness, networkMaturity } from './network-grid.ts';
import type { PriceNoise } from './price-noise.ts';

/**
 * Out-of-the-money time values over the forward at the network's cells, from undiscounted calls
 * over the forward, by put–call parity. Rounding may leave slightly negative ones.
 */
export function timeValues(callsOverForward: ArrayLike<number>, out: Float64Array): void {
  for (let cell = 0; cell < CELL_COUNT; cell++) {
    out[cell] = timeValue(
      callsOverForward[cell] ?? Number.NaN,
      networkLogMoneyness[cell] ?? Number.NaN,
    );
  }
}

/** The largest time value over the forward that still has a volatility, with a hair to spare. */
export function largestTimeValue(logMoneyness: number): number {
  return 0.999 * Math.min(1, Math.exp(logMoneyness));
}

/**
 * The feature of one option: ln of the Black volatility of max(o, 0) + floor, o its time value over
 * the forward. It exists for any number; the floor keeps what rounding to cents leaves of a far
 * option, nothing, from looking like information; and volatilities of all cells are nearly alike,
 * where prices span six decades.
 * @param logMoneyness k = ln(K/F)
 * @param maturity years
 */
export function optionFeature(
  value: number,
  logMoneyness: number,
  maturity: number,
  floor: number,
): number {
  const k = logMoneyness;
  const floored = Math.min(Math.max(value, 0) + floor, largestTimeValue(k));
  const found = impliedVolatility(floored, k, maturity, k >= 0 ? 'call' : 'put');
  return found.ok ? Math.log(found.volatility) : Number.NaN;
}

/** {@link optionFeature} at one of the network's cells. */
export function cellFeature(cell: number, value: number, floor: number): number {
  const k = networkLogMoneyness[cell] ?? Number.NaN;
  return optionFeature(value, k, networkMaturity(cell), floor);
}

/** The time value over the forward at one of the network's cells: inverse of {@link cellFeature}. */
export function cellTimeValue(cell: number, feature: number, floor: number): number {
  const k = networkLogMoneyness[cell] ?? Number.NaN;
  return blackPrice(k, cellDeviation(cell, feature), k >= 0 ? 'call' : 'put') - floor;
}

/** Slope of {@link cellTimeValue} by the feature. */
export function cellSlope(cell: number, feature: number): number {
  const deviation = cellDeviation(cell, feature);
  return blackVega(networkLogMoneyness[cell] ?? Number.NaN, deviation) * deviation;
}

/** σ√T of a cell's feature. */
function cellDeviation(cell: number, feature: number): number {
  return Math.exp(feature) * Math.sqrt(networkMaturity(cell));
}

/**
 * Features of the network's 200 cells.
 * @param callsOverForward undiscounted calls over the forward
 */
export function surfaceFeatures(callsOverForward: ArrayLike<number>, floor: number): Float64Array {
  const values = new Float64Array(CELL_COUNT);
  timeValues(callsOverForward, values);
  return values.map((value, cell) => cellFeature(cell, value, floor));
}

/** Inputs beyond the scores: what noise the prices have, and how many there are. */
export const NOISE_INPUTS = 3;
/** Bring ln of the two noises to the order of 1. */
const RELATIVE = { shift: 7, scale: 3 };
const ABSOLUTE = { shift: 15, scale: 4 };

/**
 * What a network's first layer takes for one surface: the scores, and ln of its two noises and the
 * share of its cells with a quote, all of the order of 1.
 */
export function networkInputs({ scores, noise, observed }: DenoisedSurface): Float32Array {
  const inputs = new Float32Array(scores.length + NOISE_INPUTS);
  inputs.set(scores);
  inputs[scores.length] = (Math.log(noise.relative) + RELATIVE.shift) / RELATIVE.scale;
  inputs[scores.length + 1] = (Math.log(noise.absolute) + ABSOLUTE.shift) / ABSOLUTE.scale;
  inputs[scores.length + 2] = observed;
  return inputs;
}

/** The noise in one row of {@link networkInputs}. */
export function inputNoise(inputs: ArrayLike<number>, row: number, width: number): PriceNoise {
  const first = (row + 1) * width - NOISE_INPUTS;
  return {
    relative: Math.exp(RELATIVE.scale * (inputs[first] as number) - RELATIVE.shift),
    absolute: Math.exp(ABSOLUTE.scale * (inputs[first + 1] as number) - ABSOLUTE.shift),
  };
}
