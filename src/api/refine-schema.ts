import * as z from 'zod/mini';
import { objectives } from '../calibration/refine/objective.ts';
import { contractGrid } from '../levy/contract-grid.ts';
import {
  axis,
  each,
  list,
  noObject,
  number,
  oneOf,
  type Parsed,
  parseBody,
  positive,
  valueError,
} from './json-fields.ts';
import { marketFields, notNegative, rateProblem } from './schemas.ts';

/** A whole index chain has a tenth of it. */
const mostQuotes = 20_000;

const quote = z.object(
  {
    strike: number,
    maturity: number,
    option_type: z._default(oneOf(['call', 'put']), 'call'),
    price: z.exactOptional(number),
    bid: z.exactOptional(number),
    ask: z.exactOptional(number),
  },
  { error: noObject },
);

/** Fields of a request with `"refine": true`; the contract's own come first, in its order. */
const request = z
  .object(
    {
      option_prices: z.optional(
        limited(z.nullable(number)).check(
          each((price) => price === null || price >= 0, notNegative),
        ),
      ),
      strikes: z.optional(axis()),
      maturities: z.optional(axis()),
      ...marketFields,
      quotes: z.optional(limited(quote)),
      dividend_yield: z.exactOptional(number),
      forwards: z.exactOptional(
        limited(z.object({ maturity: positive, forward: positive }, { error: noObject })),
      ),
      objective: z._default(oneOf(objectives), 'vega'),
      noise: z.exactOptional(positive),
    },
    { error: noObject },
  )
  .check(({ value, issues }) => {
    const { option_prices, strikes, maturities, quotes, risk_free_rate, dividend_yield } = value;
    if (quotes && (option_prices || strikes || maturities)) {
      const message =
        'Quotes have their own strikes and maturities: leave out option_prices, strikes and maturities, or quotes';
      issues.push(valueError(quotes, message, ['quotes']));
    }
    if (!quotes && !option_prices) {
      issues.push({
        code: 'custom',
        path: ['option_prices'],
        input: option_prices,
        message: 'Field required, or quotes in its place',
        params: { type: 'missing' },
      });
    }
    const last = quotes
      ? quotes.reduce((most, { maturity }) => Math.max(most, maturity), 0)
      : ((maturities ?? contractGrid.maturities).at(-1) ?? 0);
    for (const [field, rate] of Object.entries({ risk_free_rate, dividend_yield })) {
      const message = rateProblem(rate ?? 0, last);
      if (message !== undefined) issues.push(valueError(rate, message, [field]));
    }
  });

/** A valid request of `POST /calibrate` with `"refine": true`: `quotes` or `option_prices`. */
export type RefineRequest = z.infer<typeof request>;

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
  return z.pipe(
    list(z.unknown()).check(
      z.check(({ value, issues }) => {
        if (value.length <= mostQuotes) return;
        const message = `List should have at most ${mostQuotes} items, not ${value.length}`;
        issues.push(valueError(value, message));
      }),
    ),
    z.array(item),
  );
}
