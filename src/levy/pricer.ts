import { type ContourNodes, contourNodes } from './contour.ts';
import type { LevyModel } from './model.ts';

/** Spot in currency; rate and dividend yield continuously compounded, per year. */
export interface Market {
  readonly spot: number;
  readonly rate: number;
  readonly dividendYield: number;
}

/** Every strike (currency) at every maturity (years). */
export interface OptionGrid extends Market {
  readonly strikes: ArrayLike<number>;
  readonly maturities: ArrayLike<number>;
}

export type OptionType = 'call' | 'put';

export interface SurfacePricer {
  /**
   * Undiscounted calls over the forward, c/F, strike-major: index = maturities·strike + maturity.
   * Absolute error under 1e-12 in the training box, at strikes from a fifth to five times the spot
   * and maturities up to 5 years; for all else see `accuratePrices`. Allocates a few views.
   */
  readonly forwardCalls: (parameters: ArrayLike<number>, out: Float64Array) => void;
  /** Present values in the spot's currency, strike-major, held within their no-arbitrage bounds. */
  readonly prices: (parameters: ArrayLike<number>, type: OptionType, out: Float64Array) => void;
}

/** Distance of the contour's nodes: a surface moves by less than 1e-12 of the forward when halved. */
const STEP = 0.08;
/** Exponents up to this size are split into table × weight; beyond, one factor might overflow. */
const SAFE_EXPONENT = 300;
/** A contribution under exp(this) of the forward no longer counts. */
const NEGLIGIBLE = -41;

interface AngleTables {
  readonly nodes: ContourNodes;
  /** Nodes before this one take exp(i·z·x) from the tables. */
  readonly head: number;
  /** exp(i·z⁺·x) and exp(i·z⁻·x), `head` numbers a strike, x = ln(K/S). */
  readonly upRe: Float64Array;
  readonly upIm: Float64Array;
  readonly downRe: Float64Array;
  readonly downIm: Float64Array;
}

/**
 * A pricer of European options by the deformed Fourier integral of Boyarchenko & Levendorskiĭ
 * (2019): with k = ln(K/F), c/F = 1 − (e^k/π)·h·Σ Re[e^(izk)·φ_T(−z)·z′/(z² − iz)], on the contour
 * that bends towards the side on which e^(iz(k−μT)) decays.
 *
 * The exponent is shared by all maturities, and e^(iz·ln K/S) by all parameter sets, so a surface
 * is one small matrix product for each maturity. Near k = μT, where the sum converges slowly, the
 * few strikes concerned go on with nodes of their own.
 *
 * @param level each level halves the contour's angle and takes 2.5 times the nodes: slower, and
 *   right for more parameters, maturities and strikes.
 */
export function surfacePricer(model: LevyModel, grid: OptionGrid, level = 0): SurfacePricer {
  const step = STEP / 2.5 ** level;
  const logStrikes = Float64Array.from(grid.strikes, (K) => Math.log(K / grid.spot));
  const maturities = Float64Array.from(grid.maturities);
  const strikeCount = logStrikes.length;
  const maturityCount = maturities.length;
  const carry = grid.rate - grid.dividendYield;
  const tables = new Map<number, AngleTables>();
  const size = contourNodes(1, step).count;
  const column = () => new Float64Array(size);
  const uRe = column();
  const uIm = column();
  const psi = { upRe: column(), upIm: column(), downRe: column(), downIm: column() };
  const weightRe = column();
  const weightIm = column();

  function tablesFor(angle: number): AngleTables {
    const known = tables.get(angle);
    if (known) return known;
    const made = angleTables(contourNodes(angle, step), logStrikes);
    tables.set(angle, made);
    return made;
  }

  /** ψ(−z) on both contours, from node `from` up to `to`. */
  function exponents(parameters: ArrayLike<number>, nodes: ContourNodes, from: number, to: number) {
    for (const up of [true, false]) {
      for (let j = from; j < to; j++) {
        uRe[j] = -at(nodes.re, j);
        uIm[j] = up ? -at(nodes.im, j) : at(nodes.im, j) - 1;
      }
      const outRe = up ? psi.upRe : psi.downRe;
      const outIm = up ? psi.upIm : psi.downIm;
      const part = (a: Float64Array) => a.subarray(from, to);
      model.exponent(parameters, part(uRe), part(uIm), part(outRe), part(outIm), to - from);
    }
  }

  function forwardCalls(parameters: ArrayLike<number>, out: Float64Array): void {
    const table = tablesFor(model.contourAngle(parameters) / 2 ** level);
    const { nodes, head } = table;
    const drift = model.drift(parameters) + carry;
    exponents(parameters, nodes, 0, head);
    let tailKnown = false;
    out.fill(Number.NaN); // what it stays where the drift overflows
    for (let t = 0; t < maturityCount; t++) {
      const T = at(maturities, t);
      const kink = drift * T;
      for (const up of [true, false]) {
        // The nearest strike on this side of the kink decides how many nodes the others need.
        let nearest = Number.POSITIVE_INFINITY;
        let highest = carry * T;
        for (let i = 0; i < strikeCount; i++) {
          const distance = at(logStrikes, i) - kink;
          if (distance >= 0 !== up) continue;
          nearest = Math.min(nearest, Math.abs(distance));
          highest = Math.max(highest, at(logStrikes, i));
        }
        if (nearest === Number.POSITIVE_INFINITY) continue;
        // The sum is multiplied by e^k, which makes smaller terms count at strikes above the forward.
        const negligible = NEGLIGIBLE - (highest - carry * T);
        const psiRe = up ? psi.upRe : psi.downRe;
        const psiIm = up ? psi.upIm : psi.downIm;
        let count = 0;
        let finished = false;
        for (; count < head; count++) {
          const height = up ? at(nodes.im, count) : 1 - at(nodes.im, count);
          if (Math.abs(height * kink) > SAFE_EXPONENT) break;
          const log = T * at(psiRe, count) + height * kink;
          const seen = log - height * (up ? kink + nearest : kink - nearest);
          if (seen + at(nodes.kernelLog, count) < negligible) {
            finished = true;
            break;
          }
          const modulus = Math.exp(log);
          const phase = T * at(psiIm, count) - at(nodes.re, count) * kink;
          const re = modulus * Math.cos(phase);
          const im = modulus * Math.sin(phase);
          const kernelRe = at(nodes.kernelRe, count);
          const kernelIm = up ? at(nodes.kernelIm, count) : -at(nodes.kernelIm, count);
          weightRe[count] = re * kernelRe - im * kernelIm;
          weightIm[count] = re * kernelIm + im * kernelRe;
        }
        if (!finished && !tailKnown) {
          exponents(parameters, nodes, head, nodes.count);
          tailKnown = true;
        }
        const tableRe = up ? table.upRe : table.downRe;
        const tableIm = up ? table.upIm : table.downIm;
        for (let i = 0; i < strikeCount; i++) {
          const x = at(logStrikes, i);
          if (x - kink >= 0 !== up) continue;
          let sum = 0;
          const row = i * head;
          for (let j = 0; j < count; j++) {
            sum += at(tableRe, row + j) * at(weightRe, j) - at(tableIm, row + j) * at(weightIm, j);
          }
          if (!finished) sum += tailSum(nodes, psiRe, psiIm, T, x - kink, count, up, negligible);
          out[i * maturityCount + t] = 1 - (Math.exp(x - carry * T) / Math.PI) * step * sum;
        }
      }
    }
  }

  return {
    forwardCalls,
    prices(parameters, type, out) {
      forwardCalls(parameters, out);
      for (let t = 0; t < maturityCount; t++) {
        const T = at(maturities, t);
        const discountedForward = grid.spot * Math.exp(-grid.dividendYield * T);
        const discount = Math.exp(-grid.rate * T);
        for (let i = 0; i < strikeCount; i++) {
          const index = i * maturityCount + t;
          const discountedStrike = (grid.strikes[i] ?? Number.NaN) * discount;
          const difference = discountedForward - discountedStrike;
          // A price of nothing comes out as ±1e-14; no option is worth less than nothing.
          const least = Math.max(difference, 0);
          const call = Math.min(
            Math.max(discountedForward * at(out, index), least),
            discountedForward,
          );
          out[index] = type === 'call' ? call : call - difference;
        }
      }
    },
  };
}

/** Σ Re[e^(iz(x−kink))·e^(Tψ)·kernel] from node `from`, for one strike and maturity. */
function tailSum(
  nodes: ContourNodes,
  psiRe: Float64Array,
  psiIm: Float64Array,
  T: number,
  distance: number,
  from: number,
  up: boolean,
  negligible: number,
): number {
  let sum = 0;
  for (let j = from; j < nodes.count; j++) {
    const height = up ? at(nodes.im, j) : 1 - at(nodes.im, j);
    const log = T * at(psiRe, j) - height * distance;
    if (log + at(nodes.kernelLog, j) < negligible) break;
    const phase = T * at(psiIm, j) + at(nodes.re, j) * distance;
    const kernelIm = up ? at(nodes.kernelIm, j) : -at(nodes.kernelIm, j);
    sum += Math.exp(log) * (Math.cos(phase) * at(nodes.kernelRe, j) - Math.sin(phase) * kernelIm);
  }
  return sum;
}

function angleTables(nodes: ContourNodes, logStrikes: Float64Array): AngleTables {
  const reach = logStrikes.reduce((most, x) => Math.max(most, Math.abs(x)), 1e-3);
  let head = 0;
  while (head < nodes.count && at(nodes.im, head) * reach < SAFE_EXPONENT) head++;
  const column = () => new Float64Array(head * logStrikes.length);
  const made = {
    nodes,
    head,
    upRe: column(),
    upIm: column(),
    downRe: column(),
    downIm: column(),
  };
  for (let i = 0; i < logStrikes.length; i++) {
    const x = at(logStrikes, i);
    for (let j = 0; j < head; j++) {
      const cos = Math.cos(at(nodes.re, j) * x);
      const sin = Math.sin(at(nodes.re, j) * x);
      const up = Math.exp(-at(nodes.im, j) * x);
      const down = Math.exp((at(nodes.im, j) - 1) * x);
      const index = i * head + j;
      made.upRe[index] = up * cos;
      made.upIm[index] = up * sin;
      made.downRe[index] = down * cos;
      made.downIm[index] = down * sin;
    }
  }
  return made;
}

/** Element of a typed array at an index that is in range by construction. */
function at(values: Float64Array, index: number): number {
  return values[index] as number;
}
