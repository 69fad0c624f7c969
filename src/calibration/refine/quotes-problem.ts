import type { LevyModel } from '../../levy/model.ts';
import type { QuoteTable } from '../quotes/quote-table.ts';
import { shortNumber } from '../words.ts';

/** What lies beyond is no quote, and would overflow: in ln(K/F), forwards and years. */
const FARTHEST = 20;
const DEAREST = 1000;
const LONGEST = 1000;

/** Why no model can be fitted to these quotes, or undefined where one can. */
export function quotesProblem(table: QuoteTable, model: LevyModel): string | undefined {
  const { count, logMoneyness, maturity, timeValue } = table;
  const needed = model.parameters.length + 1;
  if (count < needed) {
    return `${model.title} has ${needed - 1} parameters and needs at least ${needed} quotes: there are ${count}.`;
  }
  for (let i = 0; i < count; i++) {
    const [k, T, value] = [logMoneyness[i], maturity[i], timeValue[i]] as [number, number, number];
    if (Math.abs(k) <= FARTHEST && Math.abs(value) <= DEAREST && T <= LONGEST) continue;
    return `No option has a maturity of ${shortNumber(T)} years, a strike of ${shortNumber(Math.exp(k))} forwards and a price of ${shortNumber(value)} forwards: check spot, rate, dividends and this quote.`;
  }
  return undefined;
}
