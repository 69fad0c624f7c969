import type { BidAsk, Surface } from '../../calibration/quotes/surface.ts';

/** In what two surfaces differ. */
export interface SurfaceDifference {
  /** Whether both have the same strikes and maturities; only then are cells compared. */
  readonly sameGrid: boolean;
  /** Cells whose price, option type, bid or ask differ. */
  readonly cells: readonly number[];
  readonly market: ReadonlyArray<'spot' | 'rate' | 'dividendYield' | 'forwards'>;
}

const NONE: SurfaceDifference = { sameGrid: true, cells: [], market: [] };

/** Compares every number exactly. */
export function surfaceDifference(a: Surface, b: Surface): SurfaceDifference {
  if (a === b) return NONE;
  const sameGrid = sameNumbers(a.strikes, b.strikes) && sameNumbers(a.maturities, b.maturities);
  const names = (['spot', 'rate', 'dividendYield'] as const).filter((name) => a[name] !== b[name]);
  const forwards = !sameNumbers(a.forwards, b.forwards);
  return {
    sameGrid,
    cells: sameGrid ? [...a.prices.keys()].filter((cell) => !sameCell(a, b, cell)) : [],
    market: [...names, ...(forwards ? (['forwards'] as const) : [])],
  };
}

/** Whether two surfaces say the same. */
export function sameSurface(a: Surface, b: Surface): boolean {
  const { sameGrid, cells, market } = surfaceDifference(a, b);
  return sameGrid && cells.length === 0 && market.length === 0;
}

function sameCell(a: Surface, b: Surface, cell: number): boolean {
  return (
    a.prices[cell] === b.prices[cell] &&
    (a.puts?.[cell] ?? false) === (b.puts?.[cell] ?? false) &&
    sameSides(a.spreads?.[cell], b.spreads?.[cell])
  );
}

function sameSides(a: BidAsk | undefined, b: BidAsk | undefined): boolean {
  return a?.bid === b?.bid && a?.ask === b?.ask;
}

function sameNumbers(a: readonly number[] | undefined, b: readonly number[] | undefined): boolean {
  if (!a || !b) return a === b;
  return a.length === b.length && a.every((value, i) => value === b[i]);
}
