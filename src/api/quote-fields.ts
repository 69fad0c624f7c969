import * as z from 'zod/mini';
import { DAYS_A_YEAR } from '../calibration/quotes/limits.ts';
import type { Quote } from '../calibration/quotes/quotes.ts';
import {
  date,
  missing,
  noObject,
  number,
  oneOf,
  orNone,
  positive,
  valueError,
} from './json-fields.ts';

/** Quotes and forwards in a request, each with its maturity in years or its date of expiry. */

/** How a quote or a forward says when it ends: one of the two. */
const term = { maturity: orNone(number), expiry: orNone(date) };

interface Term {
  readonly maturity?: number | undefined;
  /** Days since 1 January 1970. */
  readonly expiry?: number | undefined;
}

const hasOneTerm = z.check<Term>(({ value: { maturity, expiry }, issues }) => {
  if (maturity === undefined && expiry === undefined) {
    issues.push(missing('maturity', ', or expiry in its place'));
  } else if (maturity !== undefined && expiry !== undefined) {
    issues.push(valueError(expiry, 'Give maturity or expiry, not both', ['expiry']));
  }
});

/** `"call"` or `"put"`, also `"C"`, `"P"` and in capitals, as files of quotes have it. */
const optionType = z.pipe(
  z.transform((input) => {
    const word = typeof input === 'string' ? input.toLowerCase() : undefined;
    return word === 'c' || word === 'call'
      ? 'call'
      : word === 'p' || word === 'put'
        ? 'put'
        : input;
  }),
  oneOf(['call', 'put']),
);

export const quoteEntry = z
  .object(
    {
      strike: number,
      ...term,
      option_type: z._default(optionType, 'call'),
      price: orNone(number),
      bid: orNone(number),
      ask: orNone(number),
    },
    { error: noObject },
  )
  .check(hasOneTerm);

export const forwardEntry = z
  .object({ ...term, forward: positive }, { error: noObject })
  .check(hasOneTerm);

/** What is wrong with the dates in these lists: no day to count from, or not after it. */
export function expiryIssues(
  lists: Readonly<Record<string, readonly Term[] | undefined>>,
  valuationDate: number | undefined,
) {
  const dated = Object.entries(lists).flatMap(([field, entries = []]) =>
    entries.flatMap(({ expiry }, i) => (expiry === undefined ? [] : [{ field, i, expiry }])),
  );
  if (valuationDate === undefined) {
    return dated.length > 0 ? [missing('valuation_date', ' where an expiry is a date')] : [];
  }
  return dated
    .filter(({ expiry }) => expiry <= valuationDate)
    .map(({ field, i, expiry }) =>
      valueError(expiry, 'Input should be a date after valuation_date', [field, i, 'expiry']),
    );
}

/** Years to the end of a quote, actual/365. */
function years({ maturity, expiry }: Term, valuationDate: number | undefined): number {
  return maturity ?? ((expiry ?? Number.NaN) - (valuationDate ?? Number.NaN)) / DAYS_A_YEAR;
}

export function toQuote(
  entry: z.output<typeof quoteEntry>,
  valuationDate: number | undefined,
): Quote {
  const { strike, option_type: type, price, bid, ask } = entry;
  return {
    strike,
    maturity: years(entry, valuationDate),
    type,
    ...(price !== undefined && { price }),
    ...(bid !== undefined && { bid }),
    ...(ask !== undefined && { ask }),
  };
}

export function toForward(entry: z.output<typeof forwardEntry>, valuationDate: number | undefined) {
  return { maturity: years(entry, valuationDate), forward: entry.forward };
}
