import type { LevyModel, ParameterSpec } from '../../levy/model.ts';
import type { QuoteTable } from '../quotes/quote-table.ts';
import type { QuoteFitter } from './quote-fit.ts';

/** Points looked at, a price of the quotes each, and how many of the best are descended from. */
const CANDIDATES = 96;
const STARTS = 3;

/** Points far apart, in and around the networks' box, at which the quotes are met best. */
export function* otherStarts(
  model: LevyModel,
  table: QuoteTable,
  fitter: QuoteFitter,
  weights: Float64Array,
): Generator<undefined, Float64Array[]> {
  const own = new Float64Array(table.count);
  const candidates: Array<{ parameters: Float64Array; cost: number }> = [];
  for (let n = 1; n <= CANDIDATES; n++) {
    const parameters = Float64Array.from(model.parameters, (spec, i) =>
      inWideRange(spec, radicalInverse(PRIMES[i] ?? 2, n)),
    );
    if (!fitter.timeValues(parameters, own)) continue;
    let cost = 0;
    for (let i = 0; i < table.count; i++) {
      const error = (own[i] as number) - (table.timeValue[i] as number);
      cost += (error * (weights[i] as number)) ** 2;
    }
    if (Number.isFinite(cost)) candidates.push({ parameters, cost });
    yield;
  }
  return candidates
    .sort((a, b) => a.cost - b.cost)
    .slice(0, STARTS)
    .map(({ parameters }) => parameters);
}

const PRIMES = [2, 3, 5, 7];

/** Van der Corput's sequence in a base; several bases give Halton's (1960) even spread. */
function radicalInverse(base: number, index: number): number {
  let value = 0;
  for (let n = index, digit = 1 / base; n > 0; n = Math.floor(n / base), digit /= base) {
    value += (n % base) * digit;
  }
  return value;
}

/**
 * A point of three times the training range: in proportion where the parameter is positive by
 * nature, else in width; short of the domain's ends.
 */
function inWideRange({ range, domain }: ParameterSpec, u: number): number {
  if (domain.min === 0) {
    const [low, high] = [range.min / 3, range.max * 3];
    return low * (high / low) ** u;
  }
  const width = range.max - range.min;
  const low = Math.max(range.min - width / 2, (range.min + domain.min) / 2);
  const high = Math.min(range.max + width / 2, (range.max + domain.max) / 2);
  return low + (high - low) * u;
}
