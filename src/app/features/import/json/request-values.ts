import { excerpt } from '../words.ts';

const LONGEST_NUMBER = 1000;
/** What the REST contract reads as a number in a string. */
const DECIMAL = /^\s*[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?\s*$/i;

export type JsonObject = Readonly<Record<string, unknown>>;

/** The market that a request names; the dividend yield is undefined where it does not. */
export interface RequestMarket {
  readonly spot: number;
  readonly rate: number;
  readonly dividendYield?: number;
}

/** A finite number, from a JSON number or decimal string, or what is wrong, as a sentence. */
export function toNumber(value: unknown): number | string {
  const number =
    typeof value === 'string' && value.length <= LONGEST_NUMBER && DECIMAL.test(value)
      ? Number(value)
      : value;
  if (typeof number !== 'number') return `${show(value)} is not a number.`;
  return Number.isFinite(number) ? number : 'the number is too large.';
}

/** A JSON value as a message shows it. */
export function show(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object' && value !== null) return 'an object';
  return typeof value === 'string' ? excerpt(value) : String(value);
}
