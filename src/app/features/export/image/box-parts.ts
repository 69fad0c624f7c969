import { plainColour } from './colours.ts';
import { gradientStops, hatchColour } from './gradient.ts';
import { tag } from './xml.ts';

/** A box of the page, in px of the picture. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** What an element of HTML paints itself: ground, borders, hairlines and outline. */
export function boxParts(element: Element, box: Box, newId: () => string): string[] {
  const style = getComputedStyle(element);
  if (style.visibility !== 'visible' || box.width <= 0 || box.height <= 0) return [];
  return [
    ...ground(style, box, newId),
    ...borders(style, box),
    ...hairline(style.boxShadow, box),
    ...outline(element, style, box),
    ...mark(element, style, box),
  ];
}

function ground(style: CSSStyleDeclaration, box: Box, newId: () => string): string[] {
  const found: string[] = [];
  const rx = Number.parseFloat(style.borderTopLeftRadius) || undefined;
  const colour = plainColour(style.backgroundColor);
  if (colour)
    found.push(tag('rect', { ...box, rx, fill: colour.hex, 'fill-opacity': part(colour) }));
  const image = style.backgroundImage;
  const stops = gradientStops(image);
  if (stops) {
    const id = newId();
    const drawn = stops.map((stop) => {
      const plain = plainColour(stop.colour);
      return tag('stop', {
        offset: stop.at,
        'stop-color': plain?.hex ?? '#000000',
        'stop-opacity': plain?.opacity ?? 0,
      });
    });
    found.push(tag('linearGradient', { id }, ...drawn));
    found.push(tag('rect', { ...box, fill: `url(#${id})` }));
  }
  const hatch = plainColour(hatchColour(image) ?? '');
  if (hatch) {
    const id = newId();
    const line = { d: 'M-1 1l2-2M0 4l4-4M3 5l2-2', stroke: hatch.hex, 'stroke-width': 0.8 };
    const size = { width: 4, height: 4, patternUnits: 'userSpaceOnUse' };
    found.push(tag('pattern', { id, ...size }, tag('path', line)));
    found.push(tag('rect', { ...box, fill: `url(#${id})` }));
  }
  return found;
}

function part({ opacity }: { readonly opacity: number }): number | undefined {
  return opacity < 1 ? opacity : undefined;
}

const SIDES = ['top', 'right', 'bottom', 'left'] as const;

function borders(style: CSSStyleDeclaration, { x, y, width, height }: Box): string[] {
  return SIDES.flatMap((side) => {
    const thickness = Number.parseFloat(style.getPropertyValue(`border-${side}-width`));
    const kind = style.getPropertyValue(`border-${side}-style`);
    const colour = plainColour(style.getPropertyValue(`border-${side}-color`));
    if (!colour || !(thickness > 0) || kind === 'none' || kind === 'hidden') return [];
    const isAcross = side === 'top' || side === 'bottom';
    const line = {
      x: side === 'right' ? x + width - thickness : x,
      y: side === 'bottom' ? y + height - thickness : y,
      width: isAcross ? width : thickness,
      height: isAcross ? thickness : height,
    };
    return [tag('rect', { ...line, fill: colour.hex, 'fill-opacity': part(colour) })];
  });
}

/** An inset shadow without blur, which is how the plots draw hairlines. */
function hairline(shadow: string, box: Box): string[] {
  const found = /^(.+?) 0px 0px 0px ([\d.]+)px inset$/.exec(shadow);
  const colour = plainColour(found?.[1] ?? '');
  const thickness = Number(found?.[2]);
  return colour ? [frame(box, -thickness / 2, thickness, colour)] : [];
}

/** The focus ring is the screen's, not the picture's. */
function outline(element: Element, style: CSSStyleDeclaration, box: Box): string[] {
  const thickness = Number.parseFloat(style.outlineWidth);
  const colour = plainColour(style.outlineColor);
  if (!colour || style.outlineStyle === 'none' || !(thickness > 0)) return [];
  if (element.matches(':focus-visible')) return [];
  return [frame(box, Number.parseFloat(style.outlineOffset) + thickness / 2, thickness, colour)];
}

function frame(
  { x, y, width, height }: Box,
  out: number,
  thickness: number,
  colour: { readonly hex: string; readonly opacity: number },
): string {
  return tag('rect', {
    x: x - out,
    y: y - out,
    width: Math.max(width + 2 * out, 0),
    height: Math.max(height + 2 * out, 0),
    fill: 'none',
    stroke: colour.hex,
    'stroke-opacity': part(colour),
    'stroke-width': thickness,
  });
}

/** A dot in a cell, drawn by the styles alone. */
function mark(element: Element, style: CSSStyleDeclaration, box: Box): string[] {
  const after = getComputedStyle(element, '::after');
  const colour = plainColour(after.backgroundColor);
  if (after.content === 'none' || after.content === 'normal' || !colour) return [];
  const [width, height] = [Number.parseFloat(after.width), Number.parseFloat(after.height)];
  if (!(width > 0 && height > 0) || style.position === 'static') return [];
  const along = (inset: string, margin: string) =>
    (Number.parseFloat(inset) || 0) + (Number.parseFloat(margin) || 0);
  return [
    tag('rect', {
      x: box.x + along(after.left, after.marginLeft),
      y: box.y + along(after.top, after.marginTop),
      width,
      height,
      rx: Number.parseFloat(after.borderTopLeftRadius) || undefined,
      fill: colour.hex,
    }),
  ];
}
