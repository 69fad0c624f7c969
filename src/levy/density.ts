import { angleTables, type ContourNodes, nodeCount, type Side } from './contour.ts';
import type { LevyModel } from './model.ts';
import { type NodeValues, nodeValues } from './node-values.ts';

/** What a fitted model says of x = ln(S_T/F), the log-return on the forward, under its measure. */
export interface ReturnDistribution {
  /**
   * μT, in x: where the model's own drift leads without a jump. There alone the density may be
   * unbounded (Variance Gamma for T < ν/2), or a mass may sit (CGMY for Y < 0).
   */
  readonly kink: (maturity: number) => number;
  /**
   * P(x ≤ edge) at the edges kink + (n − below + ½)·width, n = 0 … out.length − 1, to `out`. So the
   * kink lies in the middle of a bin, and no bin's average needs the density there. NaN where
   * {@link cdf} is. Allocates nothing.
   */
  readonly fill: (maturity: number, width: number, below: number, out: Float64Array) => void;
  /**
   * P(x ≤ level). Closer to the kink than 1e-12 it is taken at that distance: a distribution that
   * rises vertically there depends on the rounding of the level itself. NaN further than 15 below it,
   * where S_T is nothing: terms that grow like e^(|level|/2) would have to cancel.
   */
  readonly cdf: (maturity: number, level: number) => number;
  /**
   * The level that x stays under with `probability`, to 1e-9 of a standard deviation; the kink where
   * a mass sits there that holds the probability, and NaN where {@link cdf} is.
   */
  readonly quantile: (maturity: number, probability: number) => number;
}

/** Distance of the contour's nodes, the pricer's. */
const STEP = 0.08;
/** A term under exp(this) no longer counts. */
const NEGLIGIBLE = -40;
/** The nodes reach far enough for levels this far from the kink. */
const LEAST_DISTANCE = 1e-12;
/** How far below the kink the sum is kept: its errors grow by less than e per unit. */
const REACH = 15;

/**
 * The distribution by the pricer's deformed contours: P(x > k) = (h/π)·Σ Re[e^(izk)·φ_T(−z)·i·z′/z]
 * is what a digital call pays, the slope of `contourPricer`'s sum in e^k, and its kernel the
 * call's times 1 + iz. The integrand decays as fast as the call's but for that factor: near the kink
 * the terms fall only like φ, until e^(iz(k−μT)) takes over at |z| = 1/|k − μT|.
 *
 * On equally spaced edges a node's term is multiplied from one edge to the next by the same number,
 * so that ten maturities of 200 bins take about a millisecond.
 *
 * @param parameters inside the model's domain
 * @param level as of `contourPricer`. See {@link accurateDistribution} for one that is enough.
 */
function returnDistribution(
  model: LevyModel,
  parameters: ArrayLike<number>,
  level: number,
): ReturnDistribution {
  const step = STEP / 2.5 ** level;
  const { nodes, sides } = angleTables(
    model.contourAngle(parameters) / 2 ** level,
    step,
    NO_STRIKES,
  );
  const [up, down] = sides.map((side): Half => {
    const values = nodeValues(model, nodeCount(step));
    values.fill(parameters, nodes, side, nodes.count, undefined);
    return { side, values, ...digitalKernel(nodes, side) };
  }) as [Half, Half];
  const drift = model.drift(parameters);
  const [c1, c2] = model.cumulants(parameters);
  const share = step / Math.PI;

  /** Adds to `out` from `start` on, every `stride`, the terms of P(x > kink + d), d = first + n·width. */
  function addHalf(
    half: Half,
    T: number,
    first: number,
    width: number,
    out: Float64Array,
    start: number,
    stride: 1 | -1,
    count: number,
  ): void {
    const { psiRe, psiIm } = half.values;
    const { height } = half.side;
    for (let j = 0; j < nodes.count; j++) {
      const rise = at(height, j);
      const log = T * at(psiRe, j) - rise * first;
      if (log + at(half.log, j) < NEGLIGIBLE) break;
      const phase = T * at(psiIm, j) + at(nodes.re, j) * first;
      const modulus = share * Math.exp(log);
      const cos = modulus * Math.cos(phase);
      const sin = modulus * Math.sin(phase);
      let re = cos * at(half.re, j) - sin * at(half.im, j);
      let im = cos * at(half.im, j) + sin * at(half.re, j);
      const fall = rise * width;
      const turn = at(nodes.re, j) * width;
      const shrink = Math.exp(-fall);
      const stepRe = shrink * Math.cos(turn);
      const stepIm = shrink * Math.sin(turn);
      // Edges at which this node's term still counts.
      const left = fall > 0 ? Math.ceil((log + at(half.log, j) - NEGLIGIBLE) / fall) : count;
      const last = start + stride * Math.min(left, count);
      for (let n = start; n !== last; n += stride) {
        out[n] = at(out, n) + re;
        const next = re * stepRe - im * stepIm;
        im = re * stepIm + im * stepRe;
        re = next;
      }
    }
  }

  const one = new Float64Array(1);
  function cdf(T: number, x: number): number {
    const distance = x - drift * T;
    if (!(distance >= -REACH)) return Number.NaN;
    const isUp = distance >= 0;
    const size = Math.max(Math.abs(distance), LEAST_DISTANCE);
    one[0] = 0;
    addHalf(isUp ? up : down, T, isUp ? size : -size, 0, one, 0, 1, 1);
    return 1 - at(one, 0);
  }

  return {
    kink: (T) => drift * T,
    cdf,
    fill(T, width, below, out) {
      out.fill(0);
      const under = Math.min(Math.max(below, 0), out.length);
      // From the kink outwards on both sides.
      const firstDown = -(below - under + 0.5) * width;
      const firstUp = (under - below + 0.5) * width;
      addHalf(down, T, firstDown, -width, out, under - 1, -1, under);
      addHalf(up, T, firstUp, width, out, under, 1, out.length - under);
      for (let n = 0; n < out.length; n++) {
        out[n] = (n - below + 0.5) * width >= -REACH ? 1 - at(out, n) : Number.NaN;
      }
    },
    quantile(T, probability) {
      const mean = (c1 + drift) * T;
      const deviation = Math.sqrt(c2 * T);
      return solve((x) => cdf(T, x) - probability, mean, deviation);
    },
  };
}

/** A side of the contour with ψ(−z) and the digital's kernel on it. */
interface Half {
  readonly side: Side;
  readonly values: NodeValues;
  /** i·z′/z, real and imaginary part and the logarithm of its modulus. */
  readonly re: Float64Array;
  readonly im: Float64Array;
  readonly log: Float64Array;
}

const NO_STRIKES = new Float64Array(0);

/** The call's kernel z′/(z² − iz) times 1 + iz, which is i·z′/z. */
function digitalKernel(nodes: ContourNodes, side: Side): Pick<Half, 're' | 'im' | 'log'> {
  const column = () => new Float64Array(nodes.count);
  const kernel = { re: column(), im: column(), log: column() };
  for (let j = 0; j < nodes.count; j++) {
    const factorRe = 1 - at(side.height, j);
    const factorIm = at(nodes.re, j);
    const re = at(nodes.kernelRe, j) * factorRe - at(side.kernelIm, j) * factorIm;
    const im = at(nodes.kernelRe, j) * factorIm + at(side.kernelIm, j) * factorRe;
    kernel.re[j] = re;
    kernel.im[j] = im;
    kernel.log[j] = Math.log(Math.hypot(re, im));
  }
  return kernel;
}

/** Two evaluations on different contours must agree within this, at every maturity asked for. */
const TOLERANCE = 1e-9;
/** One finer than fits take. */
const LAST_LEVEL = 4;
/** Edges at which they are compared, a quarter of a standard deviation apart. */
const PROBES = 48;

/** No contour could confirm the distribution. */
export class InaccurateDistributionError extends Error {
  override readonly name = 'InaccurateDistributionError';
}

/**
 * The distribution of the log-return at `maturities`, right to 1e-8 (in tests, to 1e-11): a contour
 * is taken when a finer one agrees with it.
 * @param maturities years
 * @throws RangeError where `parameters` lie outside the model's domain, InaccurateDistributionError
 *   where no two contours agree: a process that is Brownian motion but for rounding, whose transform
 *   grows before it falls where a contour bends; or one so volatile, several hundred per cent, that
 *   the mass lies tens of units of log-return away from the kink and the terms cancel.
 */
export function accurateDistribution(
  model: LevyModel,
  parameters: ArrayLike<number>,
  maturities: readonly number[],
): ReturnDistribution {
  const problem = model.domainProblem(parameters);
  if (problem !== undefined) throw new RangeError(problem);
  const [c1, c2] = model.cumulants(parameters);
  const coarse = new Float64Array(PROBES);
  const fine = new Float64Array(PROBES);
  const longest = Math.max(...maturities);
  let chosen: ReturnDistribution | undefined;
  for (let level = model.contourLevel(parameters, longest); level <= LAST_LEVEL; level++) {
    const next = returnDistribution(model, parameters, level);
    const agrees = (T: number) => {
      const width = Math.min(Math.sqrt(c2 * T) / 4, 1);
      // About the mean, which may lie far from the kink.
      const below = PROBES / 2 - Math.round((c1 * T) / width);
      chosen?.fill(T, width, below, coarse);
      next.fill(T, width, below, fine);
      return coarse.every((value, n) => {
        if ((n - below + 0.5) * width < -REACH) return true;
        return Math.abs(value - at(fine, n)) < TOLERANCE;
      });
    };
    if (chosen && maturities.every(agrees)) return chosen;
    chosen = next;
  }
  throw new InaccurateDistributionError(
    `The density of these ${model.title} parameters cannot be told from rounding errors: the model is all but a Brownian motion here, or far too volatile.`,
  );
}

/**
 * The root of an increasing function around `centre`, to 1e-9 of `scale`: the bracket is widened in
 * steps that double, then narrowed by Chandrupatla's (1997) method, which takes inverse quadratic
 * steps where the function is smooth and halves where it rises like a wall.
 */
function solve(f: (x: number) => number, centre: number, scale: number): number {
  let a = centre;
  let fa = f(a);
  let reach = fa > 0 ? -scale : scale;
  let b = a + reach;
  let fb = f(b);
  while (fa > 0 === fb > 0 || Number.isNaN(fb)) {
    // Beyond where the distribution can be told, or a probability that no level has.
    if (Number.isNaN(fb) || Math.abs(reach) > 1e6 * scale) return Number.NaN;
    reach *= 2;
    a = b;
    fa = fb;
    b = a + reach;
    fb = f(b);
  }
  let c = a;
  let fc = fa;
  let share = 0.5;
  for (let iteration = 0; iteration < 100; iteration++) {
    const x = a + share * (b - a);
    const fx = f(x);
    if (fx > 0 === fa > 0) {
      c = a;
      fc = fa;
    } else {
      c = b;
      fc = fb;
      b = a;
      fb = fa;
    }
    a = x;
    fa = fx;
    const best = Math.abs(fa) < Math.abs(fb) ? a : b;
    const least = (0.5e-9 * scale) / Math.abs(b - a);
    if (least > 0.5 || fx === 0) return best;
    const xi = (a - b) / (c - b);
    const phi = (fa - fb) / (fc - fb);
    const isSmooth = phi * phi < xi && (1 - phi) * (1 - phi) < 1 - xi;
    share = isSmooth
      ? (fa / (fb - fa)) * (fc / (fb - fc)) +
        ((c - a) / (b - a)) * (fa / (fc - fa)) * (fb / (fc - fb))
      : 0.5;
    share = Math.min(Math.max(share, least), 1 - least);
  }
  return a;
}

/** Element of a typed array at an index that is in range by construction. */
function at(values: Float64Array, index: number): number {
  return values[index] as number;
}
