import type { LevyModel } from '../levy/model.ts';
import type { NetworkCard } from './network-file.ts';

/** Parameters of one row of network outputs, and whether they had to be held inside the box. */
export interface NetworkAnswer {
  readonly parameters: Float64Array;
  /** Keys of the parameters that lie on or beyond the edge of the training box. */
  readonly atEdge: readonly string[];
}

/**
 * Parameters from standardised outputs. A network knows nothing beyond its training box, so its
 * coordinates are held within the box's; this keeps them inside the model's domain too.
 */
export function networkAnswer(
  model: LevyModel,
  card: NetworkCard,
  outputs: ArrayLike<number>,
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
  return { parameters, atEdge };
}
