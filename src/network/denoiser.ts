import { cellFeature, cellSlope, cellTimeValue } from './features.ts';
import { CELL_COUNT, networkIntrinsic } from './network-grid.ts';
import { NormalEquations } from './normal-equations.ts';
import { type PriceNoise, updateNoise } from './price-noise.ts';

/**
 * The surfaces of a model's training box as a linear family with a normal prior: features
 * x = mean + basis·z with z standard normal, and what the basis leaves out as independent errors
 * (probabilistic principal components, Tipping & Bishop 1999, but with a variance for each cell).
 */
export interface SurfaceFamily {
  /** Added to time values over the forward before they become features, see `optionFeature`. */
  readonly floor: number;
  /** Features' means, 200. */
  readonly mean: Float32Array;
  /** [200 × size], row-major: eigenvectors times standard deviations, largest first. */
  readonly basis: Float32Array;
  /** Scores, an even number. */
  readonly size: number;
  /** Standard deviation of what the basis leaves out, per cell. */
  readonly remainder: Float32Array;
}

/** What a surface's prices tell, with their noise told apart. Overwritten by the next reading. */
export interface DenoisedSurface {
  /** Posterior mean of z. */
  readonly scores: Float64Array;
  readonly noise: Readonly<PriceNoise>;
  /** Share of the cells that have a quote. */
  readonly observed: number;
}

/** Reads time values over the forward at the network's 200 cells; NaN where there is no quote. */
export type Denoiser = (timeValues: ArrayLike<number>) => DenoisedSurface;

/** First by the leading scores alone, which noise leaves in any case, at a sixth of the work. */
const COARSE = 16;
const COARSE_ROUNDS = 2;
const FINE_ROUNDS = 3;
/** Noise that the first solution takes for granted; it only has to be survived. */
const FIRST_NOISE: Readonly<PriceNoise> = { relative: 0.03, absolute: 1e-5 };
/**
 * Once the whole family has been fitted, residuals beyond this many variances lose weight: a wrong
 * price must not decide.
 */
const ROBUST = 25;
/** A time value this many standard deviations above 0 has a feature that its noise does not bend. */
const CLEAR = 4;
/** Where features may go while the solution is still far off. */
const LEAST_FEATURE = -5;
const LARGEST_FEATURE = 2;

/**
 * Finds the most likely surface of the family behind prices with unknown noise: weighted least
 * squares in the features, with the noise estimated anew from the residuals of each solution.
 * Prices that noise has swamped get next to no weight, and enter by their difference from the
 * surface found so far, which has no bias where a volatility would not exist (Gauss–Newton);
 * missing prices get none: the others say, through the family, what they would be (gappy principal
 * components, Everson & Sirovich 1995).
 * @param feature stands in for {@link cellFeature} where it can be had faster
 */
export function createDenoiser(
  family: SurfaceFamily,
  feature: (cell: number, timeValue: number) => number = (cell, timeValue) =>
    cellFeature(cell, timeValue, family.floor),
): Denoiser {
  const { size, basis, mean, floor } = family;
  const equations = new NormalEquations(basis, CELL_COUNT, size);
  const column = () => new Float64Array(CELL_COUNT);
  /** The features that the quotes have themselves, and those of the surface found. */
  const own = column();
  const features = column();
  const calls = column();
  const residuals = column();
  /** ∂o/∂x at the surface found. */
  const slopes = column();
  const given = column();
  const weights = column();
  const weighted = column();
  const noise = { ...FIRST_NOISE };
  const coarse = Math.min(COARSE, size);
  const leftByCoarse = variancesLeft(family, coarse);
  const leftByAll = variancesLeft(family, size);

  /** Weights of a first solution: by the slope at each quote's own feature. */
  const weighFirst = (timeValues: ArrayLike<number>) => {
    for (let cell = 0; cell < CELL_COUNT; cell++) {
      weights[cell] = 0;
      weighted[cell] = 0;
      const value = timeValues[cell] as number;
      if (!(value > 0)) continue;
      own[cell] = feature(cell, value);
      const error = noise.absolute + noise.relative * (value + (networkIntrinsic[cell] as number));
      if (value < (CLEAR / 2) * error) continue;
      const relativeError = error / cellSlope(cell, own[cell] as number);
      const weight = 1 / (relativeError * relativeError + (leftByCoarse[cell] as number));
      weights[cell] = weight;
      weighted[cell] = weight * ((own[cell] as number) - (mean[cell] as number));
    }
  };

  /** Weights of the next solution: by noise and slopes of the one before. */
  const weigh = (timeValues: ArrayLike<number>, left: Float64Array, robust: number) => {
    for (let cell = 0; cell < CELL_COUNT; cell++) {
      weights[cell] = 0;
      weighted[cell] = 0;
      const residual = residuals[cell] as number;
      if (Number.isNaN(residual)) continue;
      const value = timeValues[cell] as number;
      const slope = slopes[cell] as number;
      const variance = noise.absolute ** 2 + (noise.relative * (calls[cell] as number)) ** 2;
      const spread = variance + (left[cell] as number) * slope * slope;
      const scaled = slope / (spread + (residual * residual) / robust);
      const weight = slope * scaled;
      const isClear = value > 0 && value * value > CLEAR * CLEAR * variance;
      const known = isClear ? (own[cell] as number) : (features[cell] as number);
      weights[cell] = weight;
      weighted[cell] =
        weight * (known - (mean[cell] as number)) + (isClear ? 0 : scaled * residual);
    }
  };

  /** Solves for `count` scores, prices the surface found and estimates the noise anew. */
  const solve = (timeValues: ArrayLike<number>, count: number, left: Float64Array) => {
    equations.solve(count, weights, weighted);
    for (let cell = 0; cell < CELL_COUNT; cell++) {
      let x = mean[cell] as number;
      for (let c = 0; c < count; c++) {
        x += (basis[cell * size + c] as number) * (equations.scores[c] as number);
      }
      x = Math.min(Math.max(x, LEAST_FEATURE), LARGEST_FEATURE);
      const price = cellTimeValue(cell, x, floor);
      const slope = cellSlope(cell, x);
      features[cell] = x;
      slopes[cell] = slope;
      calls[cell] = price + (networkIntrinsic[cell] as number);
      residuals[cell] = (timeValues[cell] as number) - price;
      given[cell] = (left[cell] as number) * slope * slope;
    }
    updateNoise(noise, residuals, calls, given);
  };

  return (timeValues) => {
    Object.assign(noise, FIRST_NOISE);
    weighFirst(timeValues);
    solve(timeValues, coarse, leftByCoarse);
    for (let round = 0; round < COARSE_ROUNDS + FINE_ROUNDS; round++) {
      const left = round < COARSE_ROUNDS ? leftByCoarse : leftByAll;
      weigh(timeValues, left, round > COARSE_ROUNDS ? ROBUST : Number.POSITIVE_INFINITY);
      solve(timeValues, round < COARSE_ROUNDS ? coarse : size, left);
    }
    let observed = 0;
    for (let cell = 0; cell < CELL_COUNT; cell++) {
      if (!Number.isNaN(timeValues[cell])) observed += 1 / CELL_COUNT;
    }
    return { scores: equations.scores, noise, observed };
  };
}

/** Per cell, the variance that the first `count` scores leave out. */
function variancesLeft({ basis, size, remainder }: SurfaceFamily, count: number): Float64Array {
  return Float64Array.from(remainder, (deviation, cell) => {
    let sum = deviation * deviation;
    for (let c = count; c < size; c++) sum += (basis[cell * size + c] as number) ** 2;
    return sum;
  });
}
