/** Rows handled between two looks at the clock. */
const ROWS = 2000;

/** Whether row `a` stands before row `b`: negative, or after it: positive. */
export type Compare = (a: number, b: number) => number;

/**
 * The rows of `count` that pass, in order, in steps; rows that compare as equal stay as they came.
 */
export function* orderSteps(
  count: number,
  passes: ((row: number) => boolean) | undefined,
  compare: Compare | undefined,
): Generator<undefined, Uint32Array> {
  const rows = new Uint32Array(count);
  let length = 0;
  for (let row = 0; row < count; row++) {
    if (row % ROWS === ROWS - 1) yield;
    if (!passes || passes(row)) rows[length++] = row;
  }
  const found = rows.subarray(0, length);
  return compare ? yield* sorted(found, compare) : found;
}

/** Merge sort from below: unlike the one of the language it can be left in the middle. */
function* sorted(rows: Uint32Array, compare: Compare): Generator<undefined, Uint32Array> {
  let from: Uint32Array = rows;
  let to: Uint32Array = new Uint32Array(rows.length);
  let work = 0;
  for (let width = 1; width < rows.length; width *= 2) {
    for (let start = 0; start < rows.length; start += 2 * width) {
      const middle = Math.min(start + width, rows.length);
      const end = Math.min(start + 2 * width, rows.length);
      let left = start;
      let right = middle;
      for (let at = start; at < end; at++) {
        if (++work % ROWS === 0) yield;
        const a = from[left] ?? 0;
        const b = from[right] ?? 0;
        const takesLeft = left < middle && (right >= end || compare(a, b) <= 0);
        to[at] = takesLeft ? a : b;
        if (takesLeft) left++;
        else right++;
      }
    }
    [from, to] = [to, from];
  }
  return from;
}
