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

/** A number in full precision as the analyst's spreadsheet reads it, without thousands separators. */
export function fullText(value: number): string {
  return String(value).replace('.', mark);
}
