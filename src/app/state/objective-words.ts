import type { Result } from '../../calibration/quotes/surface.ts';
import type { FitBy } from './fit-settings.ts';
import { parseNumber } from './parse-number.ts';

interface ObjectiveWords {
  readonly title: string;
  /** Unit in which its residuals and the quotes' noise are read. */
  readonly unit: string;
  /** That unit in the objective's own. */
  readonly inUnit: number;
}

/** What can be minimised, in the order in which it is offered. */
export const objectiveWords: Readonly<Record<FitBy, ObjectiveWords>> = {
  vega: { title: 'Implied volatility', unit: 'bp', inUnit: 1e-4 },
  price: { title: 'Price', unit: 'in price', inUnit: 1 },
  relative: { title: 'Relative price', unit: '%', inUnit: 0.01 },
  spread: { title: 'Bid–ask spread', unit: 'half-spreads', inUnit: 1 },
  network: { title: 'Network only', unit: '', inUnit: 1 },
};

/** Quote noise as typed, in the objective's own unit; undefined where it is to be estimated. */
export function readNoise(text: string, by: FitBy): Result<number | undefined> {
  if (text.trim() === '') return { ok: true, value: undefined };
  const { unit, inUnit } = objectiveWords[by];
  const read = parseNumber(text.replace(/\s*(bp|%)\s*$/, ''));
  const problem = read.ok
    ? read.value > 0
      ? undefined
      : `must be more than 0 ${unit}, not ${read.value}. Empty: estimated`
    : read.problems[0]?.message;
  if (read.ok && problem === undefined) return { ok: true, value: read.value * inUnit };
  return { ok: false, problems: [{ message: `The quote noise ${problem}.` }] };
}
