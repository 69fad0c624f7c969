import { type ArbitrageProblem, arbitrageProblems } from '../levy/arbitrage.ts';
import type { SurfaceCheck } from './service.ts';
import { optionGrid, type Surface } from './surface.ts';

/** The check that goes with every answer, and each broken bound behind it. */
export interface SurfaceReport extends SurfaceCheck {
  readonly problems: readonly ArbitrageProblem[];
}

/** A price off its bound by more than this share of itself is no noise of a quote. */
const GROSS = 0.05;
/** Share of grossly wrong cells from which the numbers are no option surface. */
const NO_SURFACE = 1 / 3;

/** Static arbitrage of a surface, beyond what the rounding of its quotes explains. */
export function checkSurface(surface: Surface): SurfaceReport {
  const problems = arbitrageProblems(
    surface.prices,
    optionGrid(surface),
    quoteTick(surface.prices) / 2,
  );
  const cellOf = ({ strikeIndex, maturityIndex }: ArbitrageProblem) =>
    strikeIndex * surface.maturities.length + maturityIndex;
  const broken = new Set(problems.map(cellOf));
  const gross = problems.filter(
    ({ kind, value, bound }) =>
      (kind === 'rises-with-strike' || kind === 'below-intrinsic' || kind === 'above-spot') &&
      Math.abs(value - bound) > GROSS * bound,
  );
  const share = new Set(gross.map(cellOf)).size / surface.prices.length;
  const verdict = share > NO_SURFACE ? 'no-surface' : broken.size > 0 ? 'arbitrage' : 'clean';
  return { verdict, brokenCells: broken.size, problems };
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
