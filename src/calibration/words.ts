/** Items in a sentence: `a`, `a and b`, `a, b and c`. */
export function enumeration(items: readonly string[]): string {
  return items.length < 2
    ? (items[0] ?? '')
    : `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`;
}

/** A number in a sentence, to three digits by default. */
export function shortNumber(value: number, digits = 3): string {
  return String(Number(value.toPrecision(digits))).replace('-', '−');
}
