import * as z from 'zod/mini';
import { contractGrid } from '../levy/contract-grid.ts';
import { models } from '../levy/models.ts';
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

/** Prices in a request: 20 strikes × 10 maturities. */
export const inputDimension = contractGrid.strikes.length * contractGrid.maturities.length;

/** Taken where a request names no model. */
export const defaultModel = 'VarianceGamma';

/**
 * Largest |rate| × last maturity: the discount factor and its inverse, e^±700, are still doubles. No
 * interest rate comes near.
 */
const largestDiscountExponent = 700;

/** Fields that every request has after its prices. */
export const marketFields = {
  model_name: z._default(oneOf(models.map((model) => model.name)), defaultModel),
  spot_price: z._default(positive, contractGrid.spot),
  risk_free_rate: z._default(number, contractGrid.rate),
};

const prices = list(number).check(each((price) => price >= 0, 'must not be negative'));

// Of what is answered; another number of them has an error of its own.
prices.register(z.globalRegistry, {
  description: 'Call prices of 0 or more: all maturities of the first strike, then of the next.',
  minItems: inputDimension,
  maxItems: inputDimension,
});

/** A request for the network's answer. Fields in Pydantic's order, which is also that of its errors. */
export const gridRequest = z
  .object(
    {
      option_prices: prices,
      strikes: z.optional(axis(contractGrid.strikes.length)),
      maturities: z.optional(axis(contractGrid.maturities.length)),
      ...marketFields,
    },
    { error: noObject },
  )
  .check(({ value, issues }) => {
    const last = (value.maturities ?? contractGrid.maturities).at(-1) ?? 0;
    const message = rateProblem(value.risk_free_rate, last);
    if (message !== undefined) {
      issues.push(valueError(value.risk_free_rate, message, ['risk_free_rate']));
    }
  });

/** A valid request of `POST /calibrate`. */
export type CalibrationRequest = z.infer<typeof gridRequest>;

/**
 * Validates the body of `POST /calibrate`. The number of prices is no matter of the schema: the
 * contract has an error of its own for it, after that of the model.
 */
export function parseRequest(body: unknown): Parsed<CalibrationRequest> {
  return parseBody(gridRequest, body);
}

/** Why a rate per year cannot be used up to a last maturity, in years. */
export function rateProblem(rate: number, last: number): string | undefined {
  const largest = largestDiscountExponent / last;
  if (Math.abs(rate) <= largest) return undefined;
  return `Input should lie within ±${largest} for a last maturity of ${last} years: a rate of 5 % is 0.05`;
}
