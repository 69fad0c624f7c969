import type { Box } from './box-parts.ts';

/** Where something can be seen, in px of the picture. */
export interface Clip {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

export const EVERYWHERE: Clip = {
  left: Number.NEGATIVE_INFINITY,
  right: Number.POSITIVE_INFINITY,
  top: Number.NEGATIVE_INFINITY,
  bottom: Number.POSITIVE_INFINITY,
};

/** Labels may reach a little over the edge of what cuts them off. */
const MARGIN = 12;

/** The clip within an element: what it hides is hidden, what it scrolls is not. */
export function clippedTo(
  clip: Clip,
  { overflowX, overflowY }: Pick<CSSStyleDeclaration, 'overflowX' | 'overflowY'>,
  box: Box,
): Clip {
  const across = overflowX === 'hidden' || overflowX === 'clip';
  const down = overflowY === 'hidden' || overflowY === 'clip';
  if (!across && !down) return clip;
  return {
    left: across ? Math.max(clip.left, box.x - MARGIN) : clip.left,
    right: across ? Math.min(clip.right, box.x + box.width + MARGIN) : clip.right,
    top: down ? Math.max(clip.top, box.y - MARGIN) : clip.top,
    bottom: down ? Math.min(clip.bottom, box.y + box.height + MARGIN) : clip.bottom,
  };
}

/** Whether a box lies within, by its centre: what sticks out a little is drawn. */
export function isWithin({ left, right, top, bottom }: Clip, box: Box): boolean {
  const x = box.x + box.width / 2;
  const y = box.y + box.height / 2;
  return x >= left && x <= right && y >= top && y <= bottom;
}
