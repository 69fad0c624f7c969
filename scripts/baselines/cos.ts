import type { LevyModel } from '../../src/levy/model.ts';
import type { OptionGrid } from '../../src/levy/option-layout.ts';

/** Half the range over √(c₂ + √c₄), as the paper proposes. */
export const COS_RANGE = 10;

/** Terms between two of e^(−iuk) that are computed anew: products alone would gather rounding errors. */
const RENEWED = 64;

/**
 * The Fourier-cosine method of Fang & Oosterlee (2008), the usual way to price under a Lévy model:
 * what the contour pricer is compared with. The characteristic function is taken once a term and
 * maturity, for all strikes, and a strike's next cosine comes from the one before by a product.
 * Undiscounted calls over the forward, strike-major.
 * @param terms terms of the cosine series, by maturity
 * @param range half the range of integration over √(c₂ + √c₄), before the strikes' own width
 */
export function cosForwardCalls(
  model: LevyModel,
  parameters: ArrayLike<number>,
  grid: OptionGrid,
  terms: (maturity: number) => number,
  range: number,
  out: Float64Array,
): void {
  const drift = model.drift(parameters);
  const [c1, c2, , c4] = model.cumulants(parameters);
  for (const [t, T] of Array.from(grid.maturities).entries()) {
    const count = terms(t);
    const column = () => new Float64Array(count);
    const [uRe, uIm, psiRe, psiIm, re, im] = [
      column(),
      column(),
      column(),
      column(),
      column(),
      column(),
    ];
    const shift = Math.log(grid.spot) + (grid.rate - grid.dividendYield) * T;
    const logMoneyness = Array.from(grid.strikes, (strike) => Math.log(strike) - shift);
    // One range of ln(S_T/K) for all strikes, so that they share the payoff's coefficients.
    const farthest = Math.max(...logMoneyness.map(Math.abs));
    const half = range * Math.sqrt(c2 * T + Math.sqrt(c4 * T)) + farthest;
    const a = (c1 + drift) * T - half;
    const span = 2 * half;
    for (let n = 0; n < count; n++) uRe[n] = (n * Math.PI) / span;
    model.exponent(parameters, uRe, uIm, psiRe, psiIm, count);
    for (let n = 0; n < count; n++) {
      const u = uRe[n] as number;
      const first = n === 0 ? 0.5 : 1;
      const modulus = first * Math.exp(T * (psiRe[n] as number)) * putCoefficient(n, a, span);
      const phase = T * ((psiIm[n] as number) + u * drift) - u * a;
      re[n] = modulus * Math.cos(phase);
      im[n] = modulus * Math.sin(phase);
    }
    for (const [i, k] of logMoneyness.entries()) {
      // A put, since its payoff is bounded; x = ln(F/K) shifts the density to ln(S_T/K).
      const put = Math.exp(k) * seriesAt(re, im, (k * Math.PI) / span);
      out[i * grid.maturities.length + t] = put + 1 - Math.exp(k);
    }
  }
}

/** Re Σ (re + i·im)ₙ·e^(−inα). */
function seriesAt(re: Float64Array, im: Float64Array, alpha: number): number {
  const [stepCos, stepSin] = [Math.cos(alpha), Math.sin(alpha)];
  let sum = 0;
  let cos = 1;
  let sin = 0;
  for (let n = 0; n < re.length; n++) {
    if (n % RENEWED === 0) {
      cos = Math.cos(n * alpha);
      sin = Math.sin(n * alpha);
    }
    sum += (re[n] as number) * cos + (im[n] as number) * sin;
    const next = cos * stepCos - sin * stepSin;
    sin = sin * stepCos + cos * stepSin;
    cos = next;
  }
  return sum;
}

/** Cosine coefficient of (1 − e^y)⁺ on [a, 0]; Fang & Oosterlee (2008), eqs. 22 to 25. */
function putCoefficient(n: number, a: number, span: number): number {
  const u = (n * Math.PI) / span;
  const angle = -u * a;
  const chi = (Math.cos(angle) - Math.exp(a) + u * Math.sin(angle)) / (1 + u * u);
  const psi = n === 0 ? -a : Math.sin(angle) / u;
  return (2 / span) * (psi - chi);
}
