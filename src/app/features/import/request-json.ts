import { type ParseError, parse } from 'jsonc-parser';
import type { Problem, Result } from '../../../calibration/surface.ts';
import { contractGrid } from '../../../levy/contract-grid.ts';
import { findModel, models } from '../../../levy/models.ts';
import type { ImportedSurface } from './imported-surface.ts';
import { count, excerpt, failure, shortNumber } from './words.ts';

const STRIKES = contractGrid.strikes.length;
const MATURITIES = contractGrid.maturities.length;
const PRICES = STRIKES * MATURITIES;
const LONGEST_NUMBER = 1000;
/** What the REST contract reads as a number in a string. */
const DECIMAL = /^\s*[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?\s*$/i;

/** The surface in the JSON text of a request for `POST /calibrate`; unknown fields are ignored. */
export function requestSurface(text: string): Result<ImportedSurface> {
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    return failure([{ message: syntaxTrouble(text) }]);
  }
  const request = body as Readonly<Record<string, unknown>>;
  const problems: Problem[] = [];
  const notes: string[] = [];

  const field = (name: string, fallback: number, what: string): number => {
    const given = request[name];
    if (given === undefined) {
      notes.push(`No ${name} in the request: the contract's ${what} is used.`);
      return fallback;
    }
    const value = toNumber(given);
    if (typeof value === 'number') return value;
    problems.push({ message: `${name}: ${value} Write a number, such as ${fallback}.` });
    return fallback;
  };
  const axis = (name: 'strikes' | 'maturities'): readonly number[] => {
    const given = request[name];
    if (given !== undefined) return readAxis(name, given, contractGrid[name].length, problems);
    const range = name === 'strikes' ? '80…120' : '0.1…2.0';
    notes.push(`No ${name} in the request: the contract's ${range} are used.`);
    return contractGrid[name];
  };

  const strikes = axis('strikes');
  const maturities = axis('maturities');
  const prices = readPrices(request.option_prices, strikes, maturities, problems);
  const spot = field('spot_price', contractGrid.spot, 'spot of 100');
  if (spot <= 0) problems.push({ message: 'spot_price must be above 0. Correct it.' });
  const rate = field('risk_free_rate', contractGrid.rate, 'rate of 5 %');
  const model = request.model_name;
  if (model !== undefined && (typeof model !== 'string' || !findModel(model))) {
    const known = models.map(({ name }) => name).join(' or ');
    problems.push({ message: `model_name: ${show(model)} is no model. Write ${known}.` });
  }
  if (problems.length > 0) return failure(problems);
  const surface = { strikes, maturities, prices, spot, rate };
  return {
    ok: true,
    value: typeof model === 'string' ? { surface, model, notes } : { surface, notes },
  };
}

function readPrices(
  given: unknown,
  strikes: readonly number[],
  maturities: readonly number[],
  problems: Problem[],
): number[] {
  if (!Array.isArray(given)) {
    const what = given === undefined ? 'is missing' : 'is not a list';
    problems.push({
      message: `option_prices ${what}. Write ${PRICES} prices in one list, strike by strike.`,
    });
    return [];
  }
  if (given.length !== PRICES)
    problems.push({
      message: `option_prices has ${count(given.length, 'price')} instead of ${PRICES} (${STRIKES} strikes × ${MATURITIES} maturities, strike by strike).`,
    });
  return given.slice(0, PRICES).map((element: unknown, index) => {
    const value = toNumber(element);
    if (typeof value === 'number' && value >= 0) return value || 0;
    const cell = { strike: Math.floor(index / MATURITIES), maturity: index % MATURITIES };
    const strike = shortNumber(strikes[cell.strike] ?? Number.NaN);
    const maturity = shortNumber(maturities[cell.maturity] ?? Number.NaN);
    const trouble =
      typeof value === 'string'
        ? `${value} Write a price.`
        : `the price ${value} is negative. A call is worth 0 or more: correct it.`;
    problems.push({
      message: `option_prices[${index}] (strike ${strike}, maturity ${maturity}): ${trouble}`,
      cell,
    });
    return 0;
  });
}

function readAxis(
  name: 'strikes' | 'maturities',
  given: unknown,
  length: number,
  problems: Problem[],
): readonly number[] {
  const before = problems.length;
  if (!Array.isArray(given) || given.length !== length) {
    const has = Array.isArray(given) ? `has ${count(given.length, 'number')}` : 'is not a list';
    problems.push({ message: `${name} ${has}. Write ${length} increasing numbers above 0.` });
    return contractGrid[name];
  }
  const values: number[] = [];
  given.forEach((element: unknown, index) => {
    const value = toNumber(element);
    const last = values.at(-1) ?? 0;
    if (typeof value === 'string')
      problems.push({ message: `${name}[${index}]: ${value} Write a number above 0.` });
    else if (value <= last)
      problems.push({
        message: `${name}[${index}]: ${value} is not above ${last}. The ${name} must be above 0 and increase: sort or correct them.`,
      });
    else values.push(value);
  });
  return problems.length > before ? contractGrid[name] : values;
}

/** A finite number, from a JSON number or decimal string, or what is wrong, as a sentence. */
function toNumber(value: unknown): number | string {
  const number =
    typeof value === 'string' && value.length <= LONGEST_NUMBER && DECIMAL.test(value)
      ? Number(value)
      : value;
  if (typeof number !== 'number') return `${show(value)} is not a number.`;
  return Number.isFinite(number) ? number : 'the number is too large.';
}

function show(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object' && value !== null) return 'an object';
  return typeof value === 'string' ? excerpt(value) : String(value);
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
