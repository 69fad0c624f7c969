import * as z from 'zod/mini';
import { MOST_QUOTES } from '../calibration/quotes/limits.ts';
import type { Quote, QuoteMarket } from '../calibration/quotes/quotes.ts';
import type { Surface } from '../calibration/quotes/surface.ts';
import { objectives } from '../calibration/refine/objective.ts';
import type { RefineSettings } from '../calibration/refine/refinement.ts';
import { contractGrid } from '../levy/contract-grid.ts';
import {
  axis,
  date,
  documentedAs,
  list,
  missing,
  noObject,
  notNegative,
  number,
  oneOf,
  orNone,
  type Parsed,
  parseBody,
  positive,
  valueError,
} from './json-fields.ts';
import { expiryIssues, forwardEntry, quoteEntry, toForward, toQuote } from './quote-fields.ts';
import { marketFields, rateProblem } from './schemas.ts';

/** Fields of a request with `"refine": true`; the contract's own come first, in its order. */
export const refineFields = z
  .object(
    {
      option_prices: z.optional(limited(z.nullable(notNegative))),
      strikes: z.optional(axis()),
      maturities: z.optional(axis()),
      ...marketFields,
      quotes: orNone(limited(quoteEntry)),
      dividend_yield: orNone(number),
      forwards: orNone(limited(forwardEntry)),
      valuation_date: orNone(date),
      objective: orNone(oneOf(objectives)),
      noise: orNone(positive),
    },
    { error: noObject },
  )
  .check(({ value, issues }) => {
    const { option_prices, strikes, maturities, quotes, forwards, valuation_date } = value;
    if (quotes && (option_prices || strikes || maturities)) {
      const message =
        'Quotes have their own strikes and maturities: leave out option_prices, strikes and maturities, or quotes';
      issues.push(valueError(quotes, message, ['quotes']));
    }
    if (!quotes && !option_prices)
      issues.push(missing('option_prices', ', or quotes in its place'));
    issues.push(...expiryIssues({ quotes, forwards }, valuation_date));
  });

/** A valid request of `POST /calibrate` with `"refine": true`. */
export interface RefineRequest {
  /** Contract name. */
  readonly model: string;
  readonly quoted: QuoteList | QuoteGrid;
  readonly market: QuoteMarket;
  readonly settings: RefineSettings;
}

interface QuoteList {
  readonly quotes: readonly Quote[];
}

/** Calls, strike-major, as many as were sent; undefined where nothing is quoted. */
export type QuoteGrid = Pick<Surface, 'strikes' | 'maturities' | 'prices'>;

const request = z
  .pipe(refineFields, z.transform(toRequest))
  .check(({ value: { quoted, market }, issues }) => {
    const last =
      'quotes' in quoted
        ? quoted.quotes.reduce((most, { maturity }) => Math.max(most, maturity), 0)
        : (quoted.maturities.at(-1) ?? 0);
    const { rate: risk_free_rate, dividendYield: dividend_yield = 0 } = market;
    for (const [field, rate] of Object.entries({ risk_free_rate, dividend_yield })) {
      const message = rateProblem(rate, last);
      if (message !== undefined) issues.push(valueError(rate, message, [field]));
    }
  });

function toRequest(body: z.output<typeof refineFields>): RefineRequest {
  const { quotes, dividend_yield: dividendYield, forwards, valuation_date, noise } = body;
  const {
    strikes = contractGrid.strikes,
    maturities = contractGrid.maturities,
    option_prices = [],
  } = body;
  return {
    model: body.model_name,
    quoted: quotes
      ? { quotes: quotes.map((quote) => toQuote(quote, valuation_date)) }
      : { strikes, maturities, prices: option_prices.map((price) => price ?? undefined) },
    market: {
      spot: body.spot_price,
      rate: body.risk_free_rate,
      ...(dividendYield !== undefined && { dividendYield }),
      ...(forwards && { forwards: forwards.map((entry) => toForward(entry, valuation_date)) }),
    },
    settings: { objective: body.objective ?? 'vega', ...(noise !== undefined && { noise }) },
  };
}

/** Whether a body asks for what the contract does not know; any other is answered as ever. */
export function asksToRefine(body: unknown): boolean {
  return typeof body === 'object' && body !== null && 'refine' in body && body.refine === true;
}

/** Validates the body of `POST /calibrate` where it asks for a refinement. */
export function parseRefineRequest(body: unknown): Parsed<RefineRequest> {
  return parseBody(request, body);
}

/** A list that is measured before its items are read. */
function limited<T extends z.ZodMiniType>(item: T) {
  const items = z.array(item).register(z.globalRegistry, { maxItems: MOST_QUOTES });
  const measured = list(z.unknown()).check(
    z.check(({ value, issues }) => {
      if (value.length <= MOST_QUOTES) return;
      const message = `List should have at most ${MOST_QUOTES} items, not ${value.length}`;
      issues.push(valueError(value, message));
    }),
  );
  documentedAs.set(measured, items);
  return z.pipe(measured, items);
}
