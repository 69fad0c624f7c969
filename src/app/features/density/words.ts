import { fixed, leadingDecimals, signed } from '../../format/numbers.ts';
import type { Axis } from './curve.ts';
import type { Shape } from './shapes.ts';

const NBSP = '\u00a0';

export function axisTitle(axis: Axis): string {
  return axis === 'spot' ? 'Spot at expiry' : 'Log-return on the forward';
}

export function densityTitle(axis: Axis): string {
  return axis === 'spot' ? 'Probability per 1 of spot' : 'Probability per 1 % of return';
}

/** A place on the axis: a return in %, or a spot in the digits that its spread leaves of use. */
export function axisValue(place: number, axis: Axis, { forward, deviation }: Shape): string {
  if (axis === 'spot') return fixed(place, leadingDecimals(forward * deviation, 2));
  return `${signed(place, deviation < 0.02 ? 2 : 1)}${NBSP}%`;
}

/** A density of the axis, in % of probability. */
export function densityText(density: number, decimals: number): string {
  return `${fixed(density, Math.min(decimals, 8))}${NBSP}%`;
}

/** A peak so much higher than its bin is one that the curve does not show. */
const HIDDEN = 1.2;

/** What the curve cannot show, where that is so: its peak may be higher than it, or without bound. */
export function peakNote(ratio: number, kink: number, width: number): string | undefined {
  if (!(ratio > HIDDEN)) return undefined;
  const decimals = leadingDecimals(100 * width, 1);
  return `The peak at ${signed(100 * kink, decimals)}${NBSP}% is sharper than it is drawn: the curve averages over bins of ${fixed(100 * width, decimals)}${NBSP}%.`;
}
