import { nextTask } from '../../../state/next-task.ts';
import { type Box, boxParts } from './box-parts.ts';
import { type Clip, clippedTo, EVERYWHERE, isWithin } from './clip.ts';
import { isLight, plainColour } from './colours.ts';
import { svgPart } from './svg-parts.ts';
import { measureText, textParts } from './text-parts.ts';
import { wrapWords } from './wrap.ts';
import { escapeXml, tag } from './xml.ts';

/** A picture that stands alone: the text of an SVG file, and its size in px. */
export interface FigureImage {
  readonly svg: string;
  readonly width: number;
  readonly height: number;
}

/** What stands over and under the plot. */
export interface Caption {
  readonly title: string;
  /** Model, parameters, surface, date. */
  readonly source: string;
}

const PADDING = 16;
const TITLE = { size: 15, line: 22 };
const SOURCE = { size: 11, line: 16 };
/** Work between two rests, in ms. */
const SLICE = 20;
/** What is for the hand, not for the eye; a button that holds a plot, or stands in a table, is both. */
const CONTROLS = 'input, select, textarea, fieldset, label:has(input), button:not(table button)';
/** No icon is so high, in px. */
const LEAST_PLOT = 48;

/**
 * The figure as it is on the screen, as one SVG: its drawings with their styles written out, its
 * HTML as rectangles and texts, what a canvas shows as an image. What scrolls is drawn whole. On
 * white in the light theme, else on the screen's ground.
 */
export async function figureImage(figure: HTMLElement, caption: Caption): Promise<FigureImage> {
  const restore = unscroll(figure);
  try {
    const drawn = await drawFigure(figure);
    return compose(figure, drawn, caption);
  } finally {
    restore();
  }
}

interface Drawn {
  readonly parts: readonly string[];
  readonly width: number;
  readonly height: number;
}

async function drawFigure(figure: HTMLElement): Promise<Drawn> {
  const origin = figure.getBoundingClientRect();
  const parts: string[] = [];
  let { width, height } = origin;
  let ids = 0;
  let sliceEnd = performance.now() + SLICE;

  const place = ({ x, y, width, height }: DOMRect): Box => {
    return { x: x - origin.x, y: y - origin.y, width, height };
  };

  async function draw(node: Node, clip: Clip): Promise<void> {
    if (performance.now() > sliceEnd) {
      await nextTask();
      sliceEnd = performance.now() + SLICE;
    }
    if (node instanceof Text) {
      parts.push(...textParts(node, origin, (box) => isWithin(clip, place(box))));
      return;
    }
    if (!(node instanceof Element)) return;
    const style = getComputedStyle(node);
    const box = place(node.getBoundingClientRect());
    if (!isDrawn(node, style, box)) return;
    const isSeen = isWithin(clip, box) && style.display !== 'contents';
    if (isSeen) {
      width = Math.max(width, box.x + box.width);
      height = Math.max(height, box.y + box.height);
    }
    if (node instanceof SVGSVGElement) {
      if (isSeen && box.width > 0) parts.push(svgPart(node, box, ids++));
      return;
    }
    const isFaint = style.opacity !== '1';
    if (isFaint) parts.push(`<g opacity="${Number(style.opacity)}">`);
    if (isSeen) parts.push(...boxParts(node, box, () => `g${ids++}`));
    if (node instanceof HTMLCanvasElement) {
      if (isSeen && style.visibility === 'visible') parts.push(canvasPart(node, box));
    } else {
      const within = clippedTo(clip, style, box);
      for (const child of node.childNodes) await draw(child, within);
    }
    if (isFaint) parts.push('</g>');
  }

  for (const child of figure.childNodes) await draw(child, EVERYWHERE);
  return { parts, width, height };
}

function isDrawn(element: Element, style: CSSStyleDeclaration, box: Box): boolean {
  if (style.display === 'none' || style.opacity === '0') return false;
  // There for screen readers alone.
  if (style.clipPath.startsWith('inset(50%')) return false;
  if (!element.matches(CONTROLS)) return true;
  return box.height > LEAST_PLOT && element.querySelector('svg, canvas') !== null;
}

function canvasPart(canvas: HTMLCanvasElement, box: Box): string {
  return tag('image', { ...box, href: canvas.toDataURL('image/png') });
}

/** Takes what scrolls in the figure back to its start; the function returned takes it forth again. */
function unscroll(figure: HTMLElement): () => void {
  const scrolled = [figure, ...figure.querySelectorAll<HTMLElement>('*')].flatMap((element) => {
    const { scrollTop, scrollLeft } = element;
    if (scrollTop === 0 && scrollLeft === 0) return [];
    element.scrollTo({ top: 0, left: 0, behavior: 'instant' });
    return [{ element, top: scrollTop, left: scrollLeft }];
  });
  return () => {
    for (const { element, top, left } of scrolled) {
      element.scrollTo({ top, left, behavior: 'instant' });
    }
  };
}

function compose(figure: HTMLElement, drawn: Drawn, { title, source }: Caption): FigureImage {
  const { fontFamily, color } = getComputedStyle(figure);
  const text = plainColour(color)?.hex ?? '#000000';
  const width = Math.ceil(drawn.width) + 2 * PADDING;
  const lines = (words: string, weight: number, { size }: { readonly size: number }) =>
    wrapWords(words, width - 2 * PADDING, (line) => {
      return measureText(line, `${weight} ${size}px ${fontFamily}`).width;
    });
  const titles = lines(title, 600, TITLE);
  const sources = lines(source, 400, SOURCE);
  const top = PADDING + titles.length * TITLE.line + 4;
  const under = top + Math.ceil(drawn.height) + 8;
  const height = under + sources.length * SOURCE.line + PADDING - 4;
  const line = (words: string, y: number, size: number, more: object) =>
    tag('text', { x: PADDING, y, fill: text, 'font-size': size, ...more }, escapeXml(words));
  const svg = tag(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      width,
      height,
      viewBox: `0 0 ${width} ${height}`,
      'font-family': fontFamily,
      role: 'img',
    },
    tag('title', {}, escapeXml(title)),
    tag('desc', {}, escapeXml(figure.getAttribute('aria-label') ?? '')),
    tag('rect', { width, height, fill: groundOf(figure) }),
    ...titles.map((words, i) =>
      line(words, PADDING + 14 + i * TITLE.line, TITLE.size, { 'font-weight': 600 }),
    ),
    tag('g', { transform: `translate(${PADDING} ${top})` }, ...drawn.parts),
    ...sources.map((words, i) =>
      line(words, under + 12 + i * SOURCE.line, SOURCE.size, { 'fill-opacity': 0.72 }),
    ),
  );
  return { svg: `<?xml version="1.0" encoding="UTF-8"?>\n${svg}\n`, width, height };
}

/** White where the screen is light: paper is. */
function groundOf(figure: HTMLElement): string {
  for (let element: Element | null = figure; element; element = element.parentElement) {
    const colour = plainColour(getComputedStyle(element).backgroundColor);
    if (colour?.opacity === 1) return isLight(colour) ? '#ffffff' : colour.hex;
  }
  return '#ffffff';
}
