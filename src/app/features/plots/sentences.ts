import { type ErrorSummary, errorSummary, type Fit } from '../../../calibration/fit.ts';
import type { Surface } from '../../../calibration/surface.ts';
import { atTheMoney, type CellView, type Quantity } from './cells.ts';
import { basisPoints, distinctLabels, fixed, percent, priceDecimals, signed } from './format.ts';

/** The views of the plots, in the order of their tabs. */
export type View = 'smile' | 'price' | 'residuals' | 'surface';

/** A residual with its unit. */
export function residualText(value: number, quantity: Quantity, spot: number): string {
  return quantity === 'price' ? signed(value, priceDecimals(spot)) : basisPoints(value);
}

/** The residuals of `quantity` in a fit, summed up over one maturity or over all. */
export function errorOf(fit: Fit, quantity: Quantity, maturity?: number): ErrorSummary | undefined {
  const residuals = quantity === 'price' ? fit.priceResiduals : fit.volatilityResiduals;
  return errorSummary(residuals, fit.surface.maturities.length, maturity);
}

/** One sentence that says what a view shows, with its numbers, for those who do not see it. */
export function describe(
  view: View,
  quantity: Quantity,
  surface: Surface,
  fit: Fit | undefined,
  slice: readonly CellView[],
  maturity: number,
): string {
  const at = distinctLabels(surface.maturities)[maturity] ?? '';
  const whole = view === 'residuals' || view === 'surface';
  const name = quantity === 'price' ? 'call price' : 'implied volatility';
  const scope = whole
    ? `for ${surface.strikes.length} strikes and ${surface.maturities.length} maturities`
    : `by strike at maturity ${at} years`;
  const subject = view === 'residuals' ? `fit minus market ${name}` : name;
  const start = `${subject.charAt(0).toUpperCase()}${subject.slice(1)} ${scope}`;
  return `${start}: ${[levels(quantity, surface, slice, at), error(quantity, surface, fit, whole ? undefined : maturity)].join('; ')}.`;
}

function levels(
  quantity: Quantity,
  surface: Surface,
  slice: readonly CellView[],
  at: string,
): string {
  const cell = atTheMoney(slice);
  const half = (side: CellView['market'] | undefined) => {
    if (!side) return undefined;
    if (quantity === 'price') return fixed(side.price, priceDecimals(surface.spot));
    return side.volatility.ok ? percent(side.volatility.volatility) : undefined;
  };
  const market = half(cell?.market) ?? 'unknown';
  const model = half(cell?.model);
  return `at the money at ${at} years the market is ${market}${model ? `, the fit ${model}` : ''}`;
}

function error(
  quantity: Quantity,
  surface: Surface,
  fit: Fit | undefined,
  maturity: number | undefined,
): string {
  if (!fit) return 'nothing is fitted yet';
  const found = errorOf(fit, quantity, maturity);
  if (!found) return 'no cell has a residual';
  const strike = distinctLabels(surface.strikes)[found.strike] ?? '';
  const place =
    maturity === undefined
      ? `strike ${strike}, maturity ${distinctLabels(surface.maturities)[found.maturity] ?? ''}`
      : `strike ${strike}`;
  return `largest residual ${residualText(found.largest, quantity, surface.spot)} at ${place}`;
}
