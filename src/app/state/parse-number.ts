import type { Result } from '../../calibration/quotes/surface.ts';
import { type DecimalMark, decimalMark } from '../format/decimal-mark.ts';
import { oddText, trimmed } from '../format/odd-text.ts';

// No digit fits two parts of it, so that a text of thousands of them is looked at once.
const PLAIN = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d{1,3})?$/i;
const THOUSANDS = /^[+-]?[1-9]\d{0,2}(?:,\d{3})+(?:\.\d*)?$/;
const THOUSANDS_POINT = /^[+-]?[1-9]\d{0,2}(?:\.\d{3})+,\d*$/;

/**
 * One number as a person types it: decimal point or comma, thousands separators, a Unicode minus,
 * an exponent. `1,234` could be 1234 or 1.234: it is read only where the comma is the mark that the
 * analyst writes, and `1.234` likewise with the point. The problem's message completes a sentence
 * that names the field.
 */
export function parseNumber(text: string, mark: DecimalMark = decimalMark()): Result<number> {
  const compact = trimmed(text)
    .replace(/[\s'’]/g, '')
    .replace(/\u2212/g, '-');
  if (compact === '') return failure('is empty. Type a number');
  const separator = eitherSeparator(compact);
  if (separator !== undefined && separator !== mark) {
    const whole = compact.replace(separator, '');
    const decimal = compact.replace(separator, mark);
    return failure(`“${text.trim()}” could be ${whole} or ${decimal}. Type one of these`);
  }
  const plain = separator ? compact.replace(separator, '.') : toPlain(compact);
  const shown = text.trim().slice(0, 24);
  if (!PLAIN.test(plain)) {
    return failure(`“${shown}” ${oddText(text) ?? 'is not a number. Type one such as 12.34'}`);
  }
  const value = Number(plain);
  if (!Number.isFinite(value)) return failure(`“${shown}” is too large for a number`);
  return { ok: true, value };
}

/** The sign in `1,234` or `1.234` that could part thousands or be the decimal mark. */
export function eitherSeparator(text: string): DecimalMark | undefined {
  const found = /^[+-]?[1-9]\d{0,2}([.,])\d{3}$/.exec(text)?.[1];
  return found === '.' || found === ',' ? found : undefined;
}

function toPlain(compact: string): string {
  if (THOUSANDS.test(compact)) return compact.replaceAll(',', '');
  if (THOUSANDS_POINT.test(compact)) return compact.replaceAll('.', '').replace(',', '.');
  return compact.includes('.') ? compact : compact.replace(',', '.');
}

function failure(message: string): Result<number> {
  return { ok: false, problems: [{ message }] };
}
