import { cellPlace, type Surface } from '../../../calibration/quotes/surface.ts';
import type { CellArbitrage } from '../../../calibration/quotes/surface-check.ts';
import { fixed } from '../../format/numbers.ts';
import { axisDecimals, priceDecimals } from '../../format/quotes.ts';

/**
 * One sentence that says which quote breaks which bound, with both numbers: those of the option
 * quoted, since put–call parity turns each bound of a call into one of a put.
 */
export function arbitrageMessage(problem: CellArbitrage, surface: Surface): string {
  const { kind, cell, value, bound } = problem;
  const { strike, maturity, logMoneyness, scale, type } = cellPlace(surface, cell);
  const place = `Strike ${fixed(strike, axisDecimals(surface.strikes))}, maturity ${fixed(maturity, axisDecimals(surface.maturities))}`;
  // Total variances are far smaller than prices.
  const decimals = kind === 'variance-falls' ? 5 : Math.max(priceDecimals(surface.spot), 4);
  const isPut = type === 'put' && kind !== 'variance-falls';
  const parity = isPut ? -scale * Math.expm1(logMoneyness) : 0;
  const price = fixed(value - parity, decimals);
  const limit = fixed(bound - parity, decimals);
  const start = `${place}: the ${type}`;
  switch (kind) {
    case 'below-intrinsic':
      return `${start} is worth less than exercising it (${price} < ${limit}).`;
    case 'above-spot':
      return `${start} is worth more than the ${isPut ? 'discounted strike' : 'stock'} (${price} > ${limit}).`;
    case 'rises-with-strike':
      return isPut
        ? `${start} rises by more than the strike (${price} > ${limit}).`
        : `${start} is dearer than at the strike before (${price} > ${limit}).`;
    case 'falls-too-fast':
      return isPut
        ? `${start} is cheaper than at the strike before (${price} < ${limit}).`
        : `${start} falls by more than the strike rises (${price} < ${limit}).`;
    case 'not-convex':
      return `${start} is dearer than the mean of its neighbours (${price} > ${limit}), so a butterfly pays for nothing.`;
    case 'variance-falls':
      return `${place}: total variance falls with maturity (${price} < ${limit}), so a calendar spread pays for nothing.`;
  }
}
