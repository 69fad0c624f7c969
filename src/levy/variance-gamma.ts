import type { LevyModel } from './model.ts';

/**
 * Variance Gamma: Brownian motion with drift θ and volatility σ, run on a gamma clock of mean rate
 * 1 and variance rate ν. ψ(u) = −ln(1 − iuθν + σ²νu²/2)/ν (Madan, Carr, Chang 1998, eq. 7).
 */
export const varianceGamma: LevyModel = {
  name: 'VarianceGamma',
  title: 'Variance Gamma',
  source: 'Madan, Carr, Chang (1998), The Variance Gamma Process and Option Pricing',
  parameters: [
    {
      key: 'sigma',
      symbol: 'σ',
      name: 'volatility',
      meaning: 'Overall level of volatility: lifts the whole smile.',
      unit: 'per √year',
      domain: { min: 0, max: Number.POSITIVE_INFINITY },
      range: { min: 0.1, max: 0.6 },
    },
    {
      key: 'nu',
      symbol: 'ν',
      name: 'variance rate of the gamma clock',
      meaning: 'Burstiness of trading time: fattens both tails and bends short smiles.',
      unit: 'years',
      domain: { min: 0, max: Number.POSITIVE_INFINITY },
      range: { min: 0.1, max: 1 },
    },
    {
      key: 'theta',
      symbol: 'θ',
      name: 'drift on the gamma clock',
      meaning: 'Skew: the more negative, the dearer the downside.',
      unit: 'per year',
      domain: { min: Number.NEGATIVE_INFINITY, max: Number.POSITIVE_INFINITY },
      range: { min: -0.5, max: 0 },
    },
  ],
  coordinates: {
    labels: ['σ', 'ν', 'θ'],
    search: [
      { min: 0.001, max: 10 },
      { min: 0.001, max: 50 },
      { min: -10, max: 10 },
    ],
    of: copy,
    toParameters: copy,
    jacobian: (_, out) => out.set([1, 0, 0, 0, 1, 0, 0, 0, 1]),
  },
  domainProblem(p) {
    const { sigma, nu, theta } = read(p);
    if (!(sigma > 0 && nu > 0 && Number.isFinite(sigma + nu + theta))) {
      return 'Variance Gamma needs σ > 0, ν > 0 and a finite θ.';
    }
    if (!(1 - theta * nu - (sigma * sigma * nu) / 2 > 0)) {
      return 'Variance Gamma needs 1 − θν − σ²ν/2 > 0, else the expected stock price is infinite.';
    }
    return undefined;
  },
  variance(p) {
    const { sigma, nu, theta } = read(p);
    return sigma * sigma + nu * theta * theta;
  },
  // The central moments of Madan, Carr, Chang (1998), section 2, less three squared variances.
  cumulants(p) {
    const { sigma, nu, theta } = read(p);
    const diffusion = sigma * sigma;
    const jump = nu * theta * theta;
    return [
      theta,
      diffusion + jump,
      theta * nu * (3 * diffusion + 2 * jump),
      3 * nu * (diffusion * diffusion + 4 * diffusion * jump + 2 * jump * jump),
    ];
  },
  drift(p) {
    const { sigma, nu, theta } = read(p);
    return Math.log1p(-theta * nu - (sigma * sigma * nu) / 2) / nu;
  },
  // π/4 would do with half the nodes while T/ν < 3, and fails beyond T/ν = 20.
  contourAngle: () => Math.PI / 6,
  // The smaller T/ν, the wider may the angle be; each level bears seven times more.
  contourLevel(p, longest) {
    const { nu } = read(p);
    return Math.max(0, Math.ceil(Math.log(longest / (30 * nu)) / Math.log(7)));
  },
  exponent(p, uRe, uIm, outRe, outIm, end, from = 0) {
    const { sigma, nu, theta } = read(p);
    const drift = theta * nu;
    const diffusion = (sigma * sigma * nu) / 2;
    for (let j = from; j < end; j++) {
      const a = uRe[j] ?? 0;
      const b = uIm[j] ?? 0;
      // w = 1 − iuθν + σ²νu²/2 at u = a + ib.
      const re = drift * b + diffusion * (a * a - b * b);
      const im = -drift * a + 2 * diffusion * a * b;
      outRe[j] = (-0.5 * Math.log1p(re * (2 + re) + im * im)) / nu;
      outIm[j] = -Math.atan2(im, 1 + re) / nu;
    }
  },
  exponentGradient(p, uRe, uIm, outRe, outIm, partsRe, partsIm, end, from = 0) {
    const { sigma, nu, theta } = read(p);
    const [sigmaRe, nuRe, thetaRe] = partsRe as [Float64Array, Float64Array, Float64Array];
    const [sigmaIm, nuIm, thetaIm] = partsIm as [Float64Array, Float64Array, Float64Array];
    for (let j = from; j < end; j++) {
      const a = uRe[j] ?? 0;
      const b = uIm[j] ?? 0;
      const squareRe = a * a - b * b;
      const squareIm = 2 * a * b;
      // w = 1 + ν·slope with slope = −iuθ + σ²u²/2.
      const slopeRe = theta * b + (sigma * sigma * squareRe) / 2;
      const slopeIm = -theta * a + (sigma * sigma * squareIm) / 2;
      const re = nu * slopeRe;
      const im = nu * slopeIm;
      const norm = (1 + re) * (1 + re) + im * im;
      const inverseRe = (1 + re) / norm;
      const inverseIm = -im / norm;
      // ∂ψ/∂σ = −σu²/w, ∂ψ/∂θ = iu/w, ∂ψ/∂ν = ln(w)/ν² − slope/(νw).
      sigmaRe[j] = -sigma * (squareRe * inverseRe - squareIm * inverseIm);
      sigmaIm[j] = -sigma * (squareRe * inverseIm + squareIm * inverseRe);
      thetaRe[j] = -b * inverseRe - a * inverseIm;
      thetaIm[j] = a * inverseRe - b * inverseIm;
      const logRe = 0.5 * Math.log1p(re * (2 + re) + im * im);
      const logIm = Math.atan2(im, 1 + re);
      outRe[j] = -logRe / nu;
      outIm[j] = -logIm / nu;
      nuRe[j] = (logRe / nu - (slopeRe * inverseRe - slopeIm * inverseIm)) / nu;
      nuIm[j] = (logIm / nu - (slopeRe * inverseIm + slopeIm * inverseRe)) / nu;
    }
  },
};

function read(p: ArrayLike<number>) {
  return { sigma: p[0] ?? Number.NaN, nu: p[1] ?? Number.NaN, theta: p[2] ?? Number.NaN };
}

function copy(from: ArrayLike<number>, out: Float64Array): void {
  for (let i = 0; i < 3; i++) out[i] = from[i] ?? Number.NaN;
}
