/**
 * Γ(x) for real x that is not a non-positive integer, relative error under 1e-14.
 * Lanczos (1964) series with g = 607/128 and Godfrey's 15 coefficients; reflection for x < ½.
 */
export function gamma(x: number): number {
  if (x < 0.5) return Math.PI / (Math.sin(Math.PI * x) * gamma(1 - x));
  const z = x - 1;
  let sum = LANCZOS[0] ?? 0;
  for (let n = 1; n < LANCZOS.length; n++) sum += (LANCZOS[n] ?? 0) / (z + n);
  const t = z + G + 0.5;
  // Two half powers, since t^(z+½) alone overflows before Γ does.
  const half = t ** ((z + 0.5) / 2);
  return Math.sqrt(2 * Math.PI) * half * Math.exp(-t) * half * sum;
}

/**
 * ψ(x) = d ln Γ/dx for x > 0, error under 1e-14: upward recurrence to 10, then the asymptotic series
 * (Abramowitz & Stegun 6.3.18).
 */
export function digamma(x: number): number {
  let z = x;
  let shift = 0;
  for (; z < 10; z++) shift -= 1 / z;
  const q = 1 / (z * z);
  const series = q * (1 / 12 - q * (1 / 120 - q * (1 / 252 - q * (1 / 240 - q * (1 / 132)))));
  return shift + Math.log(z) - 0.5 / z - series;
}

const G = 607 / 128;
const LANCZOS = [
  0.9999999999999971, 57.15623566586292, -59.59796035547549, 14.136097974741746,
  -0.4919138160976202, 3.399464998481189e-5, 4.652362892704858e-5, -9.837447530487956e-5,
  0.0001580887032249125, -0.00021026444172410488, 0.00021743961811521265, -0.0001643181065367639,
  8.441822398385275e-5, -2.6190838401581408e-5, 3.6899182659531625e-6,
];
