import { plainColour } from './colours.ts';
import { escapeXml, tag } from './xml.ts';

/** What decides how a shape of SVG looks; of these, what differs from a plain shape is written. */
const LENGTHS = ['stroke-width', 'stroke-dasharray', 'font-size'] as const;
const WORDS = [
  ['stroke-linecap', 'butt'],
  ['stroke-linejoin', 'miter'],
  ['text-anchor', 'start'],
  ['dominant-baseline', 'auto'],
  ['font-weight', '400'],
  ['font-style', 'normal'],
  ['paint-order', 'normal'],
  ['vector-effect', 'none'],
] as const;

/** Attributes that the page's styles and behaviour need, and a drawing does not. */
const DROPPED = /^(?:class|style|role|tabindex|focusable|xmlns(?::.*)?|aria-.*|data-.*|on.*)$/;
const COLOURS = ['fill', 'stroke'] as const;
const NOT_DRAWN = new Set(['title', 'desc', 'style', 'script', 'foreignObject', 'metadata']);
/** What is painted nowhere but where something refers to it. */
const DEFINITIONS = new Set(['defs', 'clipPath', 'linearGradient', 'radialGradient', 'pattern']);

/** An `<svg>` of the page at a place of the picture, its styles written into its elements. */
export function svgPart(
  svg: SVGSVGElement,
  place: {
    readonly x: number;
    readonly y: number;
    readonly width: number;
    readonly height: number;
  },
  index: number,
): string {
  const { x, y, width, height } = place;
  const viewBox = svg.getAttribute('viewBox') ?? `0 0 ${width} ${height}`;
  const overflow = getComputedStyle(svg).overflow === 'visible' ? 'visible' : undefined;
  const attributes = { x, y, width, height, viewBox, overflow };
  // Two drawings of a figure may use the same names for their clip paths.
  const rename = (id: string) => `p${index}-${id}`;
  return tag('svg', attributes, ...parts(svg, rename, false));
}

type Rename = (id: string) => string;

function parts(parent: Element, rename: Rename, isDefinition: boolean): string[] {
  return [...parent.childNodes].flatMap((node) => {
    if (node instanceof Text) return [escapeXml(node.data)];
    if (!(node instanceof SVGElement) || NOT_DRAWN.has(node.localName)) return [];
    return [part(node, rename, isDefinition || DEFINITIONS.has(node.localName))];
  });
}

function part(element: SVGElement, rename: Rename, isDefinition: boolean): string {
  const style = getComputedStyle(element);
  if (!isDefinition && (style.display === 'none' || style.opacity === '0')) return '';
  if (!isDefinition && style.visibility !== 'visible' && element.childElementCount === 0) return '';
  const kept = [...element.attributes]
    .filter(({ name }) => !DROPPED.test(name))
    .map(({ name, value }): [string, string] => [name, renamed(name, value, rename)]);
  return tag(
    element.localName,
    { ...Object.fromEntries(kept), ...looks(element, style) },
    ...parts(element, rename, isDefinition),
  );
}

function renamed(name: string, value: string, rename: Rename): string {
  if (name === 'id') return rename(value);
  if (name.endsWith('href')) return value.replace(/^#(.+)$/, (_, id: string) => `#${rename(id)}`);
  return value.replace(/url\(["']?#([^"')]+)["']?\)/g, (_, id: string) => `url(#${rename(id)})`);
}

/** The computed looks as attributes; groups have none of their own but opacity and clipping. */
function looks(element: SVGElement, style: CSSStyleDeclaration) {
  const own: Record<string, string | undefined> = {};
  if (style.opacity !== '1') own.opacity = style.opacity;
  if (style.clipPath === 'none') own['clip-path'] = undefined;
  if (element.localName === 'stop') {
    const colour = plainColour(style.getPropertyValue('stop-color'));
    return { ...own, 'stop-color': colour?.hex, 'stop-opacity': colour?.opacity ?? 0 };
  }
  if (!(element instanceof SVGGeometryElement || element instanceof SVGTextContentElement)) {
    return own;
  }
  for (const name of COLOURS) {
    const value = style.getPropertyValue(name);
    if (value.startsWith('url')) continue;
    const colour = plainColour(value);
    own[name] = colour?.hex ?? 'none';
    const opacity = (colour?.opacity ?? 1) * Number(style.getPropertyValue(`${name}-opacity`) || 1);
    own[`${name}-opacity`] = opacity < 1 ? String(opacity) : undefined;
  }
  const isText = element instanceof SVGTextContentElement;
  if (own.stroke !== 'none' || isText) {
    for (const name of LENGTHS) {
      const value = style.getPropertyValue(name);
      own[name] = value === 'none' ? undefined : value.replaceAll('px', '');
    }
  }
  if (!isText) own['font-size'] = undefined;
  for (const [name, usual] of WORDS) {
    const value = style.getPropertyValue(name);
    own[name] = value === usual || value === '' ? undefined : value;
  }
  if (isText) own['font-family'] = style.fontFamily;
  return own;
}
