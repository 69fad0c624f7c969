/*
 * Text that looks like a number and is none: with characters that nobody sees, or a formula where its
 * value was meant.
 */

/** Of no width and without effect at the ends of a text: where web pages and spreadsheets leave them. */
const MARKS = '\\u200b-\\u200f\\u061c\\u2060\\ufeff\\u00ad';
/** Turn the order of what is seen round: the digits are other than they look. */
const ORDERS = '\\u202a-\\u202e\\u2066-\\u2069';
const BLANK = new RegExp(`[\\s${MARKS}]`);
const UNSEEN = new RegExp(`[${MARKS}${ORDERS}]`);

/** Without spaces and marks of no width around it; those within stay, and make it no number. */
export function trimmed(text: string): string {
  // By hand: a pattern for the end of a text begins anew at every space within it.
  let from = 0;
  let to = text.length;
  while (from < to && BLANK.test(text.charAt(from))) from++;
  while (to > from && BLANK.test(text.charAt(to - 1))) to--;
  return text.slice(from, to);
}

/** Longer ones are read by nobody. */
const LONGEST_FORMULA = 200;

/**
 * Why text that looks like a number is none, and what to do; undefined where that is plain to see.
 * Completes a sentence that names the cell: `“12.5” holds …`.
 */
export function oddText(text: string): string | undefined {
  const unseen = UNSEEN.exec(text)?.[0];
  if (unseen !== undefined && /\d/.test(text)) {
    const code = (unseen.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
    return `holds a character that cannot be seen (U+${code}). Type the number anew`;
  }
  const start = text.slice(0, LONGEST_FORMULA);
  return /^\s*(?:[=@]|[+-].*[a-z(].*[\d)]$)/i.test(start)
    ? 'is a formula. Copy its value: formulas are not worked out here'
    : undefined;
}
