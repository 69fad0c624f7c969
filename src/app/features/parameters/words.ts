import type { Interval, ParameterSpec } from '../../../levy/model.ts';
import type { ErrorEstimate } from '../../../network/outputs.ts';
import type { Unfamiliarity } from '../../../network/unfamiliarity.ts';
import { sizeText } from '../../format/numbers.ts';
import { boundText } from '../../format/parameters.ts';
import { familiarity } from '../../format/trust.ts';

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
    return `Beyond the ${end} of what the network knows: do not rely on it.`;
  }
  return `At the ${end} of what the network knows: the best value may lie beyond.`;
}

/** What it means that a refined parameter lies outside the network's training range. */
export function outsideMessage({ range }: ParameterSpec): string {
  return `Outside the network’s ${boundText(range.min)} … ${boundText(range.max)}: the network alone would not find it.`;
}

/** Where the ± of the network's own value comes from. */
export function errorMessage({ p68, p95 }: ErrorEstimate): string {
  return `The network’s own estimate, measured on test surfaces: the truth was within ${sizeText(p68)} on 68\u00a0% of those like this, within ${sizeText(p95)} on 95\u00a0%.`;
}

/**
 * What it means that the quotes are unlike the training surfaces; undefined where they are not. Only
 * who has nothing but the network's answer need hear of quotes that are no more than unusual.
 */
export function unfamiliarMessage(
  unfamiliarity: Unfamiliarity,
  isRefined: boolean,
): string | undefined {
  const kind = familiarity(unfamiliarity);
  if (kind === 'unfamiliar') {
    const advice = isRefined
      ? 'go by the fit, not by the network’s values'
      : 'do not trust its values or its ±';
    return `These quotes are unlike what the network was trained on: ${advice}.`;
  }
  return kind === 'unusual' && !isRefined
    ? 'These quotes are unusual for the network: its ± may be too small.'
    : undefined;
}
