import {
  type Quote,
  type QuoteMarket,
  surfaceFromQuotes,
} from '../../../../calibration/quotes/quotes.ts';
import type { Problem, Surface } from '../../../../calibration/quotes/surface.ts';
import { contractGrid } from '../../../../levy/contract-grid.ts';
import { MOST_QUOTES } from '../list/quote-limits.ts';
import { sideOf } from '../list/quote-rows.ts';
import { count } from '../words.ts';
import { type JsonObject, type RequestMarket, show, toNumber } from './request-values.ts';

/**
 * The list of quotes of a request: strike, maturity in years, option_type, and price or bid and ask.
 * What is wrong goes to `problems`, also once the market is known; inferences go to `notes`.
 */
export function requestQuotes(
  request: JsonObject,
  problems: Problem[],
  notes: string[],
): (market: RequestMarket) => Surface {
  const quotes = readList(request.quotes, 'quotes', problems).map((entry, i) =>
    readQuote(entry, `quotes[${i}]`, problems),
  );
  const forwards =
    request.forwards === undefined
      ? undefined
      : readList(request.forwards, 'forwards', problems).map((entry, i) => ({
          maturity: readField(entry, 'maturity', `forwards[${i}]`, problems) ?? Number.NaN,
          forward: readField(entry, 'forward', `forwards[${i}]`, problems) ?? Number.NaN,
        }));
  return (known) => {
    const market: QuoteMarket = forwards ? { ...known, forwards } : known;
    const built = surfaceFromQuotes(quotes, market, (quote) => `quotes[${quote}]`);
    if (built.ok) {
      notes.push(...built.value.notes);
      return built.value.surface;
    }
    for (const { quote, message } of built.faults) {
      problems.push({ message: quote === undefined ? message : `quotes[${quote}] ${message}` });
    }
    return { ...contractGrid, prices: [], dividendYield: 0 };
  };
}

function readList(given: unknown, name: string, problems: Problem[]): readonly JsonObject[] {
  if (!Array.isArray(given) || given.length > MOST_QUOTES) {
    const has = Array.isArray(given) ? `has ${count(given.length, 'object')}` : 'is not a list';
    const most = MOST_QUOTES.toLocaleString('en');
    problems.push({ message: `${name} ${has}. Write a list of at most ${most} objects.` });
    return [];
  }
  return given.flatMap((entry: unknown, i): JsonObject[] => {
    if (typeof entry === 'object' && entry !== null && !Array.isArray(entry)) {
      return [entry as JsonObject];
    }
    problems.push({ message: `${name}[${i}]: ${show(entry)} is not an object. Write one.` });
    return [];
  });
}

function readQuote(entry: JsonObject, place: string, problems: Problem[]): Quote {
  const type = typeof entry.option_type === 'string' ? sideOf(entry.option_type) : undefined;
  if (type === undefined) {
    const has = entry.option_type === undefined ? 'is missing' : `is ${show(entry.option_type)}`;
    problems.push({ message: `${place}: option_type ${has}. Write "call" or "put".` });
  }
  const optional = (name: 'price' | 'bid' | 'ask') => {
    if (entry[name] === undefined || entry[name] === null) return {};
    const value = readField(entry, name, place, problems);
    return value === undefined ? {} : { [name]: value };
  };
  return {
    strike: readField(entry, 'strike', place, problems) ?? 1,
    maturity: readField(entry, 'maturity', place, problems) ?? 1,
    type: type ?? 'call',
    ...optional('price'),
    ...optional('bid'),
    ...optional('ask'),
  };
}

/** A number of an entry; undefined where it has none, which is a problem. */
function readField(
  entry: JsonObject,
  name: string,
  place: string,
  problems: Problem[],
): number | undefined {
  const given = entry[name];
  const value = given === undefined ? `${name} is missing.` : toNumber(given);
  if (typeof value === 'number') return value;
  const what = given === undefined ? value : `${name}: ${value}`;
  problems.push({ message: `${place}: ${what} Write a number.` });
  return undefined;
}
