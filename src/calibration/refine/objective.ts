import { blackVega, impliedVolatility } from '../../levy/black.ts';
import { normalDensity } from '../../levy/normal.ts';
import type { QuoteTable } from '../quotes/quote-table.ts';
import { errorVariances } from './error-variances.ts';

/**
 * What a fit minimises over the quotes: errors in price over vega, which are nearly errors in
 * implied volatility; in price; in price relative to the model's; or in price over half the bid–ask
 * spread. The first and the third heed errors of other kinds too, see {@link renewedWeights}.
 */
export type Objective = (typeof objectives)[number];

export const objectives = ['vega', 'price', 'relative', 'spread'] as const;

/**
 * A vega under this share of the largest of its maturity counts as that share, and the largest as no
 * less than this share of any vega there: deep in the money, or where no price is left, a quote's
 * rounding, divided by its own vega, would outweigh all other quotes.
 */
const LEAST_VEGA = 0.02;
/** Nothing is worth less than a ten-thousandth of a cent on a spot of 100. */
const LEAST_PRICE = 1e-8;
/** A spread under this share of the median counts as that share: no quote may decide the fit alone. */
const LEAST_SPREAD = 0.1;

/** Why quotes cannot be fitted under an objective, or undefined where they can. */
export function objectiveProblem(table: QuoteTable, objective: Objective): string | undefined {
  if (objective !== 'spread') return undefined;
  const missing = table.halfSpread.filter((half) => !(half >= 0)).length;
  if (missing === 0) return undefined;
  return `Weights by bid–ask spread need a bid and an ask for every quote: ${missing} of ${table.count} have none. Choose another objective.`;
}

/** Weights that turn errors in time value over the forward into the objective's own residuals. */
export function quoteWeights(table: QuoteTable, objective: Objective): Float64Array {
  switch (objective) {
    case 'vega': {
      // Before residuals tell their size, errors of intrinsic value count as those of volatility do.
      const vega = vegas(table);
      return vega.map((value, i) => 1 / Math.hypot(value, table.intrinsic[i] as number));
    }
    case 'price':
      return table.scale.slice();
    case 'relative':
      return relativeWeights(table, table.timeValue);
    case 'spread': {
      const sorted = table.halfSpread.toSorted();
      const least = Math.max(LEAST_SPREAD * (sorted[sorted.length >> 1] ?? 0), LEAST_PRICE);
      return table.halfSpread.map((half) => 1 / Math.max(half, least));
    }
  }
}

/** Fewer quotes than this do not tell several kinds of error apart. */
const FEW = 20;

/**
 * Weights renewed at a fit, or undefined where the objective's do not depend on it. By vega or
 * relative to the price alone, whatever is rounded to a cent, or mostly intrinsic value, or plainly
 * wrong, would drown what all other quotes say. So errors are taken to be of up to three kinds, in
 * the objective's unit, in currency and in proportion to the price, and each quote counts by the
 * variance that the residuals give it. The unit is that of the quote which tells most.
 * @param fitted time values of the fitted model
 * @param noise standard deviation of the errors in the objective's unit, where it is known
 */
export function renewedWeights(
  table: QuoteTable,
  objective: Objective,
  fitted: Float64Array,
  noise?: number,
): Float64Array | undefined {
  const isRelative = objective === 'relative';
  if (!isRelative && (objective !== 'vega' || table.count < FEW)) return undefined;
  // At the model's own volatility or price: by noisy quotes, those that err downwards would gain.
  const own = isRelative
    ? relativeWeights(table, fitted)
    : vegas(table, fitted).map((vega) => 1 / vega);
  if (table.count < FEW) return own;
  const errors = fitted.map((value, i) => value - (table.timeValue[i] as number));
  const kinds = [
    own.map((weight) => weight ** -2),
    table.scale.map((value) => value ** -2),
    ...(isRelative ? [] : [relativeWeights(table, fitted).map((weight) => weight ** -2)]),
  ];
  const variances = errorVariances(errors, kinds, noise && noise ** 2);
  const weights = variances.map((variance) => 1 / Math.sqrt(variance));
  if (noise !== undefined) return weights.map((weight) => weight * noise);
  const most = weights.reduce((max, weight, i) => Math.max(max, weight / (own[i] as number)), 0);
  return weights.map((weight) => weight / most);
}

/** Weights relative to the quoted options' prices at these time values. */
function relativeWeights(table: QuoteTable, timeValues: Float64Array): Float64Array {
  return timeValues.map((value, i) => {
    return 1 / Math.max(value + (table.intrinsic[i] as number), LEAST_PRICE);
  });
}

/**
 * Vega over the forward of each quote, ∂(c/F)/∂σ per √year, never nothing: at the volatility of the
 * quotes, or of other time values. What has none, being worth nothing or too much, tells none, and
 * counts as little as what is at the money.
 */
export function vegas(table: QuoteTable, timeValues = table.timeValue): Float64Array {
  const own = timeValues.map((value, i) => {
    const k = table.logMoneyness[i] as number;
    const maturity = table.maturity[i] as number;
    const found = impliedVolatility(value, k, maturity, k >= 0 ? 'call' : 'put');
    const root = Math.sqrt(maturity);
    return root * (found.ok ? blackVega(k, found.volatility * root) : normalDensity(0));
  });
  for (const { cells, maturity } of table.layout.slices) {
    const least = LEAST_VEGA * normalDensity(0) * Math.sqrt(maturity);
    const largest = cells.reduce((most, i) => Math.max(most, own[i] as number), least);
    for (const i of cells) own[i] = Math.max(own[i] as number, LEAST_VEGA * largest);
  }
  return own;
}
