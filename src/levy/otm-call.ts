import { millsRatio, normalCdf, normalDensity } from './normal.ts';

/**
 * Call over the forward at k ≥ 0: Φ(d₁) − e^k·Φ(d₂) = φ(d₁)·[m(d₁) − m(d₂)] with m = Φ/φ, since
 * e^k·φ(d₂) = φ(d₁).
 */
export function otmCall(k: number, s: number): number {
  if (!(s > 0)) return 0;
  const h = k / s;
  const t = s / 2;
  const density = normalDensity(t - h);
  // Where the difference below would cancel.
  if (k < 0.5 && s < 0.25) return density * millsDifference(h, t);
  if (t > h) return normalCdf(t - h) - density * millsRatio(-h - t);
  return density * (millsRatio(t - h) - millsRatio(-h - t));
}

/** 1 − {@link otmCall}, without cancellation. */
function otmCallComplement(k: number, s: number): number {
  const h = k / s;
  const t = s / 2;
  return normalCdf(h - t) + normalDensity(t - h) * millsRatio(-h - t);
}

/** m(−h + t) − m(−h − t) for small t by Taylor's series, of m′ = 1 + xm and what follows from it. */
function millsDifference(h: number, t: number): number {
  let even = millsRatio(-h);
  let odd = 1 - h * even;
  let power = t;
  let sum = odd * power;
  for (let n = 1; n < 10; n += 2) {
    even = n * even - h * odd;
    odd = (n + 1) * odd - h * even;
    power *= (t * t) / ((n + 1) * (n + 2));
    sum += odd * power;
  }
  return 2 * sum;
}

/**
 * The deviation σ√T at which {@link otmCall} is `target`, in (1e-300, 1); k ≥ 0.
 *
 * By Householder's iteration of order four on a function g of the price that is nearly straight in
 * the deviation (Jäckel 2015, Let's be rational, section 4): 1/ln c in the lower tail, ln(1 − c) in
 * the upper, c between. It starts at the inflection √(2k) (Manaster & Koehler 1982), where d₁ = 0,
 * or above it from where g is straight. Two or three steps usually do; one that leaves the bracket
 * is replaced by halving it in ln s.
 */
export function callDeviation(target: number, k: number): number {
  const inflection = Math.sqrt(2 * k);
  const atInflection = otmCall(k, inflection);
  const low = target < atInflection;
  const high = target > 0.5 + 0.5 * atInflection;
  let s = inflection;
  if (high) {
    const d1 = Math.sqrt(2 * Math.log((1 - atInflection) / (1 - target)));
    s = d1 + Math.sqrt(d1 * d1 + 2 * k);
  } else if (!low) {
    s += ROOT_2PI * (target - atInflection);
  }
  const goal = low ? 1 / Math.log(target) : high ? Math.log(1 - target) : target;
  // The price is at most that at the money, which is at most s·φ(0).
  let above = ROOT_2PI * target;
  let below = Number.POSITIVE_INFINITY;
  for (let iteration = 0; iteration < 100; iteration++) {
    // In units of s, which keeps all from overflowing: second and third derivative over the first, of
    // the price (`bend`, `twist`) and, times vega, of g as a function of the price (`a`, `b`).
    const h = k / s;
    const t = s / 2;
    const vega = s * normalDensity(t - h);
    const bend = h * h - t * t;
    const twist = bend * bend - 3 * h * h - t * t;
    let newton: number;
    let a = 0;
    let b = 0;
    if (high) {
      const rest = otmCallComplement(k, s);
      a = vega / rest;
      b = 2 * a * a;
      newton = (Math.log(rest) - goal) / a;
    } else {
      const price = low && iteration === 0 ? atInflection : otmCall(k, s);
      if (low) {
        const slope = vega / price;
        const log = Math.log(price);
        a = -(1 + 2 / log) * slope;
        b = (2 + (6 / log) * (1 + 1 / log)) * slope * slope;
        newton = ((1 / log - goal) * log * log) / slope;
      } else {
        newton = (goal - price) / vega;
      }
    }
    const second = bend + a;
    const third = twist + 3 * a * bend + b;
    const step =
      (newton * (1 + 0.5 * second * newton)) / (1 + newton * (second + (third * newton) / 6));
    // What is left after so short a step of order four is under rounding.
    if (Math.abs(newton) < 1e-4) return s * (1 + step);
    // Not a number where the price underflows, far below the root.
    if (newton < 0) below = s;
    else above = s;
    const next = s * (1 + step);
    if (next > above && next < below) s = next;
    else s = below === Number.POSITIVE_INFINITY ? 2 * s : Math.sqrt(above) * Math.sqrt(below);
  }
  return s;
}

const ROOT_2PI = 2.5066282746310002;
