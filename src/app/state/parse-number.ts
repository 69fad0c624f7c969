import type { Result } from '../../calibration/quotes/surface.ts';

const PLAIN = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d{1,3})?$/i;
const THOUSANDS = /^[+-]?[1-9]\d{0,2}(?:,\d{3})+(?:\.\d*)?$/;
const THOUSANDS_POINT = /^[+-]?[1-9]\d{0,2}(?:\.\d{3})+,\d*$/;

/**
 * One number as a person types it: decimal point or comma, thousands separators, a Unicode minus,
 * an exponent. `1,234` alone could be 1234 or 1.234 and is refused. The problem's message
 * completes a sentence that names the field.
 */
export function parseNumber(text: string): Result<number> {
  const compact = text.replace(/[\s\u00a0\u202f'’]/g, '').replace(/\u2212/g, '-');
  if (compact === '') return failure('is empty. Type a number');
  if (/^[+-]?[1-9]\d{0,2},\d{3}$/.test(compact)) {
    const whole = compact.replace(',', '');
    const decimal = compact.replace(',', '.');
    return failure(`“${text.trim()}” could be ${whole} or ${decimal}. Type one of these`);
  }
  const plain = toPlain(compact);
  const shown = text.trim().slice(0, 24);
  if (!PLAIN.test(plain)) return failure(`“${shown}” is not a number. Type one such as 12.34`);
  const value = Number(plain);
  if (!Number.isFinite(value)) return failure(`“${shown}” is too large for a number`);
  return { ok: true, value };
}

function toPlain(compact: string): string {
  if (THOUSANDS.test(compact)) return compact.replaceAll(',', '');
  if (THOUSANDS_POINT.test(compact)) return compact.replaceAll('.', '').replace(',', '.');
  return compact.includes('.') ? compact : compact.replace(',', '.');
}

function failure(message: string): Result<number> {
  return { ok: false, problems: [{ message }] };
}
