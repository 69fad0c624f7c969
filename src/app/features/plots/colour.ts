/**
 * Colours derived from the page's own, so that light and dark follow by themselves. Both scales are
 * mixed in OKLab/OKLCH, where equal steps look equally large.
 */

/**
 * A level from 0 to 1. Lightness runs one way, away from the ground, so that the order survives
 * every kind of colour blindness and print; the hue turns about that of the heat colour, from
 * violet to yellow-green, so that neighbours part.
 */
export function levelColour(level: number): string {
  const t = clamp(level, 0, 1);
  return `light-dark(${turned(0.95 - 0.65 * t, 2 * t - 1)}, ${turned(0.29 + 0.63 * t, 1 - 2 * t)})`;
}

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

/** The heat colour at another lightness, its hue turned by `turn` × 95°, paler at the ends. */
function turned(lightness: number, turn: number): string {
  const chroma = (1 - 0.35 * turn * turn).toFixed(3);
  return `oklch(from var(--heat) ${lightness.toFixed(4)} calc(c * ${chroma}) calc(h + ${(95 * turn).toFixed(1)}))`;
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(Math.max(value, low), high);
}
