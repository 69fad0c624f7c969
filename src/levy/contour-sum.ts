import {
  type AngleTables,
  angleTables,
  type ContourNodes,
  nodeCount,
  SAFE_EXPONENT,
  type Side,
} from './contour.ts';
import { driftGradient, type LevyModel } from './model.ts';
import { type NodeValues, nodeValues } from './node-values.ts';
import type { OptionLayout, OptionSlice } from './option-layout.ts';

export interface ContourPricer {
  /**
   * Undiscounted calls over the forward, c/F, to `out` at the layout's cells; and where `gradient` is
   * given, ∂(c/F)/∂parameter, row-major, a row a cell.
   */
  readonly forwardCalls: (
    parameters: ArrayLike<number>,
    out: Float64Array,
    gradient?: Float64Array,
  ) => void;
}

/** Distance of the contour's nodes. */
const STEP = 0.08;
/** What the payoff kernel may add to the logarithm of a term. */
const SLACK = 10;
/** A contribution under exp(this) of the forward no longer counts. */
const NEGLIGIBLE = -41;

/**
 * Sums the deformed Fourier integral of Boyarchenko & Levendorskiĭ (2019) for every option of a
 * layout: with k = ln(K/F), c/F = 1 − (e^k/π)·h·Σ Re[e^(izk)·φ_T(−z)·z′/(z² − iz)], on the contour
 * that bends towards the side on which e^(iz(k−μT)) decays.
 *
 * The exponent is shared by all maturities, and e^(iz·ln K/S) by all parameter sets, so a surface
 * is one small matrix product for each maturity. Near the kink k = μT, where the sum converges
 * slowly, the few strikes concerned go on with nodes of their own. The gradient multiplies each
 * term by T·∂(ψ(−z) − izμ)/∂p.
 *
 * @param level each level halves the contour's angle and takes 2.5 times the nodes: slower, and
 *   right for more parameters, maturities and strikes.
 */
export function contourPricer(model: LevyModel, layout: OptionLayout, level = 0): ContourPricer {
  const step = STEP / 2.5 ** level;
  const { logStrikes, slices } = layout;
  const tables = new Map<number, AngleTables>();
  const size = nodeCount(step);
  const column = () => new Float64Array(size);
  const values = [nodeValues(model, size), nodeValues(model, size)];
  const weightRe = column();
  const weightIm = column();
  const partRe = column();
  const partIm = column();
  const driftSlope = new Float64Array(model.parameters.length);
  const driftSlopes = driftGradient(model);
  const most = Math.max(0, ...slices.map(({ strikes }) => strikes.length));
  /** Cells and strikes of the options on one side. */
  const targets = new Int32Array(most);
  const rows = new Int32Array(most);
  /** The sum of each of them and those of its gradient, a row an option. */
  const width = 1 + model.parameters.length;
  const sums = new Float64Array(most * width);

  function tablesFor(angle: number): AngleTables {
    const known = tables.get(angle);
    if (known) return known;
    const made = angleTables(angle, step, logStrikes);
    tables.set(angle, made);
    return made;
  }

  /** Weights of the head's nodes, φ_T(−z)·e^(−iz·ln(F/S))·kernel; how many, and whether all count. */
  function weigh(
    table: AngleTables,
    side: Side,
    own: NodeValues,
    T: number,
    kink: number,
    nearest: number,
    negligible: number,
  ): { count: number; finished: boolean } {
    const { nodes, head } = table;
    for (let j = 0; j < head; j++) {
      const height = at(side.height, j);
      if (Math.abs(height * kink) > SAFE_EXPONENT) return { count: j, finished: false };
      const log = T * at(own.psiRe, j) + height * kink;
      if (log - height * nearest + at(nodes.kernelLog, j) < negligible) {
        return { count: j, finished: true };
      }
      const modulus = Math.exp(log);
      const phase = T * at(own.psiIm, j) - at(nodes.re, j) * kink;
      const re = modulus * Math.cos(phase);
      const im = modulus * Math.sin(phase);
      weightRe[j] = re * at(nodes.kernelRe, j) - im * at(side.kernelIm, j);
      weightIm[j] = re * at(side.kernelIm, j) + im * at(nodes.kernelRe, j);
    }
    return { count: head, finished: false };
  }

  /** Adds the terms from node `from` of one option to its row of `sums`. */
  function addTail(
    nodes: ContourNodes,
    side: Side,
    own: NodeValues,
    T: number,
    distance: number,
    from: number,
    negligible: number,
    row: number,
    slopes: Float64Array | undefined,
  ): void {
    for (let j = from; j < own.known; j++) {
      const log = T * at(own.psiRe, j) - at(side.height, j) * distance;
      if (log + at(nodes.kernelLog, j) < negligible) break;
      const phase = T * at(own.psiIm, j) + at(nodes.re, j) * distance;
      const modulus = Math.exp(log);
      const cos = modulus * Math.cos(phase);
      const sin = modulus * Math.sin(phase);
      const re = cos * at(nodes.kernelRe, j) - sin * at(side.kernelIm, j);
      sums[row] = at(sums, row) + re;
      if (!slopes) continue;
      const im = cos * at(side.kernelIm, j) + sin * at(nodes.kernelRe, j);
      for (let p = 1; p < width; p++) {
        const slopeRe = at(own.slopeRe[p - 1] as Float64Array, j);
        const slopeIm = at(own.slopeIm[p - 1] as Float64Array, j);
        sums[row + p] = at(sums, row + p) + re * slopeRe - im * slopeIm;
      }
    }
  }

  /** The options of one slice that lie on `side` of the kink, and their gradients. */
  function sumSide(
    parameters: ArrayLike<number>,
    table: AngleTables,
    side: Side,
    own: NodeValues,
    slice: OptionSlice,
    kink: number,
    out: Float64Array,
    gradient: Float64Array | undefined,
  ): void {
    const { maturity: T, logForward, strikes, cells } = slice;
    const { nodes, head } = table;
    // The nearest strike on this side of the kink decides how many nodes the others need.
    let memberCount = 0;
    let nearest = Number.NaN;
    let highest = logForward;
    for (let n = 0; n < strikes.length; n++) {
      const x = at(logStrikes, strikes[n] as number);
      if (x - kink >= 0 !== side.up) continue;
      targets[memberCount] = cells[n] as number;
      rows[memberCount++] = strikes[n] as number;
      if (!(Math.abs(nearest - kink) <= Math.abs(x - kink))) nearest = x;
      highest = Math.max(highest, x);
    }
    if (memberCount === 0) return;
    const slopes = gradient && driftSlope;
    own.fill(parameters, nodes, side, head, slopes);
    // The sum is multiplied by e^k, which makes smaller terms count at strikes above the forward.
    const negligible = NEGLIGIBLE - (highest - logForward);
    const { count, finished } = weigh(table, side, own, T, kink, nearest, negligible);
    if (!finished) {
      // What φ may add where the table ends; from there on it falls.
      const growth = head > 0 ? Math.max(T * at(own.psiRe, head - 1), 0) : 0;
      const last = lastNode(side, Math.abs(nearest - kink), negligible - growth);
      own.fill(parameters, nodes, side, last, slopes);
    }
    tableProduct(side, head, rows, memberCount, weightRe, weightIm, count, sums, 0, width);
    for (let p = 1; gradient && p < width; p++) {
      const slopeRe = own.slopeRe[p - 1] as Float64Array;
      const slopeIm = own.slopeIm[p - 1] as Float64Array;
      for (let j = 0; j < count; j++) {
        const re = at(weightRe, j);
        const im = at(weightIm, j);
        partRe[j] = re * at(slopeRe, j) - im * at(slopeIm, j);
        partIm[j] = re * at(slopeIm, j) + im * at(slopeRe, j);
      }
      tableProduct(side, head, rows, memberCount, partRe, partIm, count, sums, p, width);
    }
    for (let m = 0; m < memberCount; m++) {
      const cell = targets[m] as number;
      const x = at(logStrikes, rows[m] as number);
      const row = m * width;
      if (!finished) addTail(nodes, side, own, T, x - kink, count, negligible, row, slopes);
      const factor = (Math.exp(x - logForward) / Math.PI) * step;
      out[cell] = 1 - factor * at(sums, row);
      for (let p = 1; gradient && p < width; p++) {
        gradient[cell * (width - 1) + p - 1] = -factor * T * at(sums, row + p);
      }
    }
  }

  return {
    forwardCalls(parameters, out, gradient) {
      const table = tablesFor(model.contourAngle(parameters) / 2 ** level);
      const drift = model.drift(parameters);
      if (gradient) driftSlopes(parameters, driftSlope);
      for (const own of values) own.known = 0;
      // What they stay where the drift overflows.
      out.fill(Number.NaN);
      gradient?.fill(Number.NaN);
      for (const slice of slices) {
        const kink = drift * slice.maturity + slice.logForward;
        for (const [s, side] of table.sides.entries()) {
          const own = values[s] as NodeValues;
          sumSide(parameters, table, side, own, slice, kink, out, gradient);
        }
      }
    },
  };
}

/** A node beyond which no term counts, by the decay of e^(iz(x−kink)) alone. */
function lastNode(side: Side, distance: number, negligible: number): number {
  const { height } = side;
  let j = 0;
  while (j < height.length && Math.abs(at(height, j)) * distance < SLACK - negligible) j++;
  return j;
}

/**
 * Σ Re[table·weight] over the first `count` nodes for each of the first `rowCount` of `rows`, to
 * `out` at `offset` and every `stride` after. Two rows at a time: a weight read serves both, and
 * neither sum waits for the other's addition.
 */
function tableProduct(
  { tableRe, tableIm }: Side,
  head: number,
  rows: Int32Array,
  rowCount: number,
  weightRe: Float64Array,
  weightIm: Float64Array,
  count: number,
  out: Float64Array,
  offset: number,
  stride: number,
): void {
  for (let m = 0; m < rowCount; m += 2) {
    const last = Math.min(m + 1, rowCount - 1);
    const a = (rows[m] as number) * head;
    const b = (rows[last] as number) * head;
    let sumA = 0;
    let sumB = 0;
    for (let j = 0; j < count; j++) {
      const re = at(weightRe, j);
      const im = at(weightIm, j);
      sumA += at(tableRe, a + j) * re - at(tableIm, a + j) * im;
      sumB += at(tableRe, b + j) * re - at(tableIm, b + j) * im;
    }
    out[m * stride + offset] = sumA;
    out[last * stride + offset] = sumB;
  }
}

/** Element of a typed array at an index that is in range by construction. */
function at(values: Float64Array, index: number): number {
  return values[index] as number;
}
