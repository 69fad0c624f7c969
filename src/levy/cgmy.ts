import { digamma, gamma } from './gamma.ts';
import type { LevyModel } from './model.ts';
import {
  evaluateH,
  evaluateQ,
  evaluateSlopes,
  hIm,
  hRe,
  hSlopeIm,
  hSlopeRe,
  qIm,
  qRe,
  qSlopeRe,
} from './tempered-powers.ts';

/**
 * CGMY: pure jumps with Lévy density C·exp(−Mx)/x^(1+Y) up and C·exp(−G|x|)/|x|^(1+Y) down.
 * ψ(u) = C·Γ(−Y)·[(M−iu)^Y − M^Y + (G+iu)^Y − G^Y] (Carr, Geman, Madan, Yor 2002, eq. 7).
 *
 * Γ(−Y) has poles at Y = 0 and Y = 1 which the bracket cancels. With
 * h(w) = [(1+w)^Y − 1 − Yw]/(Y(Y−1)), which is smooth in Y, the same exponent reads
 * ψ(u) = C·Γ(2−Y)·[M^Y·h(−iu/M) + G^Y·h(iu/G) + iu·(G^(Y−1) − M^(Y−1))/(Y−1)].
 */
export const cgmy: LevyModel = {
  name: 'CGMY',
  title: 'CGMY',
  source: 'Carr, Geman, Madan, Yor (2002), The Fine Structure of Asset Returns',
  parameters: [
    {
      key: 'C',
      symbol: 'C',
      name: 'overall jump activity',
      meaning: 'How often jumps of every size come: lifts the whole smile.',
      unit: 'per year',
      domain: { min: 0, max: Number.POSITIVE_INFINITY },
      range: { min: 0.01, max: 0.5 },
    },
    {
      key: 'G',
      symbol: 'G',
      name: 'decay of down jumps',
      meaning: 'The smaller, the larger the crashes: raises the downside wing.',
      unit: '',
      domain: { min: 0, max: Number.POSITIVE_INFINITY },
      range: { min: 1, max: 10 },
    },
    {
      key: 'M',
      symbol: 'M',
      name: 'decay of up jumps',
      meaning: 'The smaller, the larger the rallies: raises the upside wing.',
      unit: '',
      domain: { min: 1, max: Number.POSITIVE_INFINITY },
      range: { min: 1.02, max: 10 },
    },
    {
      key: 'Y',
      symbol: 'Y',
      name: 'fine structure of small jumps',
      meaning: 'From rare jumps (0) to a diffusion (2): flattens short smiles.',
      unit: '',
      domain: { min: Number.NEGATIVE_INFINITY, max: 2 },
      range: { min: 0.1, max: 1.8 },
    },
  ],
  coordinates: {
    labels: ['ln v', 'ln G', 'ln M', 'Y'],
    search: [
      { min: Math.log(1e-6), max: Math.log(100) },
      { min: Math.log(0.02), max: Math.log(200) },
      { min: Math.log(1.001), max: Math.log(200) },
      { min: -3, max: 1.99 },
    ],
    of(p, out) {
      out[0] = Math.log(varianceOf(read(p)));
      out[1] = Math.log(p[1] ?? Number.NaN);
      out[2] = Math.log(p[2] ?? Number.NaN);
      out[3] = p[3] ?? Number.NaN;
    },
    toParameters(x, out) {
      const G = Math.exp(x[1] ?? Number.NaN);
      const M = Math.exp(x[2] ?? Number.NaN);
      const Y = x[3] ?? Number.NaN;
      out[0] = Math.exp(x[0] ?? Number.NaN) / varianceOf({ C: 1, G, M, Y });
      out[1] = G;
      out[2] = M;
      out[3] = Y;
    },
    jacobian(x, out) {
      const G = Math.exp(x[1] ?? Number.NaN);
      const M = Math.exp(x[2] ?? Number.NaN);
      const Y = x[3] ?? Number.NaN;
      const C = Math.exp(x[0] ?? Number.NaN) / varianceOf({ C: 1, G, M, Y });
      // C = v/[Γ(2−Y)·(M^(Y−2) + G^(Y−2))]; `up` is the share of M^(Y−2).
      const up = 1 / (1 + (M / G) ** (2 - Y));
      const down = 1 - up;
      const slope = digamma(2 - Y) - up * Math.log(M) - down * Math.log(G);
      out.set([C, C * (2 - Y) * down, C * (2 - Y) * up, C * slope]);
      out.set([0, G, 0, 0, 0, 0, M, 0, 0, 0, 0, 1], 4);
    },
  },
  domainProblem(p) {
    const { C, G, M, Y } = read(p);
    if (!Number.isFinite(C + G + M + Y) || !(C > 0 && G > 0)) {
      return 'CGMY needs finite parameters with C > 0 and G > 0.';
    }
    if (!(M > 1)) return 'CGMY needs M > 1, else the expected stock price is infinite.';
    if (!(Y < 2)) return 'CGMY needs Y < 2, else the jumps have infinite variance.';
    return undefined;
  },
  variance: (p) => varianceOf(read(p)),
  // ∫ xⁿ of the Lévy density: cₙ = C·Γ(n−Y)·[M^(Y−n) + (−1)ⁿ·G^(Y−n)] (Carr et al. 2002, section 2),
  // with Γ(n−Y) by Γ(2−Y), so that c₁ is finite at Y = 1.
  cumulants(p) {
    const { C, G, M, Y } = read(p);
    const scale = C * gamma(2 - Y);
    return [
      scale * powerDifference(G, M, Y - 1),
      scale * (M ** (Y - 2) + G ** (Y - 2)),
      scale * (2 - Y) * (M ** (Y - 3) - G ** (Y - 3)),
      scale * (2 - Y) * (3 - Y) * (M ** (Y - 4) + G ** (Y - 4)),
    ];
  },
  drift(p) {
    const { C, G, M, Y } = read(p);
    // At u = −i the arguments are real: −iu/M = −1/M and iu/G = 1/G.
    const bracket =
      M ** Y * realH(-1 / M, Y) + G ** Y * realH(1 / G, Y) + powerDifference(G, M, Y - 1);
    return -C * gamma(2 - Y) * bracket;
  },
  contourAngle(p) {
    // (M−iu)^Y must stay in the right half plane: |ω| < π/(2Y). Y is rounded up to a tenth so that
    // the pricer's tables, which depend on ω, serve many parameter sets.
    const Y = Math.max(1, Math.ceil((p[3] ?? 1) * 10 - 1e-9) / 10);
    return Math.min(Math.PI / 6, (0.4 * Math.PI) / (2 * Y));
  },
  // The angle of nearly Gaussian processes is too wide: those of light tails, and those of Y near 2.
  contourLevel: (p) => ((p[1] ?? 0) <= 15 && (p[2] ?? 0) <= 15 && (p[3] ?? 0) <= 1.85 ? 0 : 1),
  exponent(p, uRe, uIm, outRe, outIm, end, from = 0) {
    const { C, G, M, Y } = read(p);
    const scale = C * gamma(2 - Y);
    const down = scale * G ** Y;
    const up = scale * M ** Y;
    const linear = scale * powerDifference(G, M, Y - 1);
    for (let j = from; j < end; j++) {
      const a = uRe[j] ?? 0;
      const b = uIm[j] ?? 0;
      // −iu = b − ia and iu = −b + ia.
      evaluateH(b / M, -a / M, Y);
      const upRe = hRe;
      const upIm = hIm;
      evaluateH(-b / G, a / G, Y);
      outRe[j] = up * upRe + down * hRe - linear * b;
      outIm[j] = up * upIm + down * hIm + linear * a;
    }
  },
  exponentGradient(p, uRe, uIm, outRe, outIm, partsRe, partsIm, end, from = 0) {
    const { C, G, M, Y } = read(p);
    const d = Y - 1;
    const gamma2 = gamma(2 - Y);
    const scale = C * gamma2;
    const fall = digamma(2 - Y);
    const [CRe, GRe, MRe, YRe] = partsRe as FourArrays;
    const [CIm, GIm, MIm, YIm] = partsIm as FourArrays;
    const linear = powerDifference(G, M, d);
    evaluateQ(Math.log(G / M), 0, d);
    const linearSlope = M ** d * (Math.log(M) * qRe + qSlopeRe);
    const [powerG, powerM, logG, logM] = [G ** d, M ** d, Math.log(G), Math.log(M)];
    for (let j = from; j < end; j++) {
      const a = uRe[j] ?? 0;
      const b = uIm[j] ?? 0;
      // ∂ψ/∂G = C·Γ(2−Y)·G^(Y−1)·((1+w)^(Y−1) − 1)/(Y−1), and alike for M.
      evaluateSlopes(-b / G, a / G, Y);
      GRe[j] = scale * powerG * qRe;
      GIm[j] = scale * powerG * qIm;
      const weightG = powerG * G;
      let sumRe = weightG * hRe - b * linear;
      let sumIm = weightG * hIm + a * linear;
      let slopeRe = weightG * (logG * hRe + hSlopeRe) - b * linearSlope;
      let slopeIm = weightG * (logG * hIm + hSlopeIm) + a * linearSlope;
      evaluateSlopes(b / M, -a / M, Y);
      MRe[j] = scale * powerM * qRe;
      MIm[j] = scale * powerM * qIm;
      const weightM = powerM * M;
      sumRe += weightM * hRe;
      sumIm += weightM * hIm;
      slopeRe += weightM * (logM * hRe + hSlopeRe);
      slopeIm += weightM * (logM * hIm + hSlopeIm);
      outRe[j] = scale * sumRe;
      outIm[j] = scale * sumIm;
      CRe[j] = gamma2 * sumRe;
      CIm[j] = gamma2 * sumIm;
      YRe[j] = scale * (slopeRe - fall * sumRe);
      YIm[j] = scale * (slopeIm - fall * sumIm);
    }
  },
};

type FourArrays = readonly [Float64Array, Float64Array, Float64Array, Float64Array];

interface Parameters {
  readonly C: number;
  readonly G: number;
  readonly M: number;
  readonly Y: number;
}

function read(p: ArrayLike<number>): Parameters {
  return {
    C: p[0] ?? Number.NaN,
    G: p[1] ?? Number.NaN,
    M: p[2] ?? Number.NaN,
    Y: p[3] ?? Number.NaN,
  };
}

/** C·Γ(2−Y)·(M^(Y−2) + G^(Y−2)). */
function varianceOf({ C, G, M, Y }: Parameters): number {
  return C * gamma(2 - Y) * (M ** (Y - 2) + G ** (Y - 2));
}

/** (a^d − b^d)/d, which is ln(a/b) at d = 0. */
function powerDifference(a: number, b: number, d: number): number {
  const ratio = Math.log(a / b);
  return b ** d * (d === 0 ? ratio : Math.expm1(d * ratio) / d);
}

/** h(w) for real w > −1. */
function realH(w: number, Y: number): number {
  const L = Math.log1p(w);
  if (Y < 0.5) return ((Y === 0 ? L : Math.expm1(Y * L) / Y) - w) / (Y - 1);
  const d = Y - 1;
  return ((1 + w) * (d === 0 ? L : Math.expm1(d * L) / d) - w) / Y;
}
