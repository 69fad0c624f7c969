/** A stop of a gradient: a CSS colour and its place, 0 to 1. */
export interface Stop {
  readonly colour: string;
  readonly at: number;
}

/**
 * The stops of a computed `linear-gradient(to right …)`, evenly spread as they are in the plots'
 * scales unless they name their places; undefined where it is no such gradient.
 */
export function gradientStops(image: string): readonly Stop[] | undefined {
  const inner = /^linear-gradient\((.*)\)$/s.exec(image.trim())?.[1];
  if (inner === undefined) return undefined;
  const parts = topLevel(inner);
  const [direction = ''] = parts;
  if (!/^(?:to right\b|90deg)/.test(direction)) return undefined;
  const stops = parts.slice(1);
  return stops.map((stop, i) => {
    const place = /\s(-?[\d.]+)%$/.exec(stop);
    return {
      colour: place ? stop.slice(0, place.index) : stop,
      at: place ? Number(place[1]) / 100 : i / Math.max(stops.length - 1, 1),
    };
  });
}

/** The first colour of a computed `repeating-linear-gradient`, which draws a hatching. */
export function hatchColour(image: string): string | undefined {
  const inner = /^repeating-linear-gradient\((.*)\)$/s.exec(image.trim())?.[1];
  if (inner === undefined) return undefined;
  const stop = topLevel(inner).find((part) => !/^-?[\d.]+(?:deg|turn|rad)$|^to /.test(part));
  return stop?.replace(/(?:\s+-?[\d.]+(?:px|%))+$/, '');
}

/** The parts between commas that stand in no brackets. */
function topLevel(text: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let start = 0;
  for (let i = 0; i < text.length; i++) {
    if (text[i] === '(') depth++;
    else if (text[i] === ')') depth--;
    else if (text[i] === ',' && depth === 0) {
      parts.push(text.slice(start, i).trim());
      start = i + 1;
    }
  }
  return [...parts, text.slice(start).trim()];
}
