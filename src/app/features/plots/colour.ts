/**
 * Colours derived from the page's own, so that light and dark follow by themselves; mixed in OKLab,
 * where equal steps look equally large.
 */

/** A residual over the largest, −1 to 1: blue below zero, orange above, the ground at zero. */
export function residualColour(ratio: number): string {
  const t = clamp(ratio, -1, 1);
  const end = t < 0 ? '--residual-low' : '--residual-high';
  return `color-mix(in oklab, var(${end}) ${(100 * Math.abs(t)).toFixed(1)}%, var(--residual-mid))`;
}

/** A CSS gradient of `colour` over [from, to]. */
export function gradient(colour: (t: number) => string, from: number, to: number): string {
  const stops = Array.from({ length: 13 }, (_, i) => colour(from + ((to - from) * i) / 12));
  return `linear-gradient(to right in oklab, ${stops.join(', ')})`;
}

/**
 * Magnitude at which a residual scale ends: that which 95 % of the residuals stay within, since a
 * single wild quote would leave all others without colour. Zero if there are none.
 */
export function residualLimit(residuals: ReadonlyArray<number | undefined>): number {
  const sizes = residuals
    .flatMap((r) => (r === undefined ? [] : Math.abs(r)))
    .sort((a, b) => a - b);
  return sizes[Math.ceil(0.95 * sizes.length) - 1] ?? 0;
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(Math.max(value, low), high);
}
