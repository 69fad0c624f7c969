/**
 * Nodes of the pricing contour z(y) = iω₁ + b·sinh(iω + y), b = 0.45/sin ω, ω₁ = ½ − b·sin ω, of
 * Boyarchenko & Levendorskiĭ (2019), SINH-acceleration, section 2. It crosses the imaginary axis at
 * i/2, between the payoff's poles at 0 and i, and bends up by ω. Its mirror image in Im z = ½ bends
 * down: z⁻ = conj(z⁺) + i, and the payoff kernel there is the conjugate, so one table serves both.
 */
export interface ContourNodes {
  readonly count: number;
  readonly re: Float64Array;
  /** Im z on the contour that bends up; 1 − Im z on its mirror image. */
  readonly im: Float64Array;
  /** z′(y)/(z² − iz), real and imaginary part, and the logarithm of its modulus. */
  readonly kernelRe: Float64Array;
  readonly kernelIm: Float64Array;
  readonly kernelLog: Float64Array;
}

/** Where the payoff kernel alone, which falls like exp(−y), is under 1e-14. */
const LAST_Y = 34;

/** How many nodes lie on half a contour. */
export function nodeCount(step: number): number {
  return Math.ceil(LAST_Y / step);
}

/** Midpoint nodes of the half contour y ≥ 0, `step` apart, for asymptotes at `angle`. */
function contourNodes(angle: number, step: number): ContourNodes {
  const count = nodeCount(step);
  const sin = Math.sin(angle);
  const cos = Math.cos(angle);
  const b = 0.45 / sin;
  const column = () => new Float64Array(count);
  const nodes = {
    count,
    re: column(),
    im: column(),
    kernelRe: column(),
    kernelIm: column(),
    kernelLog: column(),
  };
  for (let j = 0; j < count; j++) {
    const y = (j + 0.5) * step;
    const re = b * Math.sinh(y) * cos;
    const im = 0.5 + 0.45 * (Math.cosh(y) - 1);
    // z(z − i), the denominator of the payoff's transform.
    const denominatorRe = re * re - im * (im - 1);
    const denominatorIm = re * (2 * im - 1);
    const slopeRe = b * Math.cosh(y) * cos;
    const slopeIm = b * Math.sinh(y) * sin;
    const norm = denominatorRe * denominatorRe + denominatorIm * denominatorIm;
    nodes.re[j] = re;
    nodes.im[j] = im;
    nodes.kernelRe[j] = (slopeRe * denominatorRe + slopeIm * denominatorIm) / norm;
    nodes.kernelIm[j] = (slopeIm * denominatorRe - slopeRe * denominatorIm) / norm;
    nodes.kernelLog[j] = 0.5 * Math.log((slopeRe * slopeRe + slopeIm * slopeIm) / norm);
  }
  return nodes;
}

/** Exponents up to this size are split into table × weight; beyond, one factor might overflow. */
export const SAFE_EXPONENT = 300;

/** One of the two mirror-image contours at one angle, with what depends on nodes and strikes only. */
export interface Side {
  /** Bends up, for strikes above the kink; else down. */
  readonly up: boolean;
  /** Im z. */
  readonly height: Float64Array;
  readonly kernelIm: Float64Array;
  /** exp(i·z·x) of the first `head` nodes, a row a strike. */
  readonly tableRe: Float64Array;
  readonly tableIm: Float64Array;
}

export interface AngleTables {
  readonly nodes: ContourNodes;
  /** Nodes before this one take exp(i·z·x) from the tables. */
  readonly head: number;
  readonly sides: readonly Side[];
}

/** A grid is priced again and again, by other pricers too: its tables are kept, some 10 MB at most. */
const KEPT = 16;
const MOST_STRIKES_KEPT = 128;
const kept: Array<{ angle: number; step: number; logStrikes: Float64Array; tables: AngleTables }> =
  [];

/** Tables of one angle and node distance for strikes at ln(K/S). */
export function angleTables(angle: number, step: number, logStrikes: Float64Array): AngleTables {
  const known = kept.findIndex(
    (entry) =>
      entry.angle === angle && entry.step === step && isEqual(entry.logStrikes, logStrikes),
  );
  const [entry] = known < 0 ? [] : kept.splice(known, 1);
  const tables = entry?.tables ?? makeTables(contourNodes(angle, step), logStrikes);
  if (logStrikes.length <= MOST_STRIKES_KEPT) {
    kept.unshift({ angle, step, logStrikes: logStrikes.slice(), tables });
    kept.length = Math.min(kept.length, KEPT);
  }
  return tables;
}

function isEqual(a: Float64Array, b: Float64Array): boolean {
  return a.length === b.length && a.every((value, i) => value === b[i]);
}

function makeTables(nodes: ContourNodes, logStrikes: Float64Array): AngleTables {
  const reach = logStrikes.reduce((most, x) => Math.max(most, Math.abs(x)), 1e-3);
  let head = 0;
  while (head < nodes.count && at(nodes.im, head) * reach < SAFE_EXPONENT) head++;
  const sides = [true, false].map((up): Side => {
    const height = up ? nodes.im : nodes.im.map((im) => 1 - im);
    const tableRe = new Float64Array(head * logStrikes.length);
    const tableIm = new Float64Array(head * logStrikes.length);
    for (const [i, x] of logStrikes.entries()) {
      for (let j = 0; j < head; j++) {
        const modulus = Math.exp(-at(height, j) * x);
        tableRe[i * head + j] = modulus * Math.cos(at(nodes.re, j) * x);
        tableIm[i * head + j] = modulus * Math.sin(at(nodes.re, j) * x);
      }
    }
    return {
      up,
      height,
      kernelIm: up ? nodes.kernelIm : nodes.kernelIm.map((k) => -k),
      tableRe,
      tableIm,
    };
  });
  return { nodes, head, sides };
}

/** Element of a typed array at an index that is in range by construction. */
function at(values: Float64Array, index: number): number {
  return values[index] as number;
}
