import {
  type AngleTables,
  angleTables,
  type ContourNodes,
  contourNodes,
  SAFE_EXPONENT,
  type Side,
} from './contour.ts';
import { driftGradient, type LevyModel } from './model.ts';
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

/** What one evaluation fills for one side: ψ(−z), and its gradient with the drift's part. */
interface SideValues {
  readonly psiRe: Float64Array;
  readonly psiIm: Float64Array;
  readonly slopeRe: readonly Float64Array[];
  readonly slopeIm: readonly Float64Array[];
  /** Nodes filled. */
  known: number;
}

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
  const size = contourNodes(1, step).count;
  const column = () => new Float64Array(size);
  const columns = () => model.parameters.map(column);
  const makeValues = (): SideValues => ({
    psiRe: column(),
    psiIm: column(),
    slopeRe: columns(),
    slopeIm: columns(),
    known: 0,
  });
  const values = [makeValues(), makeValues()];
  const uRe = column();
  const uIm = column();
  const weightRe = column();
  const weightIm = column();
  const partRe = column();
  const partIm = column();
  const driftSlope = new Float64Array(model.parameters.length);
  const sums = new Float64Array(model.parameters.length);
  const members = new Int32Array(Math.max(0, ...slices.map(({ strikes }) => strikes.length)));

  function tablesFor(angle: number): AngleTables {
    const known = tables.get(angle);
    if (known) return known;
    const made = angleTables(contourNodes(angle, step), logStrikes);
    tables.set(angle, made);
    return made;
  }

  /** Fills `own` up to node `to`. */
  function fill(
    parameters: ArrayLike<number>,
    nodes: ContourNodes,
    side: Side,
    own: SideValues,
    to: number,
    withSlopes: boolean,
  ): void {
    const from = own.known;
    if (from >= to) return;
    for (let j = from; j < to; j++) {
      uRe[j] = -at(nodes.re, j);
      uIm[j] = -at(side.height, j);
    }
    const part = (a: Float64Array) => a.subarray(from, to);
    const [re, im] = [part(uRe), part(uIm)];
    const [psiRe, psiIm] = [part(own.psiRe), part(own.psiIm)];
    if (!withSlopes) {
      model.exponent(parameters, re, im, psiRe, psiIm, to - from);
    } else {
      const slopes = [own.slopeRe.map(part), own.slopeIm.map(part)] as const;
      model.exponentGradient(parameters, re, im, psiRe, psiIm, ...slopes, to - from);
      // −izμ has the slope (Im z − i·Re z)·∂μ/∂p.
      for (const [p, slope] of driftSlope.entries()) {
        const slopeRe = own.slopeRe[p] as Float64Array;
        const slopeIm = own.slopeIm[p] as Float64Array;
        for (let j = from; j < to; j++) {
          slopeRe[j] = at(slopeRe, j) + at(side.height, j) * slope;
          slopeIm[j] = at(slopeIm, j) - at(nodes.re, j) * slope;
        }
      }
    }
    own.known = to;
  }

  /** Weights of the head's nodes, φ_T(−z)·e^(−iz·ln(F/S))·kernel; how many, and whether all count. */
  function weigh(
    table: AngleTables,
    side: Side,
    own: SideValues,
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

  /** Adds the terms from node `from` of one option, and with `slopes` those of its gradient to `sums`. */
  function addTail(
    nodes: ContourNodes,
    side: Side,
    own: SideValues,
    T: number,
    distance: number,
    from: number,
    negligible: number,
    slopes: boolean,
  ): number {
    let sum = 0;
    for (let j = from; j < own.known; j++) {
      const log = T * at(own.psiRe, j) - at(side.height, j) * distance;
      if (log + at(nodes.kernelLog, j) < negligible) break;
      const phase = T * at(own.psiIm, j) + at(nodes.re, j) * distance;
      const modulus = Math.exp(log);
      const cos = modulus * Math.cos(phase);
      const sin = modulus * Math.sin(phase);
      const re = cos * at(nodes.kernelRe, j) - sin * at(side.kernelIm, j);
      sum += re;
      if (!slopes) continue;
      const im = cos * at(side.kernelIm, j) + sin * at(nodes.kernelRe, j);
      for (let p = 0; p < sums.length; p++) {
        const slopeRe = at(own.slopeRe[p] as Float64Array, j);
        const slopeIm = at(own.slopeIm[p] as Float64Array, j);
        sums[p] = at(sums, p) + re * slopeRe - im * slopeIm;
      }
    }
    return sum;
  }

  /** The options of one slice that lie on `side` of the kink, and their gradients. */
  function sumSide(
    parameters: ArrayLike<number>,
    table: AngleTables,
    side: Side,
    own: SideValues,
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
      members[memberCount++] = n;
      if (!(Math.abs(nearest - kink) <= Math.abs(x - kink))) nearest = x;
      highest = Math.max(highest, x);
    }
    if (memberCount === 0) return;
    const slopes = gradient !== undefined;
    fill(parameters, nodes, side, own, head, slopes);
    // The sum is multiplied by e^k, which makes smaller terms count at strikes above the forward.
    const negligible = NEGLIGIBLE - (highest - logForward);
    const { count, finished } = weigh(table, side, own, T, kink, nearest, negligible);
    if (!finished) {
      // What φ may add where the table ends; from there on it falls.
      const growth = head > 0 ? Math.max(T * at(own.psiRe, head - 1), 0) : 0;
      const last = lastNode(side, Math.abs(nearest - kink), negligible - growth);
      fill(parameters, nodes, side, own, last, slopes);
    }
    for (let p = 0; gradient && p < sums.length; p++) {
      const slopeRe = own.slopeRe[p] as Float64Array;
      const slopeIm = own.slopeIm[p] as Float64Array;
      for (let j = 0; j < count; j++) {
        const re = at(weightRe, j);
        const im = at(weightIm, j);
        partRe[j] = re * at(slopeRe, j) - im * at(slopeIm, j);
        partIm[j] = re * at(slopeIm, j) + im * at(slopeRe, j);
      }
      for (let m = 0; m < memberCount; m++) {
        const n = members[m] as number;
        const row = (strikes[n] as number) * head;
        gradient[(cells[n] as number) * sums.length + p] = dot(side, row, partRe, partIm, count);
      }
    }
    for (let m = 0; m < memberCount; m++) {
      const n = members[m] as number;
      const cell = cells[n] as number;
      const x = at(logStrikes, strikes[n] as number);
      let sum = dot(side, (strikes[n] as number) * head, weightRe, weightIm, count);
      sums.fill(0);
      if (!finished) {
        sum += addTail(nodes, side, own, T, x - kink, count, negligible, slopes);
      }
      const factor = (Math.exp(x - logForward) / Math.PI) * step;
      out[cell] = 1 - factor * sum;
      for (let p = 0; gradient && p < sums.length; p++) {
        const index = cell * sums.length + p;
        gradient[index] = -factor * T * (at(gradient, index) + at(sums, p));
      }
    }
  }

  return {
    forwardCalls(parameters, out, gradient) {
      const table = tablesFor(model.contourAngle(parameters) / 2 ** level);
      const drift = model.drift(parameters);
      if (gradient) driftGradient(model, parameters, driftSlope);
      for (const own of values) own.known = 0;
      out.fill(Number.NaN); // what it stays where the drift overflows
      for (const slice of slices) {
        const kink = drift * slice.maturity + slice.logForward;
        for (const [s, side] of table.sides.entries()) {
          const own = values[s] as SideValues;
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

/** Σ Re[table·weight] over the first `count` nodes. */
function dot(
  side: Side,
  row: number,
  weightRe: Float64Array,
  weightIm: Float64Array,
  count: number,
): number {
  const { tableRe, tableIm } = side;
  let sum = 0;
  for (let j = 0; j < count; j++) {
    sum += at(tableRe, row + j) * at(weightRe, j) - at(tableIm, row + j) * at(weightIm, j);
  }
  return sum;
}

/** Element of a typed array at an index that is in range by construction. */
function at(values: Float64Array, index: number): number {
  return values[index] as number;
}
