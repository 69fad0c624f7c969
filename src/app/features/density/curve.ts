import type { ReturnDistribution } from '../../../levy/density.ts';
import { normalDensity } from '../../../levy/normal.ts';
import type { Shape } from './shapes.ts';

/** What stands along the axis: x = ln(S_T/F) in %, or the spot S_T itself. */
export type Axis = 'return' | 'spot';

/** One bin of a density, on the axis chosen. */
export interface Bin {
  readonly from: number;
  readonly to: number;
  readonly probability: number;
  /** P(below `to`). */
  readonly upTo: number;
  /** The bin's average, in % of probability per unit of the axis. */
  readonly density: number;
}

const BINS = 200;
/** The curve shows all but this probability on either side. */
const CUT = 1e-3;

/** x on the axis. */
export function onAxis(x: number, axis: Axis, { forward }: Shape): number {
  return axis === 'spot' ? forward * Math.exp(x) : 100 * x;
}

/**
 * The density at one maturity, averaged over some 200 bins: right to 1e-8 of probability even where
 * the density has no upper bound, as Variance Gamma's at its kink for T < ν/2.
 */
export function densityBins(
  distribution: ReturnDistribution,
  shape: Shape,
  axis: Axis,
): readonly Bin[] {
  const { maturity } = shape;
  const [low, high] = drawnRange(distribution, shape);
  const width = (high - low) / BINS;
  const kink = distribution.kink(maturity);
  const below = Math.ceil((kink - low) / width - 0.5);
  const values = new Float64Array(BINS + 2);
  distribution.fill(maturity, width, below, values);
  const edge = (n: number) => onAxis(kink + (n - below + 0.5) * width, axis, shape);
  return Array.from({ length: BINS + 1 }, (_, n) => {
    const [from, to] = [edge(n), edge(n + 1)];
    const upTo = values[n + 1] as number;
    // Rounding may leave an empty bin a trifle under nothing.
    const probability = Math.max(upTo - (values[n] as number), 0);
    return { from, to, probability, upTo, density: (100 * probability) / (to - from) };
  });
}

function drawnRange(distribution: ReturnDistribution, shape: Shape): readonly [number, number] {
  const { maturity, mean, deviation } = shape;
  const low = distribution.quantile(maturity, CUT);
  const high = distribution.quantile(maturity, 1 - CUT);
  const isKnown = high - low > 1e-3 * deviation;
  // Rare jumps may leave nearly all of the mass on one level; and far out nothing can be told.
  return isKnown ? [low, high] : [mean - 5 * deviation, mean + 5 * deviation];
}

/** The middle of a bin. */
export function middle({ from, to }: Bin): number {
  return (from + to) / 2;
}

/** The normal density of the same mean and variance of x, at a place on the axis, in the same unit. */
export function normalReference(place: number, axis: Axis, shape: Shape): number {
  const { forward, mean, deviation } = shape;
  const x = axis === 'spot' ? Math.log(place / forward) : place / 100;
  const density = normalDensity((x - mean) / deviation) / deviation;
  return axis === 'spot' ? (100 * density) / place : density;
}

/** The density of `bins` at a place on the axis, linear between their middles; none outside. */
export function densityAt(bins: readonly Bin[], place: number): number | undefined {
  const next = bins.findIndex((bin) => middle(bin) >= place);
  const right = bins[next];
  const left = bins[next - 1];
  if (!right || !left) return undefined;
  const share = (place - middle(left)) / (middle(right) - middle(left));
  return left.density + share * (right.density - left.density);
}

/**
 * How much higher the density stands at its kink than a bin about it shows: the quotient of its
 * averages over a 32nd of the bin and over the bin.
 */
export function hiddenPeak(
  distribution: ReturnDistribution,
  maturity: number,
  width: number,
): number {
  const average = (breadth: number) => {
    const two = new Float64Array(2);
    distribution.fill(maturity, breadth, 1, two);
    return ((two[1] as number) - (two[0] as number)) / breadth;
  };
  return average(width / 32) / average(width);
}
