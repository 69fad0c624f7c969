import { type ArbitrageKind, arbitrageProblems, type CallSlice } from '../../levy/arbitrage.ts';
import type { SurfaceCheck } from '../service.ts';
import { cellPlace, forwardPrice, quotedCells, type Surface } from './surface.ts';

/** One broken bound at one cell of the surface. */
export interface CellArbitrage {
  readonly kind: ArbitrageKind;
  /** Strike-major. */
  readonly cell: number;
  /** The call there, a put's by put–call parity, and the bound that it breaks, in currency; total
   * variances for `variance-falls`. */
  readonly value: number;
  readonly bound: number;
}

/** The check that goes with every answer, and each broken bound behind it. */
export interface SurfaceReport extends SurfaceCheck {
  readonly problems: readonly CellArbitrage[];
}

/** A price off its bound by more than this share of itself is no noise of a quote. */
const GROSS = 0.05;
/** Share of grossly wrong cells from which the numbers are no option surface. */
const NO_SURFACE = 1 / 3;

/** Static arbitrage of a surface, beyond what the rounding of its quotes or their spread explains. */
export function checkSurface(surface: Surface): SurfaceReport {
  const { slices, cells } = callSlices(surface);
  const problems = arbitrageProblems(slices).map(({ kind, slice, quote, value, bound }) => {
    const cell = cells[slice]?.[quote] ?? 0;
    return { kind, cell, value, bound };
  });
  const broken = new Set(problems.map(({ cell }) => cell));
  const gross = problems.filter(
    ({ kind, value, bound }) =>
      (kind === 'rises-with-strike' || kind === 'below-intrinsic' || kind === 'above-spot') &&
      Math.abs(value - bound) > GROSS * bound,
  );
  const quotes = cells.reduce((sum, { length }) => sum + length, 0);
  const share = new Set(gross.map(({ cell }) => cell)).size / quotes;
  const verdict = share > NO_SURFACE ? 'no-surface' : broken.size > 0 ? 'arbitrage' : 'clean';
  return { verdict, brokenCells: broken.size, problems };
}

/** The quotes as calls, maturity by maturity, and the cell of each. */
function callSlices(surface: Surface): { slices: CallSlice[]; cells: number[][] } {
  const { maturities, prices, rate, spreads } = surface;
  const quoted = quotedCells(surface);
  const rounding = quoteTick(prices.filter((price) => price !== undefined)) / 2;
  const byMaturity = maturities.map((maturity, t) => {
    const cells = quoted.filter((cell) => cell % maturities.length === t);
    const discount = Math.exp(-rate * maturity);
    const forward = forwardPrice(surface, t);
    const strikes = cells.map((cell) => cellPlace(surface, cell).strike);
    const calls = cells.map((cell, i) => {
      const price = prices[cell] ?? Number.NaN;
      const parity = surface.puts?.[cell] ? (forward - (strikes[i] ?? Number.NaN)) * discount : 0;
      return price + parity;
    });
    const tolerances = cells.map((cell) => {
      const sides = spreads?.[cell];
      return Math.max(rounding, sides ? (sides.ask - sides.bid) / 2 : 0);
    });
    return { cells, slice: { maturity, forward, discount, strikes, calls, tolerances } };
  });
  const used = byMaturity.filter(({ cells }) => cells.length > 0);
  return { slices: used.map(({ slice }) => slice), cells: used.map(({ cells }) => cells) };
}

/** The power of ten that the quotes are rounded to, or what double precision leaves of them. */
export function quoteTick(prices: readonly number[]): number {
  const largest = prices.reduce((most, price) => Math.max(most, Math.abs(price)), 0);
  const dust = 1e-12 * Math.max(largest, 1);
  for (let decimals = 0; decimals <= 8; decimals++) {
    const tick = 10 ** -decimals;
    if (prices.every((price) => Math.abs(price - Math.round(price / tick) * tick) <= dust)) {
      return tick;
    }
  }
  return 1e-10 * Math.max(largest, 1);
}
