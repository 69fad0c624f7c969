import { plainColour } from './colours.ts';
import { escapeXml, tag } from './xml.ts';

const SPACES = /[ \t\r\n]+/g;

let context: CanvasRenderingContext2D | null | undefined;

/** What a text is as wide as, and how far its font reaches over the baseline, in px. */
export function measureText(text: string, font: string): { width: number; ascent: number } {
  context ??= document.createElement('canvas').getContext('2d');
  if (!context) return { width: 0, ascent: 0 };
  context.font = font;
  const { width, fontBoundingBoxAscent } = context.measureText(text);
  return { width, ascent: fontBoundingBoxAscent };
}

/** A line of text where the browser has laid it out, in px of the window. */
interface Line {
  readonly text: string;
  readonly box: DOMRect;
}

/** A text node of HTML, line by line. */
export function textParts(
  node: Text,
  origin: { readonly x: number; readonly y: number },
  isSeen: (box: DOMRect) => boolean,
): string[] {
  const parent = node.parentElement;
  if (!parent || node.data.trim() === '') return [];
  const style = getComputedStyle(parent);
  const colour = plainColour(style.color);
  if (style.visibility !== 'visible' || !colour) return [];
  const { fontStyle, fontWeight, fontSize, fontFamily } = style;
  const { ascent } = measureText('x', `${fontStyle} ${fontWeight} ${fontSize} ${fontFamily}`);
  const anchor = anchorOf(style);
  const seen = lines(node).filter(({ box }) => isSeen(box));
  return seen.map(({ text, box }) => {
    const along =
      anchor === 'end' ? box.right : anchor === 'middle' ? (box.left + box.right) / 2 : box.left;
    return tag(
      'text',
      {
        x: along - origin.x,
        y: box.top + ascent - origin.y,
        'text-anchor': anchor === 'start' ? undefined : anchor,
        fill: colour.hex,
        'fill-opacity': colour.opacity < 1 ? colour.opacity : undefined,
        'font-family': fontFamily,
        'font-size': Number.parseFloat(fontSize),
        'font-weight': fontWeight === '400' ? undefined : fontWeight,
        'font-style': fontStyle === 'normal' ? undefined : fontStyle,
      },
      escapeXml(text),
    );
  });
}

/** The side that stays where another program has another font. */
function anchorOf({ textAlign, direction }: CSSStyleDeclaration): 'start' | 'middle' | 'end' {
  if (textAlign === 'center') return 'middle';
  const atEnd = textAlign === 'right' || (textAlign === 'end' && direction === 'ltr');
  return atEnd ? 'end' : 'start';
}

function lines(node: Text): Line[] {
  const range = document.createRange();
  range.selectNodeContents(node);
  const whole = range.getClientRects();
  const [only] = whole;
  if (!only) return [];
  if (whole.length === 1) return [{ text: node.data.replace(SPACES, ' ').trim(), box: only }];
  const found: Array<{
    words: string[];
    left: number;
    right: number;
    top: number;
    bottom: number;
  }> = [];
  for (const { 0: word, index } of node.data.matchAll(/[^ \t\r\n]+/g)) {
    range.setStart(node, index);
    range.setEnd(node, index + word.length);
    const box = range.getBoundingClientRect();
    if (box.width === 0) continue;
    const last = found.at(-1);
    if (last && Math.abs(last.top - box.top) < box.height / 2) {
      last.words.push(word);
      last.right = box.right;
    } else {
      const { left, right, top, bottom } = box;
      found.push({ words: [word], left, right, top, bottom });
    }
  }
  return found.map(({ words, left, right, top, bottom }) => ({
    text: words.join(' '),
    box: new DOMRect(left, top, right - left, bottom - top),
  }));
}
