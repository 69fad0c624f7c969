import type { ParameterUncertainty } from '../../../calibration/refine/refinement.ts';
import type { Interval, ParameterSpec } from '../../../levy/model.ts';
import { fixed } from '../plots/format.ts';

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
  if (uncertainty.identification === 'not identified') return leadingDecimals(value, 2);
  const digit = half(uncertainty).toExponential(0);
  return leadingDecimals(Number(digit), digit.startsWith('1') ? 2 : 1);
}

/** Decimals that show so many digits of a value. */
function leadingDecimals(value: number, digits: number): number {
  const exponent = Number(value.toExponential(digits - 1).split('e')[1] ?? 0);
  return Math.min(Math.max(digits - 1 - exponent, 0), MOST_DECIMALS);
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

/** The network's answer at an end of its range, of single precision, is not beyond it. */
const HAIR = 1e-6;

/** Where a value lies on the bar of a range: 0 to 1, and whether it lies outside, −1 or 1. */
export function place(
  value: number,
  { min, max }: Interval,
): { readonly at: number; readonly outside: -1 | 0 | 1 } {
  const share = (value - min) / (max - min);
  return {
    at: Math.min(Math.max(share, 0), 1),
    outside: share < -HAIR ? -1 : share > 1 + HAIR ? 1 : 0,
  };
}

/** What it means that the network's parameter lies at or beyond an end of its training range. */
export function edgeMessage(value: number, spec: ParameterSpec): string {
  const { min, max } = spec.range;
  const upper = value - min > max - value;
  const end = upper ? `upper end (${boundText(max)})` : `lower end (${boundText(min)})`;
  if (place(value, spec.range).outside !== 0) {
    return `Beyond the ${end} of what the network knows: take it as a rough guide.`;
  }
  return `At the ${end} of what the network knows: the best value may lie beyond.`;
}

/** What it means that a refined parameter lies outside the network's training range. */
export function outsideMessage({ range }: ParameterSpec): string {
  return `Outside the network’s ${boundText(range.min)} … ${boundText(range.max)}: the network alone would not find it.`;
}
