import type { Identification, ParameterUncertainty } from '../../calibration/refine/refinement.ts';
import type { Interval, ParameterSpec } from '../../levy/model.ts';
import { fullText } from './decimal-mark.ts';
import { fixed, leadingDecimals } from './numbers.ts';

/** How fitted parameters are written. */

/** More would not be read, and no quote tells them. */
const MOST_DECIMALS = 6;

/** Decimals that tell a parameter apart at about 1/5000 of its training range. */
function rangeDecimals({ min, max }: Interval): number {
  return Math.max(4 - Math.max(Math.round(Math.log10(max - min)), 0), 1);
}

/** How well a parameter is known, at 95 %. */
export interface Known {
  /** What stands after ±. */
  readonly half: number;
  readonly interval: readonly [number, number];
  readonly identification: Identification;
}

/** What the quotes tell of a fitted parameter. */
export function knownByFit({ interval, identification }: ParameterUncertainty): Known {
  const [low, high] = interval;
  return { half: (high - low) / 2, interval, identification };
}

/**
 * What the network says of its own value: nothing, where that covers all of its training range.
 * @param half half-width that holds 95 % of the truths
 */
export function knownByNetwork(value: number, half: number, spec: ParameterSpec): Known {
  const { range, domain } = spec;
  const covers = value - half <= range.min && value + half >= range.max;
  return {
    half,
    interval: [Math.max(value - half, domain.min), Math.min(value + half, domain.max)],
    identification: covers ? 'not identified' : 'pinned',
  };
}

/**
 * Decimals in which a parameter is read: one digit of its uncertainty, two where that begins with
 * 1. Two digits of the value where that is not identified; by the range where nothing is known.
 */
export function parameterDecimals(
  value: number,
  { range }: ParameterSpec,
  known: Known | undefined,
): number {
  if (!known) return rangeDecimals(range);
  const decimals =
    known.identification === 'not identified'
      ? leadingDecimals(value, 2)
      : uncertaintyDecimals(known.half);
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
export function plusMinus({ half: value }: Known, decimals: number): string {
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
  return fullText(value).replace('-', '−');
}
