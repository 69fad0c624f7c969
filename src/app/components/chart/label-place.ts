interface Point {
  readonly x: number;
  readonly y: number;
}

const LINE_HEIGHT = 11;
const GAP = 7;

/** Width of a bold 11-px label, on the generous side. */
export function textWidth(text: string): number {
  return 8 * text.length;
}

/**
 * Baseline in pixels at which a label that begins at `left` touches none of `marks`: just above or
 * just below all that it spans, whichever is nearer to `wanted` and inside the plot.
 */
export function labelBaseline(
  marks: readonly Point[],
  left: number,
  text: string,
  area: { readonly y: number; readonly height: number },
  wanted: number,
): number {
  const right = left + textWidth(text);
  const spanned = marks.filter(({ x }) => x >= left - GAP && x <= right + GAP).map(({ y }) => y);
  const above = Math.min(wanted, ...spanned) - GAP;
  const below = Math.max(wanted, ...spanned) + GAP + LINE_HEIGHT - 2;
  if (above - LINE_HEIGHT < area.y) return below;
  if (below > area.y + area.height) return above;
  return wanted - above <= below - LINE_HEIGHT - wanted ? above : below;
}
