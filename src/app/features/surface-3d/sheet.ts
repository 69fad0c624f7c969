import { forwardPrice, type Surface } from '../../../calibration/quotes/surface.ts';
import { surfaceFitter } from '../../../calibration/report/fit.ts';
import { linspace } from '../../../levy/contract-grid.ts';
import type { LevyModel } from '../../../levy/model.ts';

/** What stands upright: Black volatility in %, or the price of a call in the spot's currency. */
export type Quantity = 'volatility' | 'price';

/** Samples along a side of the sheet. */
const SAMPLES = 41;

/**
 * `count` samples that contain every one of `values` and cut the widest gaps in half, as `place`
 * measures them; evenly spaced where there are more values than that. So the sheet passes through
 * the model exactly where there is a quote.
 * @param values increasing
 */
export function axisSamples(
  values: readonly number[],
  count: number,
  place: (value: number) => number = Number,
): number[] {
  const [first, last] = [values[0], values.at(-1)];
  if (first === undefined || last === undefined) return [];
  if (values.length > count) return linspace(first, last, count);
  const samples = [...values];
  while (samples.length < count && samples.length > 1) {
    let widest = 1;
    for (let i = 2; i < samples.length; i++) {
      if (gap(samples, i, place) > gap(samples, widest, place)) widest = i;
    }
    const [left, right] = [samples[widest - 1] as number, samples[widest] as number];
    samples.splice(widest, 0, (left + right) / 2);
  }
  return samples;
}

function gap(samples: readonly number[], i: number, place: (value: number) => number): number {
  return place(samples[i] as number) - place(samples[i - 1] as number);
}

/** Where the sheet is sampled: an imagined surface of calls, dense enough to look smooth. */
export function sampledSurface(surface: Surface): Surface {
  const strikes = axisSamples(surface.strikes, SAMPLES);
  // Smiles flatten like 1/√T: short maturities need more samples.
  const maturities = axisSamples(surface.maturities, SAMPLES, Math.sqrt);
  const { spot, rate, dividendYield } = surface;
  return {
    strikes,
    maturities,
    prices: new Array(strikes.length * maturities.length).fill(0),
    spot,
    rate,
    dividendYield,
    ...(surface.forwards && { forwards: maturities.map((T) => forwardBetween(surface, T)) }),
  };
}

/** Forward at any maturity, its logarithm linear between those that are known. */
function forwardBetween(surface: Surface, T: number): number {
  const { maturities } = surface;
  const next = maturities.findIndex((maturity) => maturity >= T);
  const right = Math.max(next, 0);
  const left = maturities[right] === T ? right : Math.max(right - 1, 0);
  const [from, to] = [maturities[left] ?? T, maturities[right] ?? T];
  const share = to > from ? (T - from) / (to - from) : 0;
  return forwardPrice(surface, left) ** (1 - share) * forwardPrice(surface, right) ** share;
}

/** The model over the samples of a surface, again and again for other parameters. */
export interface Sheet {
  readonly samples: Surface;
  /**
   * Values at the samples, strike-major; NaN where a price has no volatility.
   * @throws RangeError where the parameters cannot be priced.
   */
  readonly values: (parameters: ArrayLike<number>, quantity: Quantity) => Float64Array;
}

export function createSheet(surface: Surface, model: LevyModel): Sheet {
  const samples = sampledSurface(surface);
  const reprice = surfaceFitter(samples, model);
  return {
    samples,
    values(parameters, quantity) {
      const steps = reprice(parameters);
      let step = steps.next();
      while (!step.done) step = steps.next();
      const { modelPrices, modelVolatilities } = step.value;
      if (quantity === 'price')
        return Float64Array.from(modelPrices, (price) => price ?? Number.NaN);
      return Float64Array.from(modelVolatilities, (found) =>
        found.ok ? 100 * found.volatility : Number.NaN,
      );
    },
  };
}
