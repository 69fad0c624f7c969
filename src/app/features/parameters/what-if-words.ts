import {
  basisPointSize,
  basisPoints,
  fixed,
  NONE,
  signed,
  signedSize,
  sizeText,
} from '../../format/numbers.ts';
import { distinctLabels } from '../../format/quotes.ts';
import type { WhatIf } from '../../state/what-if-store.ts';

type Tried = Pick<WhatIf, 'fit' | 'calibrated'>;

/** How far the tried parameters are from the market, how much farther than the calibrated ones, and where. */
export function distanceWords({ fit, calibrated }: Tried): string {
  const tried = fit.volatilityError;
  const least = calibrated.volatilityError;
  if (!tried || !least) {
    const { priceError } = fit;
    return priceError ? `${sizeText(priceError.rmse)} in price off the market.` : NONE;
  }
  const size = `${basisPointSize(tried.rmse)} off the market`;
  if (fit === calibrated) return `${size}, as calibrated: move a slider or type a value.`;
  const more = tried.rmse - least.rmse;
  return `${size}, ${signedSize(more)}\u00a0bp over the calibrated ${basisPointSize(least.rmse)}; ${worst({ fit, calibrated })}.`;
}

function worst({ fit: { volatilityError, surface } }: Tried): string {
  if (!volatilityError) return NONE;
  const { largest, strike, maturity } = volatilityError;
  const strikes = distinctLabels(surface.strikes);
  const maturities = distinctLabels(surface.maturities);
  return `worst ${basisPoints(largest)} at ${strikes[strike]} × ${maturities[maturity]}`;
}

/** More tells less than the difference itself. */
const MOST_PERCENT = 1000;

/** How far a parameter was moved, by itself and as a share of what was calibrated. */
export function movedWords(value: number, calibrated: number, decimals: number): string {
  const by = value - calibrated;
  const difference = Math.abs(by) < 10 ** -decimals / 2 ? signedSize(by) : signed(by, decimals);
  const share = (100 * by) / Math.abs(calibrated);
  if (!(Math.abs(share) < MOST_PERCENT)) return difference;
  const sign = share < 0 ? '−' : '+';
  const size = Math.abs(share);
  return `${difference} (${sign}${fixed(size, size < 9.95 ? 1 : 0)}\u00a0%)`;
}
