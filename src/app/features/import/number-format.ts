/** What separates the whole part of a number from its fraction. */
export type DecimalMark = '.' | ',';

/** Longer cells hold text; a number of 400 digits is still a number, though too large. */
const LONGEST_NUMBER = 1000;
const MINUS_SIGNS = /^[\u2212\u2013\ufe63\uff0d]/;
const APOSTROPHES = /[\u2019\u02bc]/g;
/** Space, no-break, figure, thin and narrow no-break space. */
const SPACES = ' \u00a0\u2007\u2009\u202f';

function patterns(mark: DecimalMark) {
  const decimal = mark === '.' ? '\\.' : ',';
  const group = `${mark === '.' ? ',' : '.'}'${SPACES}`;
  return {
    plain: new RegExp(`^[+-]?(?:\\d+(?:${decimal}\\d*)?|${decimal}\\d+)(?:e[+-]?\\d+)?$`, 'i'),
    // Thousands: groups of three after one to three digits, always by the same separator.
    grouped: new RegExp(`^[+-]?[1-9]\\d{0,2}([${group}])\\d{3}(?:\\1\\d{3})*(?:${decimal}\\d*)?$`),
    // Lakhs and crores: groups of two before the last one of three.
    indian: mark === '.' ? /^[+-]?[1-9]\d?(?:,\d{2})+,\d{3}(?:\.\d*)?$/ : /^(?!)/,
    separators: new RegExp(`[${group}]`, 'g'),
  };
}

const PATTERNS = { '.': patterns('.'), ',': patterns(',') };

/**
 * The number that a spreadsheet would have written as `text` with this decimal mark: thousands
 * separators, a currency sign, leading plus, Unicode minus and exponents are read. Undefined where
 * `text` is no such number; ±Infinity where it is too large.
 */
export function parseNumber(text: string, mark: DecimalMark): number | undefined {
  if (text.length > LONGEST_NUMBER) return undefined;
  const { plain, grouped, indian, separators } = PATTERNS[mark];
  if (plain.test(text)) return Number(text.replace(',', '.'));
  const bare = text
    .trim()
    .replace(MINUS_SIGNS, '-')
    .replace(/^([+-]?)\s*\p{Sc}\s*|\s*\p{Sc}$/u, '$1')
    .replace(MINUS_SIGNS, '-')
    .replace(APOSTROPHES, "'");
  if (plain.test(bare)) return Number(bare.replace(',', '.'));
  if (!grouped.test(bare) && !indian.test(bare)) return undefined;
  return Number(bare.replace(separators, '').replace(',', '.'));
}

const UNQUOTED = /^(?:[-\u2012-\u2015\u2212.]+|#?n\/?a|null|nan|none)$/i;

/** Whether a cell says that there is no quote: it is empty, or a sign for it such as – or #N/A. */
export function isUnquoted(text: string | undefined): boolean {
  return !text || (text.length < 10 && UNQUOTED.test(text));
}

/** Whether `text` is a number with either decimal mark. */
export function isNumber(text: string): boolean {
  return parseNumber(text, '.') !== undefined || parseNumber(text, ',') !== undefined;
}

/** `18.5 %` without its sign. */
export function withoutPercent(text: string): string {
  return text.endsWith('%') ? text.slice(0, -1).trimEnd() : text;
}

/** The decimal mark of a table, or a cell that could be read either way where nothing decides. */
export type MarkEvidence =
  | { readonly mark: DecimalMark }
  | { readonly mark?: never; readonly ambiguous: string };

/**
 * Decides the decimal mark once for a whole table, by the cells that are numbers with one mark
 * only: 12.5, 0.123 and 4,184.40 speak for the point; 1,234 alone for neither. If both kinds occur,
 * the more frequent mark wins and the other cells are left to fail as numbers.
 */
export function decimalMark(cells: Iterable<string>): MarkEvidence {
  let point = 0;
  let comma = 0;
  let ambiguous: string | undefined;
  for (const cell of cells) {
    const asPoint = parseNumber(cell, '.');
    const asComma = parseNumber(cell, ',');
    if (asPoint === asComma) continue;
    if (asComma === undefined) point++;
    else if (asPoint === undefined) comma++;
    else ambiguous ??= cell;
  }
  if (point === 0 && comma === 0 && ambiguous !== undefined) return { ambiguous };
  return { mark: comma > point ? ',' : '.' };
}
