/** How the analyst writes numbers: one setting for the whole page, made before it is drawn. */

export type DecimalMark = '.' | ',';

let mark: DecimalMark = '.';

export function decimalMark(): DecimalMark {
  return mark;
}

/** What is on the screen by then has to be drawn again. */
export function setDecimalMark(next: DecimalMark): void {
  mark = next;
}

/**
 * The mark of a language, the browser's own by default. A mark that is neither point nor comma, as
 * Arabic has, reads as a point: the digits here are Latin ones.
 */
export function usualDecimalMark(locale?: string): DecimalMark {
  const parts = new Intl.NumberFormat(locale).formatToParts(1.5);
  return parts.find(({ type }) => type === 'decimal')?.value === ',' ? ',' : '.';
}

/** A text, of one number or a sentence with several, with every decimal point as the analyst's mark. */
export function marked(text: string): string {
  return mark === '.' ? text : text.replace(/(?<=\d)\.(?=\d)/g, mark);
}

/** A number in full precision as the analyst's spreadsheet reads it, without thousands separators. */
export function fullText(value: number): string {
  return String(value).replace('.', mark);
}
