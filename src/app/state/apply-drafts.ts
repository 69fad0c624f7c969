import { LEAST_QUOTES } from '../../calibration/quotes/limits.ts';
import {
  cellPlace,
  forwardPrice,
  quotedCells,
  type Surface,
} from '../../calibration/quotes/surface.ts';
import { blackPrice } from '../../levy/black.ts';
import { fullText } from '../format/decimal-mark.ts';
import { type Address, type Field, type FieldProblem, fieldKey } from './field.ts';
import { parseNumber } from './parse-number.ts';

/** Texts by {@link fieldKey}. */
type Drafts = ReadonlyMap<string, string>;

/**
 * The surface with every draft read, and what is wrong with the drafts. A price typed in per cent is
 * that of an option with this Black volatility, at the forward, strike and maturity typed beside it.
 * A price typed has no bid and ask; one typed where nothing was quoted is that of a put below the forward if the surface has
 * puts, else of a call. A dividend yield takes the place of forwards implied from the quotes; spot
 * and rate leave these as they are.
 */
export function applyDrafts(
  surface: Surface,
  drafts: Drafts,
): { surface: Surface; problems: FieldProblem[] } {
  const problems: FieldProblem[] = [];
  const read = (field: Field, old: number, name: () => string, allowed: Allowed): number => {
    const text = drafts.get(fieldKey(field));
    if (text === undefined) return old;
    const parsed = parseNumber(mayHavePercent(field) ? text.replace('%', '') : text);
    const trouble = parsed.ok ? allowed(parsed.value) : parsed.problems[0]?.message;
    if (trouble === undefined && parsed.ok) return parsed.value;
    problems.push({ field, message: `${name()} ${trouble ?? ''}.` });
    return Number.NaN;
  };
  const percent = (field: 'rate' | 'dividendYield', name: string): number =>
    drafts.has(field) ? read(field, Number.NaN, () => name, withinHundred) / 100 : surface[field];

  const spot = read('spot', surface.spot, () => 'The spot', positive);
  const rate = percent('rate', 'The rate');
  const dividendYield = percent('dividendYield', 'The dividend yield');
  const maturities = surface.maturities.map((old, column) =>
    read({ row: -1, column }, old, () => `Maturity ${column + 1}`, positive),
  );
  const strikes = surface.strikes.map((old, row) =>
    read({ row, column: -1 }, old, () => `Strike ${row + 1}`, positive),
  );
  problems.push(
    ...orderProblems(maturities, 'maturity', (column) => ({ row: -1, column })),
    ...orderProblems(strikes, 'strike', (row) => ({ row, column: -1 })),
  );
  const width = maturities.length;
  const { forwards } = surface;
  const axes: Surface = {
    ...{ spot, rate, dividendYield, maturities, strikes, prices: surface.prices },
    ...(forwards && !drafts.has('dividendYield') && { forwards }),
  };
  const prices = surface.prices.map((old, cell) => {
    const field = { row: Math.floor(cell / width), column: cell % width };
    const text = drafts.get(fieldKey(field));
    if (text === undefined) return old;
    if (text.trim() === '') return undefined;
    const name = (what: string) => () => `${place(field, strikes, maturities)}: the ${what}`;
    if (!isVolatilityText(text)) return read(field, Number.NaN, name('price'), notNegative);
    const volatility = read(field, Number.NaN, name('volatility'), volatilityPercent) / 100;
    const price = priceAt(volatility, axes, cell, isPut(surface, axes, cell));
    // Of numbers at the ends of what a double holds; other problems come first.
    if (!Number.isFinite(price) && problems.length === 0) {
      const message = `${name('volatility')()} gives no price at this forward. Type the price.`;
      problems.push({ field, message });
    }
    return price;
  });
  const quotes: Surface = { ...axes, prices };
  problems.push(...clearingProblems(surface, quotes));
  return { surface: { ...quotes, ...quoteKinds(surface, quotes, drafts) }, problems };
}

/** Whether what is typed for a price is its implied volatility instead: `18.5 %`. */
export function isVolatilityText(text: string): boolean {
  return text.trim().endsWith('%');
}

function mayHavePercent(field: Field): boolean {
  return typeof field === 'string' || (field.row >= 0 && field.column >= 0);
}

/** Present value of a cell's option under Black, in the spot's currency. */
function priceAt(volatility: number, surface: Surface, cell: number, put: boolean): number {
  const { logMoneyness, maturity, scale } = cellPlace(surface, cell);
  const deviation = volatility * Math.sqrt(maturity);
  return scale * blackPrice(logMoneyness, deviation, put ? 'put' : 'call');
}

type Allowed = (value: number) => string | undefined;

function positive(value: number): string | undefined {
  return value > 0 ? undefined : `must be more than 0, not ${fullText(value)}`;
}

function notNegative(value: number): string | undefined {
  return value >= 0 ? undefined : `is negative (${fullText(value)}). Type a price of 0 or more`;
}

function volatilityPercent(value: number): string | undefined {
  if (value > 0 && value <= 1000) return undefined;
  return `must be more than 0\u00a0% and at most 1000\u00a0%, not ${fullText(value)}\u00a0%`;
}

function withinHundred(value: number): string | undefined {
  return Math.abs(value) <= 100 ? undefined : 'must lie between −100\u00a0% and 100\u00a0%';
}

function orderProblems(
  values: readonly number[],
  name: string,
  field: (index: number) => Address,
): FieldProblem[] {
  return values.flatMap((value, i) => {
    const before = values[i - 1] ?? Number.NEGATIVE_INFINITY;
    if (!(value <= before)) return [];
    const message = `The ${name} ${fullText(value)} must be more than the one before it, ${fullText(before)}.`;
    return [{ field: field(i), message }];
  });
}

/** A problem at each quote taken away, if too few are left for a fit. */
function clearingProblems(before: Surface, after: Surface): FieldProblem[] {
  const left = quotedCells(after).length;
  if (left >= LEAST_QUOTES) return [];
  const width = after.maturities.length;
  return quotedCells(before).flatMap((cell) => {
    if (after.prices[cell] !== undefined) return [];
    const field = { row: Math.floor(cell / width), column: cell % width };
    const where = place(field, after.strikes, after.maturities);
    const message = `${where}: without this, ${left} quotes are left, and a fit needs ${LEAST_QUOTES}. Type a price.`;
    return [{ field, message }];
  });
}

/** Which of the quotes of `after` are puts, and their bids and asks. */
function quoteKinds(
  before: Surface,
  after: Surface,
  drafts: Drafts,
): Pick<Surface, 'puts' | 'spreads'> {
  const width = after.maturities.length;
  const puts = after.prices.map((price, cell) => price !== undefined && isPut(before, after, cell));
  const spreads = before.spreads?.map((sides, cell) => {
    const key = fieldKey({ row: Math.floor(cell / width), column: cell % width });
    return drafts.has(key) ? undefined : sides;
  });
  return {
    ...(puts.includes(true) && { puts }),
    ...(spreads?.some((sides) => sides !== undefined) && { spreads }),
  };
}

/** Whether a quote of `after` is a put: it was, or it is new below the forward and there are puts. */
function isPut(before: Surface, after: Surface, cell: number): boolean {
  if (before.prices[cell] !== undefined) return before.puts?.[cell] ?? false;
  if (!before.puts?.includes(true)) return false;
  const width = after.maturities.length;
  const strike = after.strikes[Math.floor(cell / width)] ?? Number.NaN;
  return strike < forwardPrice(after, cell % width);
}

function place(
  { row, column }: Address,
  strikes: readonly number[],
  maturities: readonly number[],
): string {
  const strike = short(strikes[row] ?? Number.NaN, row);
  return `Strike ${strike}, maturity ${short(maturities[column] ?? Number.NaN, column)}`;
}

/** A header's value to four decimals; its number in the grid while it is not readable. */
function short(value: number, index: number): string {
  return Number.isNaN(value) ? `no. ${index + 1}` : fullText(Number(value.toFixed(4)));
}
