import { marked } from './decimal-mark.ts';

/** How numbers are written, everywhere on the screen: with the analyst’s decimal mark. */

/** Stands where there is no number. */
export const NONE = '–';

const NBSP = '\u00a0';

/** Numbers from here on are written with an exponent: nobody counts so many digits. */
const HUGE = 1e9;

/** `decimals` digits after the mark, a true minus sign, and no sign on zero. */
export function fixed(value: number, decimals: number): string {
  const size = Math.abs(value);
  const text = size < HUGE ? size.toFixed(decimals) : size.toExponential(1);
  return value < 0 && Number(text) !== 0 ? `−${marked(text)}` : marked(text);
}

/** Like {@link fixed} with a plus sign, for differences. */
export function signed(value: number, decimals: number): string {
  const text = fixed(value, decimals);
  return text.startsWith('−') || !/[1-9]/.test(text) ? text : `+${text}`;
}

/** Decimals that show so many significant digits of a value, none of a whole number's digits cut. */
export function leadingDecimals(value: number, digits: number): number {
  const exponent = Number(value.toExponential(digits - 1).split('e')[1] ?? 0);
  return Math.max(digits - 1 - exponent, 0);
}

/** An error's size in two significant digits, be it tiny or infinite. */
export function sizeText(value: number): string {
  if (!Number.isFinite(value)) return '∞';
  if (value === 0) return '0';
  if (value < 1e-6) return value.toExponential(0).replace('-', '−');
  return fixed(value, leadingDecimals(value, 2));
}

/** {@link sizeText} with a sign. */
export function signedSize(value: number): string {
  const size = sizeText(Math.abs(value));
  return value === 0 ? size : `${value < 0 ? '−' : '+'}${size}`;
}

/** 0.1984 → `19.84 %`. */
export function percent(volatility: number): string {
  return `${fixed(100 * volatility, 2)}${NBSP}%`;
}

/** A residual in basis points: a tenth of one as long as it is two digits or less. */
export function basisPoints(value: number): string {
  return `${signed(value, Math.abs(value) < 9.95 ? 1 : 0)}${NBSP}bp`;
}

/** The size of an error in basis points. */
export function basisPointSize(value: number): string {
  return `${sizeText(value)}${NBSP}bp`;
}

/** A time: tenths of a millisecond under ten, seconds from one on. */
export function duration(ms: number): string {
  if (ms >= 1000) return `${fixed(ms / 1000, 1)}${NBSP}s`;
  return `${fixed(ms, ms < 10 ? 1 : 0)}${NBSP}ms`;
}
