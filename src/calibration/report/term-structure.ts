import { impliedVolatility, timeValue } from '../../levy/black.ts';
import { contourPricer } from '../../levy/contour-sum.ts';
import type { LevyModel } from '../../levy/model.ts';
import { forwardPrice, type Surface } from '../quotes/surface.ts';
import type { CellVolatility } from './fit.ts';

/** The smile at one maturity in two numbers, per √year; undefined where nothing tells it. */
export interface TermPoint {
  /** Years. */
  readonly maturity: number;
  /** Black volatility at the forward. */
  readonly volatility: number | undefined;
  /** Volatility at 90 % of the forward less that at 110 %: positive where low strikes are dearer. */
  readonly skew: number | undefined;
}

/** ln(K/F) at which the skew is taken, and the money between. */
const LOW = Math.log(0.9);
const HIGH = Math.log(1.1);

/**
 * What the quotes say at every maturity of the surface: at each log-moneyness between the two
 * nearest quotes, linear in total variance σ²T. Nothing is said beyond the quoted strikes.
 * @param volatilities of the surface's cells, strike-major.
 */
export function marketTerm(surface: Surface, volatilities: readonly CellVolatility[]): TermPoint[] {
  const { strikes, maturities } = surface;
  const width = maturities.length;
  return maturities.map((maturity, t) => {
    const forward = forwardPrice(surface, t);
    const quotes = strikes.flatMap((strike, i) => {
      const found = volatilities[i * width + t];
      return found?.ok ? { k: Math.log(strike / forward), volatility: found.volatility } : [];
    });
    const at = (k: number) => interpolated(quotes, k);
    return { maturity, volatility: at(0), skew: difference(at(LOW), at(HIGH)) };
  });
}

interface SmilePoint {
  readonly k: number;
  readonly volatility: number;
}

/** √(total variance / T) at `k`, linear in k between neighbours; T cancels. */
function interpolated(quotes: readonly SmilePoint[], k: number): number | undefined {
  const next = quotes.findIndex((quote) => quote.k >= k);
  const right = quotes[next];
  if (!right) return undefined;
  if (right.k === k) return right.volatility;
  const left = quotes[next - 1];
  if (!left) return undefined;
  const share = (k - left.k) / (right.k - left.k);
  return Math.sqrt((1 - share) * left.volatility ** 2 + share * right.volatility ** 2);
}

/**
 * The same of a model, at any maturities: relative to the forward it needs no market.
 * @param maturities > 0, in years.
 * @throws RangeError if `parameters` lie outside the model's domain.
 */
export function modelTerm(
  model: LevyModel,
  parameters: ArrayLike<number>,
  maturities: readonly number[],
): TermPoint[] {
  const problem = model.domainProblem(parameters);
  if (problem) throw new RangeError(problem);
  const moneyness = [LOW, 0, HIGH];
  const layout = {
    logStrikes: Float64Array.from(moneyness),
    slices: maturities.map((maturity, t) => ({
      maturity,
      logForward: 0,
      strikes: Int32Array.of(0, 1, 2),
      cells: Int32Array.of(3 * t, 3 * t + 1, 3 * t + 2),
    })),
  };
  const calls = new Float64Array(3 * maturities.length);
  const level = model.contourLevel(parameters, Math.max(...maturities));
  contourPricer(model, layout, level).forwardCalls(parameters, calls);
  return maturities.map((maturity, t) => {
    const [low, middle, high] = moneyness.map((k, i) => {
      const value = Math.max(timeValue(calls[3 * t + i] ?? Number.NaN, k), 0);
      // Under the pricer's error a price tells no volatility.
      if (!(value > LEAST)) return undefined;
      const found = impliedVolatility(value, k, maturity, k >= 0 ? 'call' : 'put');
      return found.ok ? found.volatility : undefined;
    });
    return { maturity, volatility: middle, skew: difference(low, high) };
  });
}

const LEAST = 1e-10;

function difference(a: number | undefined, b: number | undefined): number | undefined {
  return a === undefined || b === undefined ? undefined : a - b;
}

/** Maturities from the shortest to the longest, closer where they are short, with all given. */
export function denseMaturities(maturities: readonly number[], count: number): number[] {
  if (maturities.length < 2) return [...maturities];
  const first = Math.sqrt(maturities[0] ?? Number.NaN);
  const last = Math.sqrt(maturities.at(-1) ?? Number.NaN);
  const between = Array.from({ length: count }, (_, i) => {
    return (first + ((last - first) * (i + 1)) / (count + 1)) ** 2;
  });
  return [...new Set([...maturities, ...between])].sort((a, b) => a - b);
}
