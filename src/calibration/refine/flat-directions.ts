import type { LevyModel, ParameterSpec } from '../../levy/model.ts';
import type { QuoteTable } from '../quotes/quote-table.ts';
import { enumeration, shortNumber } from '../words.ts';
import { vegas } from './objective.ts';
import type { QuoteFitter } from './quote-fit.ts';

/** Half a 95 % interval from this share of a parameter's size on is worth a sentence. */
const LOOSE = 0.25;
/** What changes quotes by less, in basis points of volatility, hardly changes them. */
const LITTLE = 50;
/** A vega over this share of the largest of its maturity makes a quote tell a volatility. */
const TELLING = 0.1;
/** Parameters that move together with another by this correlation cannot be told from it. */
const TOGETHER = 0.9;
/** A parameter this near to the end of its search, as a share of it, lies there. */
const SEARCH_END = 1e-6;

/** What an error of a parameter is large or small against: itself, or half its training range. */
export function parameterSize({ domain, range }: ParameterSpec, value: number): number {
  return Number.isFinite(domain.min) ? Math.abs(value) : (range.max - range.min) / 2;
}

/** An optimum and what is known around it. */
export interface Optimum {
  readonly model: LevyModel;
  readonly table: QuoteTable;
  readonly fitter: QuoteFitter;
  /** The parameters there, and their coordinates. */
  readonly parameters: Float64Array;
  readonly x: Float64Array;
  /** Of the parameters, and of parameters (rows) with coordinates; row-major. */
  readonly covariance: Float64Array;
  readonly cross: Float64Array;
  /** Half a 95 % interval over the standard error. */
  readonly quantile: number;
}

/**
 * The direction in which the quotes leave the parameters most free, in words: how far the least
 * known one may move, what moves along with it, and how little the quotes change, by repricing. None
 * where every parameter is known to a quarter of its size.
 */
export function flatDirections(optimum: Optimum): string[] {
  const { model, table, fitter, parameters, x, covariance, quantile } = optimum;
  const n = x.length;
  const at = (i: number, j: number) => covariance[i * n + j] as number;
  const shares = model.parameters.map((spec, i) => {
    return (quantile * Math.sqrt(at(i, i))) / parameterSize(spec, parameters[i] as number);
  });
  const weakest = shares.reduce((most, share, i) => (share > (shares[most] ?? 0) ? i : most), 0);
  const share = shares[weakest] ?? 0;
  const ends = searchEnds(model, x, parameters);
  if (!(share > LOOSE)) return ends;
  const spec = model.parameters[weakest];
  if (!spec) return ends;
  if (!Number.isFinite(share)) {
    return [...ends, `${spec.symbol} changes none of these quotes: any value fits them as well.`];
  }
  const moved = displaced(optimum, weakest);
  const change = moved && typicalChange(table, fitter, parameters, moved);
  if (!moved || change === undefined) return ends;
  const partners = model.parameters.filter((_, j) => {
    const isTied = at(weakest, j) ** 2 > TOGETHER ** 2 * at(weakest, weakest) * at(j, j);
    const isMoved = shortNumber(parameters[j] as number) !== shortNumber(moved[j] as number);
    return j !== weakest && isTied && isMoved;
  });
  const group = [spec, ...partners];
  const move = ({ key, symbol }: ParameterSpec) => {
    const i = model.parameters.findIndex((candidate) => candidate.key === key);
    return `${symbol} from ${shortNumber(parameters[i] as number)} to ${shortNumber(moved[i] as number)}`;
  };
  const effect = `the quotes by ${change < LITTLE ? 'only ' : ''}${change < 10 ? change.toPrecision(2) : change.toFixed(0)} bp of volatility (root mean square)`;
  if (partners.length === 0)
    return [...ends, `${spec.symbol} is free to move: ${move(spec)} changes ${effect}.`];
  const names = enumeration(group.map(({ symbol }) => symbol));
  return [
    ...ends,
    `${names} cannot be told apart by these quotes: ${enumeration(group.map(move))} together change ${effect}.`,
  ];
}

/** Whether a parameter that is searched by a coordinate of its own ended where the search does. */
export function isAtSearchEnd({ coordinates, parameters }: LevyModel, x: Float64Array, i: number) {
  const bound = coordinates.search[i];
  const value = x[i] as number;
  const isOwn = coordinates.labels[i]?.endsWith(parameters[i]?.symbol ?? '') ?? false;
  if (!isOwn || !bound) return false;
  const margin = SEARCH_END * (bound.max - bound.min);
  return !(value > bound.min + margin && value < bound.max - margin);
}

function searchEnds(model: LevyModel, x: Float64Array, parameters: Float64Array): string[] {
  return model.parameters.flatMap(({ symbol }, i) => {
    if (!isAtSearchEnd(model, x, i)) return [];
    const end = shortNumber(parameters[i] as number, 4);
    return [`${symbol} ran to the end of what is searched, ${end}: these quotes do not tell it.`];
  });
}

/**
 * The parameters when one moves by half its interval and the others follow, along the valley that is
 * straight in the coordinates; half as far where that leaves the domain or the search.
 */
function displaced(
  { model, x, covariance, cross, quantile }: Optimum,
  weakest: number,
): Float64Array | undefined {
  const n = x.length;
  const deviation = Math.sqrt(covariance[weakest * n + weakest] as number);
  const moved = new Float64Array(n);
  for (let factor = quantile; factor > 0.05 * quantile; factor /= 2) {
    const to = x.map((value, j) => {
      return value + (factor / deviation) * (cross[weakest * n + j] as number);
    });
    model.coordinates.toParameters(to, moved);
    const inside = to.every((value, j) => {
      const bound = model.coordinates.search[j];
      return bound && value >= bound.min && value <= bound.max;
    });
    if (inside && !model.domainProblem(moved)) return moved;
  }
  return undefined;
}

/**
 * Root mean square change of the quotes between two parameter sets, in basis points of volatility.
 * Quotes of little vega say little and would drown the others.
 */
function typicalChange(
  table: QuoteTable,
  fitter: QuoteFitter,
  from: Float64Array,
  to: Float64Array,
): number | undefined {
  const [a, b] = [new Float64Array(table.count), new Float64Array(table.count)];
  fitter.timeValues(from, a);
  fitter.timeValues(to, b);
  const vega = vegas(table, a);
  let squares = 0;
  let count = 0;
  for (const { cells } of table.layout.slices) {
    const largest = cells.reduce((most, i) => Math.max(most, vega[i] as number), 0);
    for (const i of cells) {
      if (!((vega[i] as number) > TELLING * largest)) continue;
      squares += (((a[i] as number) - (b[i] as number)) / (vega[i] as number)) ** 2;
      count++;
    }
  }
  const change = 1e4 * Math.sqrt(squares / count);
  return Number.isFinite(change) ? change : undefined;
}
