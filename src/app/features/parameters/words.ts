import type { Interval, ParameterSpec } from '../../../levy/model.ts';
import { boundText } from '../../format/parameters.ts';

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
