/** Standard deviations of the errors that a surface's prices seem to have. */
export interface PriceNoise {
  /** Of errors alike for every price, such as rounding leaves, over the forward. */
  absolute: number;
  /** Of errors in proportion to the call price. */
  relative: number;
}

/** An ordinary call of the grid over the forward: what absolute noise is measured by. */
const ORDINARY_CALL = 0.05;

/** Both noises together, as a share of an ordinary call. */
export function noiseSize({ relative, absolute }: PriceNoise): number {
  return relative + absolute / ORDINARY_CALL;
}

/** Rounding of doubles, and of training surfaces, which are kept in single precision. */
const LEAST_RELATIVE = 1e-6;
const LEAST_ABSOLUTE = 1e-9;
/** Prices cannot be more wrong than this and still be prices. */
const LARGEST = 1;
/** A residual beyond three standard deviations counts as three: one wrong price is not noise. */
const CLIP = 9;
const PASSES = 2;

/**
 * Fits absolute² + (relative·call)² to squared residuals by Fisher's scoring of the two variance
 * components (Searle, Casella & McCulloch 1992, chapter 6), each residual weighed by its variance
 * as known so far. Updates `noise`.
 * @param residuals price − model over the forward; NaN where there is no quote
 * @param calls undiscounted calls over the forward
 * @param given variance of each residual that is no noise of the price
 */
export function updateNoise(
  noise: PriceNoise,
  residuals: Float64Array,
  calls: Float64Array,
  given: Float64Array,
): void {
  for (let pass = 0; pass < PASSES; pass++) {
    let s00 = 0;
    let s01 = 0;
    let s11 = 0;
    let t0 = 0;
    let t1 = 0;
    const absolute = noise.absolute ** 2;
    const relative = noise.relative ** 2;
    for (let i = 0; i < residuals.length; i++) {
      const residual = residuals[i] as number;
      if (Number.isNaN(residual)) continue;
      const square = (calls[i] as number) ** 2;
      const variance = absolute + relative * square + (given[i] as number);
      const weight = 1 / (variance * variance);
      const surplus = Math.min(residual * residual, CLIP * variance) - (given[i] as number);
      s00 += weight;
      s01 += weight * square;
      s11 += weight * square * square;
      t0 += weight * surplus;
      t1 += weight * square * surplus;
    }
    const determinant = s00 * s11 - s01 * s01;
    let a = (t0 * s11 - t1 * s01) / determinant;
    let r = (t1 * s00 - t0 * s01) / determinant;
    // Where one component would be negative it is 0, and the other is fitted alone.
    if (!(a > 0)) {
      a = 0;
      r = t1 / s11;
    } else if (!(r > 0)) {
      r = 0;
      a = t0 / s00;
    }
    noise.absolute = deviation(a, LEAST_ABSOLUTE);
    noise.relative = deviation(r, LEAST_RELATIVE);
  }
}

function deviation(variance: number, least: number): number {
  return variance > least * least ? Math.min(Math.sqrt(variance), LARGEST) : least;
}
