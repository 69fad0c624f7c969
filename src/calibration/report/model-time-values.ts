import type { LevyModel } from '../../levy/model.ts';
import type { QuoteTable } from '../quotes/quote-table.ts';
import { quoteFitter } from '../refine/quote-fit.ts';

/**
 * What gives time values over the forward of the table's options under `model`, never negative, at
 * one set of parameters after the other.
 * @throws RangeError if the parameters lie outside the model's domain, or cannot be priced.
 */
export function modelTimeValues(
  model: LevyModel,
  table: QuoteTable,
): (parameters: ArrayLike<number>) => Float64Array {
  const { timeValues } = quoteFitter(model, table);
  return (parameters) => {
    const values = new Float64Array(table.count);
    if (!timeValues(parameters, values)) {
      throw new RangeError(
        model.domainProblem(parameters) ?? `These ${model.title} parameters cannot be priced.`,
      );
    }
    // A price of nothing comes out as ±1e-14; no option is worth less than nothing.
    return values.map((value) => Math.max(value, 0));
  };
}
