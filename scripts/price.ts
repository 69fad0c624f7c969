/**
 * Prices European options by a Lévy model: a JSON line in, a JSON line out, prices strike-major.
 * Usage: echo '{"model_name":"CGMY","parameters":{"C":0.1,"G":5,"M":5,"Y":0.8},"spot_price":100,
 *   "risk_free_rate":0.05,"dividend_yield":0,"option_type":"call","strikes":[90,100],
 *   "maturities":[0.5,1]}' | node scripts/price.ts
 */
import * as z from 'zod';
import { accuratePrices } from '../src/levy/accurate-prices.ts';
import { fromRecord } from '../src/levy/model.ts';
import { findModel, models } from '../src/levy/models.ts';
import { answerLines } from './json-lines.ts';

const positive = z.number().positive();
const positives = z.array(positive).min(1).max(10_000);

/** Above this, the answer would not fit in a line that anyone can read. */
const MOST_PRICES = 1_000_000;

const request = z.object({
  model_name: z.enum(models.map(({ name }) => name)),
  parameters: z.record(z.string(), z.number()),
  spot_price: positive.default(100),
  risk_free_rate: z.number().default(0.05),
  dividend_yield: z.number().default(0),
  option_type: z.enum(['call', 'put']).default('call'),
  strikes: positives,
  maturities: positives,
});

class RequestError extends Error {
  override readonly name = 'RequestError';
}

function price(line: string): { prices: number[] } {
  const parsed = z.safeParse(request, parseJson(line));
  if (!parsed.success) {
    const faults = parsed.error.issues.map(({ path, message }) =>
      path.length > 0 ? `${path.join('.')}: ${message}` : message,
    );
    throw new RequestError(faults.join('; '));
  }
  const { strikes, maturities, option_type, ...rest } = parsed.data;
  if (strikes.length * maturities.length > MOST_PRICES) {
    throw new RequestError(`strikes, maturities: more than ${MOST_PRICES} prices; split the line.`);
  }
  const model = findModel(rest.model_name);
  if (!model) throw new RequestError(`model_name: no model is called ${rest.model_name}.`);
  const missing = model.parameters.filter(({ key }) => rest.parameters[key] === undefined);
  if (missing.length > 0) {
    throw new RequestError(`parameters: ${missing.map(({ key }) => key).join(', ')} missing.`);
  }
  const parameters = fromRecord(model, rest.parameters);
  const problem = model.domainProblem(parameters);
  if (problem) throw new RequestError(`parameters: ${problem}`);
  const market = {
    spot: rest.spot_price,
    rate: rest.risk_free_rate,
    dividendYield: rest.dividend_yield,
  };
  const prices = accuratePrices(model, parameters, { ...market, strikes, maturities }, option_type);
  if (!prices.every(Number.isFinite)) {
    throw new RequestError(
      'A price came out as no finite number: rate, yield or maturity too large.',
    );
  }
  return { prices: [...prices] };
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch (error) {
    throw new RequestError(
      `The line is no JSON: ${error instanceof Error ? error.message : error}`,
    );
  }
}

await answerLines(price);
