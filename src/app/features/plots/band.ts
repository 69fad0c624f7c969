import type { BandPoint, CurveBand } from '../../../calibration/report/curve-band.ts';
import { fixed, leadingDecimals, sizeText } from '../../format/numbers.ts';
import { priceDecimals } from '../../format/quotes.ts';
import type { Quantity } from './cells.ts';
import type { BandEnds, Point } from './strike-chart.tsx';

/** The interval around a curve in the plot's unit: volatility in %, or price. */
export function bandEnds(
  curve: readonly Point[],
  band: readonly BandPoint[],
  quantity: Quantity,
): BandEnds[] {
  return curve.flatMap(({ strike, value }, i) => {
    const half = halfWidth(band[i], quantity);
    return value === undefined || half === undefined
      ? []
      : { strike, low: value - half, high: value + half };
  });
}

/** Half the interval's width in the plot's unit. */
function halfWidth(point: BandPoint | undefined, quantity: Quantity): number | undefined {
  if (quantity === 'price') return point?.price;
  return point?.volatility === undefined ? undefined : 100 * point.volatility;
}

/** How wide the interval is, or why there is none, in one short line. */
export function bandText(band: CurveBand, quantity: Quantity, spot: number): string | undefined {
  if (!band.ok) return 'No 95 % band: the quotes leave a parameter free';
  const halves = band.points.flatMap((point) => halfWidth(point, quantity) ?? []);
  if (halves.length === 0) return undefined;
  return `95 % band ± ${rangeText(Math.min(...halves), Math.max(...halves), quantity, spot)}`;
}

function rangeText(low: number, high: number, quantity: Quantity, spot: number): string {
  const isPrice = quantity === 'price';
  const unit = isPrice ? 1 : 100;
  // As many digits as the wider end needs, and for prices no more than prices have.
  const most = isPrice ? priceDecimals(spot) + 2 : 4;
  const decimals = Math.min(high > 0 ? leadingDecimals(unit * high, 2) : 0, most);
  const [from, to] = [fixed(unit * low, decimals), fixed(unit * high, decimals)];
  const suffix = isPrice ? '' : '\u00a0bp';
  if (Number(high) === 0) return `${sizeText(0)}${suffix}`;
  return from === to ? `${to}${suffix}` : `${from} to ${to}${suffix}`;
}
