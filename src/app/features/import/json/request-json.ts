import { type ParseError, parse } from 'jsonc-parser';
import type { Problem, Result, Surface } from '../../../../calibration/quotes/surface.ts';
import { contractGrid } from '../../../../levy/contract-grid.ts';
import { findModel, models } from '../../../../levy/models.ts';
import type { ImportedSurface } from '../imported-surface.ts';
import { enoughQuotes } from '../list/quote-limits.ts';
import { excerpt, failure } from '../words.ts';
import { requestPrices } from './request-prices.ts';
import { requestQuotes } from './request-quotes.ts';
import { type JsonObject, type RequestMarket, show, toNumber } from './request-values.ts';

/**
 * The surface in the JSON text of a request for `POST /calibrate`: option_prices of any size, null
 * where nothing is quoted, or quotes as scripts/calibrate.ts takes them. Unknown fields are ignored.
 */
export function requestSurface(text: string): Result<ImportedSurface> {
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    return failure([{ message: syntaxTrouble(text) }]);
  }
  const request = body as JsonObject;
  const problems: Problem[] = [];
  const notes: string[] = [];

  const read = (name: string, example: number): number | undefined => {
    const given = request[name];
    if (given === undefined) return undefined;
    const value = toNumber(given);
    if (typeof value === 'number') return value;
    problems.push({ message: `${name}: ${value} Write a number, such as ${example}.` });
    return example;
  };
  const field = (name: string, fallback: number, what: string): number => {
    if (request[name] === undefined) {
      notes.push(`No ${name} in the request: the contract's ${what} is used.`);
    }
    return read(name, fallback) ?? fallback;
  };

  const source: (market: RequestMarket) => Surface =
    request.quotes === undefined
      ? requestPrices(request, problems, notes)
      : requestQuotes(request, problems, notes);
  const spot = field('spot_price', contractGrid.spot, 'spot of 100');
  if (spot <= 0) problems.push({ message: 'spot_price must be above 0. Correct it.' });
  const rate = field('risk_free_rate', contractGrid.rate, 'rate of 5 %');
  const dividendYield = read('dividend_yield', 0.013);
  const model = request.model_name;
  if (model !== undefined && (typeof model !== 'string' || !findModel(model))) {
    const known = models.map(({ name }) => name).join(' or ');
    problems.push({ message: `model_name: ${show(model)} is no model. Write ${known}.` });
  }
  if (problems.length > 0) return failure(problems);
  const market = { spot, rate, ...(dividendYield !== undefined && { dividendYield }) };
  const surface = source(market);
  if (problems.length > 0) return failure(problems);
  return enoughQuotes({ surface, notes, ...(typeof model === 'string' && { model }) });
}

/** Line and column of the first error in text that JSON.parse refuses. */
function syntaxTrouble(text: string): string {
  const advice = 'Write one object such as {"option_prices": […], "spot_price": 100}.';
  const errors: ParseError[] = [];
  try {
    parse(text, errors, { disallowComments: true });
  } catch {
    // Lists nested a hundred thousand deep exhaust the parser's stack.
  }
  const offset = errors[0]?.offset;
  if (offset === undefined) return `This is not valid JSON. ${advice}`;
  const lines = text.slice(0, offset).split('\n');
  const near = text.slice(offset, offset + 40).trim();
  const what = near === '' ? 'the text ends too early' : `${excerpt(near)} is out of place`;
  return `The JSON is not valid: in line ${lines.length}, column ${(lines.at(-1) ?? '').length + 1}, ${what}. ${advice}`;
}
