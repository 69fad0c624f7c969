import { oddText } from '../../format/odd-text.ts';
import { type DecimalMark, parseNumber } from './number-format.ts';
import { excerpt } from './words.ts';

/** Why a cell is no price and what to do, or undefined where it is one. */
export function priceTrouble(text: string, mark: DecimalMark): string | undefined {
  const value = parseNumber(text, mark);
  if (value === undefined) return notNumber(text, mark, 'a price');
  if (value < 0) {
    return `the price ${excerpt(text)} is negative. An option is worth 0 or more: correct it.`;
  }
  return value === Number.POSITIVE_INFINITY
    ? `${excerpt(text)} is too large for a number. Type a price.`
    : undefined;
}

/** What to say of a cell that is no number with this decimal mark. */
export function notNumber(text: string, mark: DecimalMark, wanted: string): string {
  const shown = excerpt(text);
  const odd = oddText(text);
  if (odd !== undefined) return `${shown} ${odd}.`;
  if (text.endsWith('%')) {
    return `${shown} is a percentage. Type ${wanted} in the currency of the spot.`;
  }
  if (parseNumber(text, mark === '.' ? ',' : '.') !== undefined) {
    const name = mark === '.' ? 'point' : 'comma';
    return `${shown} does not fit the other numbers, which have a decimal ${name}. Write it in the same way.`;
  }
  return `${shown} is not a number. Type ${wanted}.`;
}
