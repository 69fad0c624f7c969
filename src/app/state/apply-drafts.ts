import { LEAST_QUOTES } from '../../calibration/quotes/limits.ts';
import { forwardPrice, quotedCells, type Surface } from '../../calibration/quotes/surface.ts';
import { type Address, type Field, type FieldProblem, fieldKey } from './field.ts';
import { parseNumber } from './parse-number.ts';

/** Texts by {@link fieldKey}. */
type Drafts = ReadonlyMap<string, string>;

/**
 * The surface with every draft read, and what is wrong with the drafts. A price typed has no bid and
 * ask; one typed where nothing was quoted is that of a put below the forward if the surface has
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
    const parsed = parseNumber(typeof field === 'string' ? text.replace('%', '') : text);
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
  const prices = surface.prices.map((old, cell) => {
    const field = { row: Math.floor(cell / width), column: cell % width };
    if (drafts.get(fieldKey(field))?.trim() === '') return undefined;
    const name = () => `${place(field, strikes, maturities)}: the price`;
    return drafts.has(fieldKey(field)) ? read(field, Number.NaN, name, notNegative) : old;
  });
  const { forwards } = surface;
  const quotes: Surface = {
    ...{ spot, rate, dividendYield, maturities, strikes, prices },
    ...(forwards && !drafts.has('dividendYield') && { forwards }),
  };
  problems.push(...clearingProblems(surface, quotes));
  return { surface: { ...quotes, ...quoteKinds(surface, quotes, drafts) }, problems };
}

type Allowed = (value: number) => string | undefined;

function positive(value: number): string | undefined {
  return value > 0 ? undefined : `must be more than 0, not ${value}`;
}

function notNegative(value: number): string | undefined {
  return value >= 0 ? undefined : `is negative (${value}). Type a price of 0 or more`;
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
    const message = `The ${name} ${value} must be more than the one before it, ${before}.`;
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
  const hasPuts = before.puts?.includes(true) ?? false;
  const puts = after.prices.map((price, cell) => {
    if (price === undefined) return false;
    if (before.prices[cell] !== undefined) return before.puts?.[cell] ?? false;
    const strike = after.strikes[Math.floor(cell / width)] ?? Number.NaN;
    return hasPuts && strike < forwardPrice(after, cell % width);
  });
  const spreads = before.spreads?.map((sides, cell) => {
    const key = fieldKey({ row: Math.floor(cell / width), column: cell % width });
    return drafts.has(key) ? undefined : sides;
  });
  return {
    ...(puts.includes(true) && { puts }),
    ...(spreads?.some((sides) => sides !== undefined) && { spreads }),
  };
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
  return Number.isNaN(value) ? `no. ${index + 1}` : String(Number(value.toFixed(4)));
}
