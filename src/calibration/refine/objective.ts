import { blackVega, impliedVolatility } from '../../levy/black.ts';
import type { QuoteTable } from '../quotes/quote-table.ts';

/**
 * What a fit minimises over the quotes: errors in price over vega, which are nearly errors in
 * implied volatility (in the money over more, see {@link vegaWeights}); in price; in price relative
 * to the model's; or in price over half the bid–ask spread.
 */
export type Objective = (typeof objectives)[number];

export const objectives = ['vega', 'price', 'relative', 'spread'] as const;

/**
 * A vega under this share of the largest of its maturity counts as that share: deep in the money a
 * quote's rounding, divided by its own vega, would outweigh all other quotes.
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
    case 'vega':
      return vegaWeights(table, vegas(table), FIRST_RATIO);
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

/** The ratio of {@link vegaWeights} before residuals tell it: cautious towards what is in the money. */
const FIRST_RATIO = 1;

/**
 * Weights 1/√(vega² + (ratio·intrinsic)²). In the money most of a price is intrinsic value, and so is
 * most of its error: over the vega alone it would drown what all other quotes say.
 */
function vegaWeights(table: QuoteTable, vega: Float64Array, ratio: number): Float64Array {
  return vega.map((value, i) => 1 / Math.hypot(value, ratio * (table.intrinsic[i] as number)));
}

/**
 * The ratio that makes errors in and out of the money equally likely: that of their relative error
 * of intrinsic value to the error in volatility that the quotes out of the money show. 0 where what
 * is in the money errs no more than they do.
 * @param errors model − market over the forward
 */
function errorRatio(table: QuoteTable, vega: Float64Array, errors: Float64Array): number {
  const inMoney = [...errors.keys()].filter((i) => (table.intrinsic[i] as number) > 0);
  const squares = (of: (i: number) => number, some: readonly number[]) =>
    some.reduce((sum, i) => sum + of(i) ** 2, 0) / Math.max(some.length, 1);
  const outside = [...errors.keys()].filter((i) => table.intrinsic[i] === 0);
  if (outside.length === 0 || inMoney.length === 0) return 0;
  const deviation = Math.sqrt(squares((i) => (errors[i] as number) / (vega[i] as number), outside));
  const excess = (ratio: number) =>
    squares((i) => {
      const size = Math.hypot(vega[i] as number, ratio * (table.intrinsic[i] as number));
      return (errors[i] as number) / (deviation * size);
    }, inMoney);
  if (!(excess(0) > 1)) return 0;
  let [low, high] = [1e-6, 1e4];
  while (high > 1.001 * low) {
    const middle = Math.sqrt(low * high);
    if (excess(middle) > 1) low = middle;
    else high = middle;
  }
  return high;
}

/**
 * Weights renewed at a fit, or undefined where the objective's do not depend on it.
 * @param fitted time values of the fitted model
 */
export function renewedWeights(
  table: QuoteTable,
  objective: Objective,
  fitted: Float64Array,
): Float64Array | undefined {
  if (objective === 'relative') return relativeWeights(table, fitted);
  if (objective !== 'vega' || table.intrinsic.every((value) => value === 0)) return undefined;
  const vega = vegas(table);
  const errors = fitted.map((value, i) => value - (table.timeValue[i] as number));
  return vegaWeights(table, vega, errorRatio(table, vega, errors));
}

/**
 * Weights relative to the quoted options' prices at these time values. The model's own, not the
 * market's: weights by noisy quotes would favour those that err downwards.
 */
function relativeWeights(table: QuoteTable, timeValues: Float64Array): Float64Array {
  return timeValues.map((value, i) => {
    return 1 / Math.max(value + (table.intrinsic[i] as number), LEAST_PRICE);
  });
}

/** Vega over the forward of each quote at its own volatility, ∂(c/F)/∂σ per √year, never nothing. */
export function vegas(table: QuoteTable): Float64Array {
  const own = table.timeValue.map((value, i) => {
    const k = table.logMoneyness[i] as number;
    const maturity = table.maturity[i] as number;
    const found = impliedVolatility(value, k, maturity, k >= 0 ? 'call' : 'put');
    const root = Math.sqrt(maturity);
    return found.ok ? blackVega(k, found.volatility * root) * root : 0;
  });
  for (const { cells } of table.layout.slices) {
    const largest = cells.reduce((most, i) => Math.max(most, own[i] as number), 1e-9);
    for (const i of cells) own[i] = Math.max(own[i] as number, LEAST_VEGA * largest);
  }
  return own;
}
