import type { LevyModel } from '../../src/levy/model.ts';
import type { OptionGrid } from '../../src/levy/option-layout.ts';

/**
 * The Fourier-cosine method of Fang & Oosterlee (2008), the usual way to price under a Lévy model:
 * what the contour pricer is compared with. Undiscounted calls over the forward, strike-major.
 * @param terms terms of the cosine series
 */
export function cosForwardCalls(
  model: LevyModel,
  parameters: ArrayLike<number>,
  grid: OptionGrid,
  terms: number,
  out: Float64Array,
): void {
  const drift = model.drift(parameters);
  const uRe = new Float64Array(terms);
  const uIm = new Float64Array(terms);
  const psiRe = new Float64Array(terms);
  const psiIm = new Float64Array(terms);
  const amplitude = new Float64Array(terms);
  const phase = new Float64Array(terms);
  for (let t = 0; t < grid.maturities.length; t++) {
    const T = grid.maturities[t] ?? Number.NaN;
    // Ten standard deviations on each side, as the paper proposes, and a little for fat tails.
    const width = 10 * Math.sqrt(model.variance(parameters) * T) + 1;
    const a = -width;
    const span = 2 * width;
    for (let n = 0; n < terms; n++) uRe[n] = (n * Math.PI) / span;
    model.exponent(parameters, uRe, uIm, psiRe, psiIm, terms);
    // What the strikes share: the coefficient with φ's modulus, and φ's phase at x = a.
    for (let n = 0; n < terms; n++) {
      const u = uRe[n] as number;
      const first = n === 0 ? 0.5 : 1;
      amplitude[n] = first * Math.exp(T * (psiRe[n] as number)) * putCoefficient(n, a, span);
      phase[n] = T * ((psiIm[n] as number) + u * drift) - u * a;
    }
    for (let i = 0; i < grid.strikes.length; i++) {
      const K = grid.strikes[i] ?? Number.NaN;
      const k = Math.log(K / grid.spot) - (grid.rate - grid.dividendYield) * T;
      // A put, since its payoff is bounded; x = ln(F/K) shifts the density to ln(S_T/K).
      let sum = 0;
      for (let n = 0; n < terms; n++) {
        sum += (amplitude[n] as number) * Math.cos((phase[n] as number) - (uRe[n] as number) * k);
      }
      const put = Math.exp(k) * sum;
      out[i * grid.maturities.length + t] = put + 1 - Math.exp(k);
    }
  }
}

/** Cosine coefficient of (1 − e^y)⁺ on [a, 0]; Fang & Oosterlee (2008), eqs. 22 to 25. */
function putCoefficient(n: number, a: number, span: number): number {
  const u = (n * Math.PI) / span;
  const angle = -u * a;
  const chi = (Math.cos(angle) - Math.exp(a) + u * Math.sin(angle)) / (1 + u * u);
  const psi = n === 0 ? -a : Math.sin(angle) / u;
  return (2 / span) * (psi - chi);
}
