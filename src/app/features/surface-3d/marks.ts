import { cellPlace, type Surface } from '../../../calibration/quotes/surface.ts';
import { type Fit, marketVolatilities } from '../../../calibration/report/fit.ts';
import type { Quantity } from './sheet.ts';

/** A quote over the sheet. */
export interface Mark {
  /** Indices of its strike and maturity. */
  readonly strike: number;
  readonly maturity: number;
  readonly market: number;
  /** Undefined before a fit, or where the model's price has no volatility. */
  readonly model: number | undefined;
}

/**
 * The quotes that have a value of this kind. Prices are those of calls: a put's is carried over by
 * put–call parity, so that all stand over one sheet.
 */
export function quoteMarks(surface: Surface, fit: Fit | undefined, quantity: Quantity): Mark[] {
  const width = surface.maturities.length;
  const market = fit?.marketVolatilities ?? marketVolatilities(surface);
  return surface.prices.flatMap((price, cell) => {
    if (price === undefined) return [];
    const index = { strike: Math.floor(cell / width), maturity: cell % width };
    if (quantity === 'volatility') {
      const [quoted, own] = [market[cell], fit?.modelVolatilities[cell]];
      if (!quoted?.ok) return [];
      const model = own?.ok ? 100 * own.volatility : undefined;
      return { ...index, market: 100 * quoted.volatility, model };
    }
    const { type, scale, logMoneyness } = cellPlace(surface, cell);
    const carried = type === 'put' ? -scale * Math.expm1(logMoneyness) : 0;
    const model = fit?.modelPrices[cell];
    return {
      ...index,
      market: price + carried,
      model: model === undefined ? undefined : model + carried,
    };
  });
}

type Project = (x: number, y: number, z: number) => readonly [number, number];

/**
 * The mark within `reach` px of a place of the picture, the nearest of them.
 * @param places of the marks, x, y, z in the box
 */
export function nearestMark(
  places: Float32Array,
  project: Project,
  x: number,
  y: number,
  reach: number,
): number | undefined {
  let nearest: number | undefined;
  let least = reach;
  for (let n = 0; 3 * n < places.length; n++) {
    const [px, py] = project(
      places[3 * n] as number,
      places[3 * n + 1] as number,
      places[3 * n + 2] as number,
    );
    const distance = Math.hypot(px - x, py - y);
    if (distance >= least) continue;
    least = distance;
    nearest = n;
  }
  return nearest;
}

interface Cell {
  readonly strike: number;
  readonly maturity: number;
}

const STEPS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
};

/**
 * The quote that an arrow key leads to: left and right along the strikes, up to longer maturities.
 * Places without a quote are passed over; the first key shows the middle of the chosen smile.
 */
export function steppedCell(
  key: string,
  from: Cell | undefined,
  maturity: number,
  marks: readonly Mark[],
): Cell | undefined {
  const step = STEPS[key];
  if (!step) return undefined;
  const cellOf = (mark: Mark | undefined): Cell | undefined =>
    mark && { strike: mark.strike, maturity: mark.maturity };
  if (!from) {
    const smile = marks.filter((mark) => mark.maturity === maturity);
    return cellOf(smile[Math.floor(smile.length / 2)] ?? marks[0]);
  }
  const [right, up] = step;
  const ahead = marks.filter((mark) =>
    right !== 0
      ? mark.maturity === from.maturity && (mark.strike - from.strike) * right > 0
      : mark.strike === from.strike && (mark.maturity - from.maturity) * up > 0,
  );
  const distance = (mark: Mark) =>
    Math.abs(mark.strike - from.strike) + Math.abs(mark.maturity - from.maturity);
  const next = ahead.reduce<Mark | undefined>(
    (best, mark) => (best && distance(best) <= distance(mark) ? best : mark),
    undefined,
  );
  return cellOf(next) ?? from;
}
