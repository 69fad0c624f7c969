/*
 * Option prices by other mathematics than the pricer's, slow and simple, to test it with. Variance
 * Gamma: Black's formula averaged over the gamma clock (Madan, Carr, Chang 1998, eq. 24). CGMY:
 * Lewis's (2001) integral along the straight line Im u = −½ with the exponent as the paper prints it.
 * And the distributions of the log-return behind them.
 */
import { gamma } from '../gamma.ts';
import { normalCdf } from '../normal.ts';

/** c/F of a Variance Gamma call at log-moneyness k and maturity T. */
export function varianceGammaCall(
  [sigma, nu, theta]: readonly [number, number, number],
  k: number,
  T: number,
): number {
  const shape = T / nu;
  const drift = (T * Math.log(1 - theta * nu - (sigma * sigma * nu) / 2)) / nu;
  const conditional = (clock: number) => {
    const deviation = sigma * Math.sqrt(clock);
    const mean = drift + theta * clock;
    const d = (mean - k) / deviation;
    return (
      Math.exp(mean + (deviation * deviation) / 2) * normalCdf(d + deviation) -
      Math.exp(k) * normalCdf(d)
    );
  };
  // Over s = ln(clock/ν); the density of the clock is x^a·e^(−x)/Γ(a) ds.
  const logGamma = Math.log(gamma(shape));
  const integrand = (s: number) =>
    Math.exp(shape * s - Math.exp(s) - logGamma) * conditional(nu * Math.exp(s));
  // In short pieces, lest the first look of the adaptive rule miss a narrow peak.
  const top = Math.log(shape + 40 + 12 * Math.sqrt(shape));
  let sum = 0;
  for (let s = top; s > -36 / shape; s -= 1) sum += integrate(integrand, s - 1, s, 1e-14);
  return sum;
}

/** c/F of a CGMY call at log-moneyness k and maturity T; Y away from 0 and 1. */
export function cgmyCall(
  [C, G, M, Y]: readonly [number, number, number, number],
  k: number,
  T: number,
): number {
  const scale = C * gamma(-Y);
  const drift = -scale * ((M - 1) ** Y - M ** Y + (G + 1) ** Y - G ** Y);
  const slope = k - drift * T;
  const constant = scale * (M ** Y + G ** Y);
  // u = v − i/2: −iu = −½ − iv and iu = ½ + iv; exp(iuμT) leaves exp(μT/2) to the constant.
  const integrand = (v: number) => {
    const [upRe, upIm] = power(M - 0.5, -v, Y);
    const [downRe, downIm] = power(G + 0.5, v, Y);
    const re = T * (scale * (upRe + downRe) - constant + drift / 2);
    const im = T * scale * (upIm + downIm) - v * slope;
    return (Math.exp(re) * Math.cos(im)) / (v * v + 0.25);
  };
  return 1 - (Math.exp(k / 2) / Math.PI) * oscillatingIntegral(integrand, Math.abs(slope));
}

/** P(ln(S_T/F) ≤ x) under Variance Gamma: the normal distribution averaged over the gamma clock. */
export function varianceGammaDistribution(
  [sigma, nu, theta]: readonly [number, number, number],
  x: number,
  T: number,
): number {
  const shape = T / nu;
  const drift = (T * Math.log(1 - theta * nu - (sigma * sigma * nu) / 2)) / nu;
  const logGamma = Math.log(gamma(shape));
  const integrand = (s: number) => {
    const clock = nu * Math.exp(s);
    const conditional = normalCdf((x - drift - theta * clock) / (sigma * Math.sqrt(clock)));
    return Math.exp(shape * s - Math.exp(s) - logGamma) * conditional;
  };
  const top = Math.log(shape + 40 + 12 * Math.sqrt(shape));
  let sum = 0;
  for (let s = top; s > -36 / shape; s -= 1) sum += integrate(integrand, s - 1, s, 1e-14);
  return sum;
}

/** P(ln(S_T/F) ≤ x) under CGMY along the real line (Gil-Pelaez 1951); Y away from 0 and 1. */
export function cgmyDistribution(
  [C, G, M, Y]: readonly [number, number, number, number],
  x: number,
  T: number,
): number {
  const scale = C * gamma(-Y);
  const drift = -scale * ((M - 1) ** Y - M ** Y + (G + 1) ** Y - G ** Y);
  const slope = x - drift * T;
  const constant = scale * (M ** Y + G ** Y);
  const integrand = (u: number) => {
    const [upRe, upIm] = power(M, -u, Y);
    const [downRe, downIm] = power(G, u, Y);
    const re = T * (scale * (upRe + downRe) - constant);
    const im = T * scale * (upIm + downIm) - u * slope;
    return (Math.exp(re) * Math.sin(im)) / u;
  };
  return 0.5 - oscillatingIntegral(integrand, Math.abs(slope)) / Math.PI;
}

/**
 * Black's out-of-the-money price over the forward, call or put, as the integral of its vega over the
 * deviation u from 0: a positive integrand, so that nothing cancels however small the price.
 */
export function blackIntegral(k: number, deviation: number): number {
  const vega = (u: number) => Math.exp(-0.5 * (u / 2 - k / u) ** 2) / Math.sqrt(2 * Math.PI);
  let sum = 0;
  let top = deviation;
  for (let part = 1; part > 1e-18 * sum; ) {
    // Over so much the exponent changes by about one, down to where the integrand dies out.
    const bottom = top - top / (3 + (k / top) ** 2);
    part = gauss(vega, bottom, top);
    sum += part;
    top = bottom;
  }
  return sum;
}

/** ∫₀^∞ of a slowly falling function that oscillates like cos(v·frequency) at last. */
function oscillatingIntegral(f: (v: number) => number, frequency: number): number {
  const half = Math.PI / Math.max(frequency, 1e-7);
  let sum = integrate(f, 0, Math.min(half, 4), 1e-13);
  for (let v = 4; v < half; v *= 2) sum += integrate(f, v, Math.min(2 * v, half), 1e-13);
  const partial: number[] = [];
  for (let n = 1; n <= 48; n++) {
    sum += integrate(f, n * half, (n + 1) * half, 1e-14);
    partial.push(sum);
  }
  return wynn(partial);
}

/** Wynn's (1956) epsilon algorithm: the limit of a slowly converging sequence. */
function wynn(sequence: readonly number[]): number {
  let before = new Array<number>(sequence.length + 1).fill(0);
  let current = [...sequence];
  let best = current.at(-1) as number;
  for (let order = 1; current.length > 1; order++) {
    const next: number[] = [];
    for (let i = 0; i + 1 < current.length; i++) {
      const difference = (current[i + 1] as number) - (current[i] as number);
      if (Math.abs(difference) < 1e-17) return best;
      next.push((before[i + 1] as number) + 1 / difference);
    }
    before = current;
    current = next;
    if (order % 2 === 0) best = current.at(-1) as number;
  }
  return best;
}

function power(re: number, im: number, exponent: number): [number, number] {
  const modulus = Math.hypot(re, im) ** exponent;
  const argument = Math.atan2(im, re) * exponent;
  return [modulus * Math.cos(argument), modulus * Math.sin(argument)];
}

/** Adaptive 10-point Gauss–Legendre: halves an interval until its halves agree with the whole. */
function integrate(f: (x: number) => number, a: number, b: number, tolerance: number): number {
  const whole = gauss(f, a, b);
  return refine(f, a, b, whole, tolerance, 0);
}

function refine(
  f: (x: number) => number,
  a: number,
  b: number,
  whole: number,
  tolerance: number,
  depth: number,
): number {
  const middle = (a + b) / 2;
  const left = gauss(f, a, middle);
  const right = gauss(f, middle, b);
  if (depth > 30 || Math.abs(left + right - whole) < tolerance) return left + right;
  return (
    refine(f, a, middle, left, tolerance, depth + 1) +
    refine(f, middle, b, right, tolerance, depth + 1)
  );
}

function gauss(f: (x: number) => number, a: number, b: number): number {
  const centre = (a + b) / 2;
  const radius = (b - a) / 2;
  let sum = 0;
  for (const [x, w] of GAUSS_10) sum += w * (f(centre - radius * x) + f(centre + radius * x));
  return radius * sum;
}

const GAUSS_10 = [
  [0.1488743389816312, 0.2955242247147529],
  [0.4333953941292472, 0.2692667193099963],
  [0.6794095682990244, 0.219086362515982],
  [0.8650633666889845, 0.1494513491505806],
  [0.9739065285171717, 0.0666713443086881],
] as const;
