import type { LevyModel } from '../levy/model.ts';
import type { NetworkCard } from './network-file.ts';

/** Half-widths around a network's parameter that hold the truth so often, in its unit. */
export interface ErrorEstimate {
  readonly p68: number;
  readonly p95: number;
}

/** Parameters of one row of network outputs, and whether they had to be held inside the box. */
export interface NetworkAnswer {
  readonly parameters: Float64Array;
  /** In the order of the parameters. */
  readonly errors: readonly ErrorEstimate[];
  /** Keys of the parameters that lie on or beyond the edge of the training box. */
  readonly atEdge: readonly string[];
}

/** ln of the widest half-width over the range: nearly three ranges to either side. */
const LARGEST_ERROR = 1;

/**
 * Parameters and their errors from standardised outputs: coordinates, then ln of the half-widths for
 * 68 % and for 95 % over the ranges. A network knows nothing beyond its training box, so its
 * coordinates are held within the box's; this keeps them inside the model's domain too.
 * @param errorFactors of the half-widths, in the order of their outputs; 1 where absent
 */
export function networkAnswer(
  model: LevyModel,
  card: Pick<NetworkCard, 'output'>,
  outputs: ArrayLike<number>,
  errorFactors: readonly number[] = [],
): NetworkAnswer {
  const { mean, scale, min, max } = card.output;
  const coordinates = Float64Array.from(mean, (centre, i) => {
    const value = centre + (scale[i] ?? Number.NaN) * (outputs[i] ?? Number.NaN);
    return Math.min(Math.max(value, min[i] ?? Number.NaN), max[i] ?? Number.NaN);
  });
  const parameters = new Float64Array(model.parameters.length);
  model.coordinates.toParameters(coordinates, parameters);
  const atEdge = model.parameters
    .filter(({ range }, i) => {
      const value = parameters[i] ?? Number.NaN;
      const hair = 1e-6 * (range.max - range.min);
      return !(value > range.min + hair && value < range.max - hair);
    })
    .map(({ key }) => key);
  const count = parameters.length;
  const halfWidth = (i: number, offset: number) => {
    const { min: low = NaN, max: high = NaN } = model.parameters[i]?.range ?? {};
    const logarithm = outputs[mean.length + offset + i] ?? Number.NaN;
    return (high - low) * Math.exp(Math.min(logarithm, LARGEST_ERROR));
  };
  const errors = model.parameters.map((_, i) => {
    const least = halfWidth(i, 0);
    const p68 = least * (errorFactors[i] ?? 1);
    const p95 = Math.max(least, halfWidth(i, count)) * (errorFactors[count + i] ?? 1);
    return { p68, p95: Math.max(p68, p95) };
  });
  return { parameters, errors, atEdge };
}
