import type { ParameterUncertainty } from '../../calibration/refine/refinement.ts';
import type { Interval, ParameterSpec } from '../../levy/model.ts';
import { fixed, leadingDecimals } from './numbers.ts';

/** How fitted parameters are written. */

/** More would not be read, and no quote tells them. */
const MOST_DECIMALS = 6;

/** Decimals that tell a parameter apart at about 1/5000 of its training range. */
function rangeDecimals({ min, max }: Interval): number {
  return Math.max(4 - Math.max(Math.round(Math.log10(max - min)), 0), 1);
}

/** Half of the 95 % interval. */
function half({ interval: [low, high] }: ParameterUncertainty): number {
  return (high - low) / 2;
}

/**
 * Decimals in which a parameter is read: one digit of its uncertainty, two where that begins with
 * 1. Two digits of the value where that is not identified; by the range where nothing is known.
 */
export function parameterDecimals(
  value: number,
  { range }: ParameterSpec,
  uncertainty: ParameterUncertainty | undefined,
): number {
  if (!uncertainty) return rangeDecimals(range);
  const decimals =
    uncertainty.identification === 'not identified'
      ? leadingDecimals(value, 2)
      : uncertaintyDecimals(half(uncertainty));
  return Math.min(decimals, MOST_DECIMALS);
}

function uncertaintyDecimals(value: number): number {
  // The digit as rounded, or as it stands: 0.00096 is ± 0.0010, and 0.152 ± 0.15, not 0.2.
  const rounded = value.toExponential(0);
  const beginsWithOne = rounded.startsWith('1') || value.toExponential(1).startsWith('1');
  return leadingDecimals(rounded.startsWith('1') ? Number(rounded) : value, beginsWithOne ? 2 : 1);
}

/** Decimals of the network's value beside a fit's: as many, but two digits of its own at least. */
export function networkDecimals(network: number, decimals: number): number {
  return Math.max(decimals, Math.min(leadingDecimals(network, 2), MOST_DECIMALS));
}

/** Half of the 95 % interval, as what stands after the value. */
export function plusMinus(uncertainty: ParameterUncertainty, decimals: number): string {
  const value = half(uncertainty);
  const least = 10 ** -decimals;
  return value < least / 2 ? `± <${fixed(least, decimals)}` : `± ${fixed(value, decimals)}`;
}

/** An interval with its ends as long as needed: two digits of its width. */
export function intervalText([low, high]: readonly [number, number]): string {
  if (!Number.isFinite(high - low)) return `${end(low, 3)} … ${end(high, 3)}`;
  const decimals = 1 - Math.floor(Math.log10(Math.max(high - low, 1e-12)));
  return `${end(low, decimals)} … ${end(high, decimals)}`;
}

function end(value: number, decimals: number): string {
  if (!Number.isFinite(value)) return value > 0 ? '∞' : '−∞';
  return fixed(value, Math.min(Math.max(decimals, 0), 12));
}

/** A bound of a range, as short as it can be. */
export function boundText(value: number): string {
  return String(value).replace('-', '−');
}
