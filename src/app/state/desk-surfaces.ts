import * as z from 'zod/mini';
import type { BidAsk, Surface } from '../../calibration/quotes/surface.ts';
import { finiteNumber, finiteNumbers, listOf, readNumber } from '../exchange/exact-numbers.ts';
import { surfaceProblem, surfaceSchema, writeSurface } from '../exchange/surface-fields.ts';

/*
 * The surfaces of a desk, each once. Two hundred steps of undo differ in a few cells each: whole,
 * those of 20,000 quotes would take longer to write than the page may be kept from answering.
 */

/** A surface as it is written: the whole of it, or what it changes in one written before. */
type WrittenSurface = { readonly whole: object } | Change;

interface Change {
  /** Place in the list of the surface that is changed. */
  readonly in: number;
  /** Cell, price, whether it is a put, bid and ask. */
  readonly cells: readonly WrittenCell[];
  readonly market?: Market;
}

type WrittenCell = readonly [number, number | null, boolean, readonly [number, number] | null];

type Market = Pick<Surface, 'spot' | 'rate' | 'dividendYield' | 'forwards'>;

type Differences = Omit<Change, 'in'>;

/** What was written once is not made anew: a desk is written after each edit. */
const wholes = new WeakMap<Surface, object>();
/** Held weakly: each surface would keep the one before it, and so every edit of the day. */
const changes = new WeakMap<
  Surface,
  { readonly before: WeakRef<Surface>; readonly differences: Differences | undefined }
>();

/** A list of surfaces to be written. */
export function surfaceList() {
  const places = new Map<Surface, number>();
  const written: WrittenSurface[] = [];
  /** Puts a surface into the list, as a change of `before` if that is there and much like it. */
  const place = (surface: Surface, before?: Surface): number => {
    const known = places.get(surface);
    if (known !== undefined) return known;
    const from = before && places.get(before);
    const differences = from === undefined ? undefined : differencesOf(before, surface);
    places.set(surface, written.length);
    return (
      written.push(
        differences && from !== undefined
          ? { in: from, ...differences }
          : { whole: wholeOf(surface) },
      ) - 1
    );
  };
  return { written, place };
}

/** How many values it takes to write `after` where `before` is written already. */
export function weightAfter(before: Surface, after: Surface): number {
  if (before === after) return 0;
  return differencesOf(before, after)?.cells.length ?? after.prices.length;
}

function wholeOf(surface: Surface): object {
  const known = wholes.get(surface);
  if (known) return known;
  const whole = writeSurface(surface);
  wholes.set(surface, whole);
  return whole;
}

/** In what `after` differs from `before`; undefined where the whole is shorter, or the grid another. */
function differencesOf(before: Surface | undefined, after: Surface): Differences | undefined {
  if (!before) return undefined;
  const known = changes.get(after);
  if (known?.before.deref() === before) return known.differences;
  const differences = compare(before, after);
  changes.set(after, { before: new WeakRef(before), differences });
  return differences;
}

function compare(before: Surface, after: Surface): Differences | undefined {
  const isAlike =
    sameNumbers(before.strikes, after.strikes) &&
    sameNumbers(before.maturities, after.maturities) &&
    !before.puts === !after.puts &&
    !before.spreads === !after.spreads;
  if (!isAlike) return undefined;
  const cells: WrittenCell[] = [];
  for (const [cell, price] of after.prices.entries()) {
    const put = after.puts?.[cell] ?? false;
    const sides = after.spreads?.[cell];
    const isSame =
      Object.is(price, before.prices[cell]) &&
      put === (before.puts?.[cell] ?? false) &&
      sameSides(sides, before.spreads?.[cell]);
    if (!isSame) cells.push([cell, price ?? null, put, sides ? [sides.bid, sides.ask] : null]);
  }
  if (2 * cells.length > after.prices.length) return undefined;
  const { spot, rate, dividendYield, forwards } = after;
  const sameMarket =
    Object.is(spot, before.spot) &&
    Object.is(rate, before.rate) &&
    Object.is(dividendYield, before.dividendYield) &&
    sameNumbers(forwards, before.forwards);
  const market = { spot, rate, dividendYield, ...(forwards && { forwards }) };
  return { cells, ...(!sameMarket && { market }) };
}

function sameSides(a: BidAsk | undefined, b: BidAsk | undefined): boolean {
  return Object.is(a?.bid, b?.bid) && Object.is(a?.ask, b?.ask);
}

function sameNumbers(a: readonly number[] | undefined, b: readonly number[] | undefined): boolean {
  if (!a || !b) return a === b;
  return a.length === b.length && a.every((value, i) => Object.is(value, b[i]));
}

const cellsSchema = listOf((item): WrittenCell | undefined => {
  if (!Array.isArray(item) || item.length !== 4) return undefined;
  const [cell, price, put, sides] = item as unknown[];
  const value = price === null ? null : readNumber(price);
  if (!Number.isInteger(cell) || value === undefined || typeof put !== 'boolean') return undefined;
  if (sides === null) return [Number(cell), value, put, null];
  if (!Array.isArray(sides) || sides.length !== 2) return undefined;
  const [bid, ask] = sides.map(readNumber);
  return bid !== undefined && ask !== undefined && bid >= 0 && bid <= ask
    ? [Number(cell), value, put, [bid, ask]]
    : undefined;
}, 'changed cells');

const changeSchema = z.object({
  in: z.int(),
  cells: cellsSchema,
  market: z.exactOptional(
    z.object({
      spot: finiteNumber,
      rate: finiteNumber,
      dividendYield: finiteNumber,
      forwards: z.exactOptional(finiteNumbers),
    }),
  ),
});

const wholeSchema = z.object({ whole: surfaceSchema });

/** The surfaces that {@link surfaceList} wrote, a step each; undefined in the place of a damaged one. */
export function* readSurfaces(
  written: readonly unknown[],
): Generator<undefined, ReadonlyArray<Surface | undefined>> {
  const surfaces: Array<Surface | undefined> = [];
  for (const item of written) {
    surfaces.push(wholeSchema.safeParse(item).data?.whole ?? changed(item, surfaces));
    yield;
  }
  return surfaces;
}

function changed(item: unknown, surfaces: ReadonlyArray<Surface | undefined>): Surface | undefined {
  const change = changeSchema.safeParse(item).data;
  const before = change && surfaces[change.in];
  if (!before) return undefined;
  const prices = before.prices.slice();
  const puts = before.puts?.slice();
  const spreads = before.spreads?.slice();
  for (const [cell, price, put, sides] of change.cells) {
    if (cell < 0 || cell >= prices.length) return undefined;
    prices[cell] = price ?? undefined;
    if (puts) puts[cell] = put;
    if (spreads) spreads[cell] = sides ? { bid: sides[0], ask: sides[1] } : undefined;
  }
  const { strikes, maturities } = before;
  const { spot, rate, dividendYield, forwards } = change.market ?? before;
  const surface: Surface = {
    ...{ strikes, maturities, prices },
    ...(puts && { puts }),
    ...(spreads && { spreads }),
    ...{ spot, rate, dividendYield },
    ...(forwards && { forwards }),
  };
  return surfaceProblem(surface) === undefined ? surface : undefined;
}
