/** Colours of the page's style sheets as the numbers that WebGL takes. */

/** Linear light, each from 0 to 1, as WebGL mixes it. */
export type Rgb = readonly [number, number, number];

export interface Palette {
  /** From low values to high ones. */
  readonly levels: readonly Rgb[];
  readonly market: Rgb;
  readonly model: Rgb;
  readonly accent: Rgb;
  readonly line: Rgb;
  readonly text: Rgb;
  readonly low: Rgb;
  readonly high: Rgb;
}

const LEVELS = 33;
const NAMED = {
  market: 'var(--market)',
  model: 'var(--model)',
  accent: 'var(--accent)',
  line: 'var(--line)',
  text: 'var(--text)',
  low: 'var(--residual-low)',
  high: 'var(--residual-high)',
} as const;

/**
 * A level from 0 to 1 as a CSS colour. Lightness runs one way, away from the ground, so that the
 * order survives every kind of colour blindness and print; the hue turns about that of the heat
 * colour, so that neighbours part.
 */
function levelColour(level: number): string {
  return `light-dark(${shade(0.88 - 0.5 * level, 2 * level - 1)}, ${shade(0.36 + 0.5 * level, 1 - 2 * level)})`;
}

/** The heat colour at another lightness, its hue turned by `turn` × 80°, paler at the ends. */
function shade(lightness: number, turn: number): string {
  const chroma = (1 - 0.35 * turn * turn).toFixed(3);
  return `oklch(from var(--heat) ${lightness.toFixed(4)} calc(c * ${chroma}) calc(h + ${(80 * turn).toFixed(1)}))`;
}

/** The palette as it holds at `element`, in the theme of the moment. */
export function readPalette(element: HTMLElement): Palette {
  const scale = Array.from({ length: LEVELS }, (_, i) => levelColour(i / (LEVELS - 1)));
  const names = Object.keys(NAMED) as Array<keyof typeof NAMED>;
  const colours = resolved(element, [...scale, ...names.map((name) => NAMED[name])]);
  const named = Object.fromEntries(names.map((name, i) => [name, colours[LEVELS + i]]));
  return { levels: colours.slice(0, LEVELS), ...(named as Record<keyof typeof NAMED, Rgb>) };
}

/** CSS works out mixes and variables, a canvas turns what is left into bytes. */
function resolved(element: HTMLElement, colours: readonly string[]): Rgb[] {
  const probe = document.createElement('span');
  element.append(probe);
  const style = getComputedStyle(probe);
  const plain = colours.map((colour) => {
    probe.style.color = colour;
    return style.color;
  });
  probe.remove();
  const canvas = document.createElement('canvas');
  canvas.width = colours.length;
  canvas.height = 1;
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) return colours.map(() => [0.5, 0.5, 0.5]);
  plain.forEach((colour, i) => {
    context.fillStyle = colour;
    context.fillRect(i, 0, 1, 1);
  });
  const { data } = context.getImageData(0, 0, colours.length, 1);
  const part = (i: number) => linear((data[i] ?? 0) / 255);
  return colours.map((_, i) => [part(4 * i), part(4 * i + 1), part(4 * i + 2)]);
}

/** sRGB's transfer function, backwards (IEC 61966-2-1). */
function linear(value: number): number {
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
}

/** A share from 0 to 1 of the scale, between its entries; written to `out` from `at` on. */
export function levelOf(
  { levels }: Pick<Palette, 'levels'>,
  share: number,
  out: Float32Array,
  at: number,
): void {
  const place = Math.min(Math.max(share, 0), 1) * (levels.length - 1);
  const index = Math.min(Math.floor(place), levels.length - 2);
  const [a, b] = [levels[index], levels[index + 1]];
  for (let c = 0; a && b && c < 3; c++) {
    out[at + c] = (a[c] as number) + (place - index) * ((b[c] as number) - (a[c] as number));
  }
}
