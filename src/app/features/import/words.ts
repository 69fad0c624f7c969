import type { Problem } from '../../../calibration/quotes/surface.ts';

/** As many problems as an analyst reads; the rest is a count. */
const MOST_PROBLEMS = 20;
const EXCERPT_LENGTH = 24;

/** A failure with these problems; of more than 20, the first 20 and a line that counts the others. */
export function failure(problems: readonly Problem[]): { ok: false; problems: Problem[] } {
  const shown = problems.slice(0, MOST_PROBLEMS);
  const hidden = problems.length - shown.length;
  if (hidden > 0) shown.push({ message: `And ${hidden} more.` });
  return { ok: false, problems: shown };
}

/** Pasted text in quotation marks, on one line and cut short: fit for a message. */
export function excerpt(text: string): string {
  const start = Array.from(text.slice(0, 2 * EXCERPT_LENGTH).replace(/[\p{C}\s]+/gu, ' '));
  const short = start.slice(0, EXCERPT_LENGTH).join('');
  return `“${short}${start.length > EXCERPT_LENGTH ? '…' : ''}”`;
}

/** A strike, maturity or spot as a message shows it: four significant digits, cents at least. */
export function shortNumber(value: number): string {
  const decimals = 3 - Math.floor(Math.log10(Math.abs(value) || 1));
  return String(Number(value.toFixed(Math.min(Math.max(decimals, 2), 100))));
}

/** `1 row`, `2 rows`. */
export function count(n: number, noun: string): string {
  return `${n.toLocaleString('en')} ${noun}${n === 1 ? '' : 's'}`;
}
