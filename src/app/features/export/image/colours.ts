/** A colour as every drawing program reads it: `#rrggbb` and an opacity. */
export interface PlainColour {
  readonly hex: string;
  readonly opacity: number;
}

const known = new Map<string, PlainColour>();
let context: CanvasRenderingContext2D | null | undefined;

/**
 * A computed CSS colour in sRGB: programs outside the browser know neither OKLCH nor mixed colours.
 * Undefined where nothing would be seen, or the colour is none.
 */
export function plainColour(css: string): PlainColour | undefined {
  if (css === '' || css === 'none' || css === 'transparent') return undefined;
  const found = known.get(css) ?? painted(css);
  if (!found) return undefined;
  known.set(css, found);
  return found.opacity === 0 ? undefined : found;
}

/** What the browser itself makes of the colour. */
function painted(css: string): PlainColour | undefined {
  context ??= document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  if (!context || !CSS.supports('color', css)) return undefined;
  context.clearRect(0, 0, 1, 1);
  context.fillStyle = css;
  context.fillRect(0, 0, 1, 1);
  const [red = 0, green = 0, blue = 0, alpha = 0] = context.getImageData(0, 0, 1, 1).data;
  const hex = [red, green, blue].map((part) => part.toString(16).padStart(2, '0')).join('');
  return { hex: `#${hex}`, opacity: Math.round((100 * alpha) / 255) / 100 };
}

/** Whether a ground is that of a light theme. */
export function isLight({ hex }: PlainColour): boolean {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((i) =>
    Number.parseInt(hex.slice(i, i + 2), 16),
  );
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue > 128;
}
