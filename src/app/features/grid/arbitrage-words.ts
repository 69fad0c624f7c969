import type { Surface } from '../../../calibration/surface.ts';
import type { ArbitrageProblem } from '../../../levy/arbitrage.ts';
import { axisDecimals, priceDecimals } from '../plots/format.ts';
import { fixed } from './numbers.ts';

/** One sentence that says which quote breaks which bound, with both numbers. */
export function arbitrageMessage(problem: ArbitrageProblem, surface: Surface): string {
  const { kind, strikeIndex, maturityIndex, value, bound } = problem;
  const strike = surface.strikes[strikeIndex] ?? Number.NaN;
  const maturity = surface.maturities[maturityIndex] ?? Number.NaN;
  const place = `Strike ${fixed(strike, axisDecimals(surface.strikes))}, maturity ${fixed(maturity, axisDecimals(surface.maturities))}`;
  // Total variances are far smaller than prices.
  const decimals = kind === 'variance-falls' ? 5 : Math.max(priceDecimals(surface.spot), 4);
  const price = fixed(value, decimals);
  const limit = fixed(bound, decimals);
  switch (kind) {
    case 'below-intrinsic':
      return `${place}: the call is worth less than exercising it (${price} < ${limit}).`;
    case 'above-spot':
      return `${place}: the call is worth more than the stock (${price} > ${limit}).`;
    case 'rises-with-strike':
      return `${place}: the call is dearer than at the strike before (${price} > ${limit}).`;
    case 'falls-too-fast':
      return `${place}: the call falls by more than the strike rises (${price} < ${limit}).`;
    case 'not-convex':
      return `${place}: the call is dearer than the mean of its neighbours (${price} > ${limit}), so a butterfly pays for nothing.`;
    case 'variance-falls':
      return `${place}: total variance falls with maturity (${price} < ${limit}), so a calendar spread pays for nothing.`;
  }
}
