import type { ContourNodes, Side } from './contour.ts';
import type { LevyModel } from './model.ts';

/** ψ(−z) at the nodes of one side, and ∂(ψ(−z) − izμ)/∂parameter, filled as far as they are needed. */
export interface NodeValues {
  readonly psiRe: Float64Array;
  readonly psiIm: Float64Array;
  readonly slopeRe: readonly Float64Array[];
  readonly slopeIm: readonly Float64Array[];
  /** Nodes filled; set to 0 for new parameters. */
  known: number;
  /** Fills up to node `to`; with `driftSlope`, ∂μ/∂parameter, the slopes too. */
  readonly fill: (
    parameters: ArrayLike<number>,
    nodes: ContourNodes,
    side: Side,
    to: number,
    driftSlope: Float64Array | undefined,
  ) => void;
}

/** Room for `size` nodes. */
export function nodeValues(model: LevyModel, size: number): NodeValues {
  const column = () => new Float64Array(size);
  const uRe = column();
  const uIm = column();
  const psiRe = column();
  const psiIm = column();
  const slopeRe = model.parameters.map(column);
  const slopeIm = model.parameters.map(column);
  return {
    psiRe,
    psiIm,
    slopeRe,
    slopeIm,
    known: 0,
    fill(parameters, nodes, side, to, driftSlope) {
      const from = this.known;
      if (from >= to) return;
      for (let j = from; j < to; j++) {
        uRe[j] = -(nodes.re[j] as number);
        uIm[j] = -(side.height[j] as number);
      }
      if (driftSlope) {
        model.exponentGradient(parameters, uRe, uIm, psiRe, psiIm, slopeRe, slopeIm, to, from);
      } else {
        model.exponent(parameters, uRe, uIm, psiRe, psiIm, to, from);
      }
      for (let p = 0; driftSlope && p < driftSlope.length; p++) {
        const slope = driftSlope[p] as number;
        const re = slopeRe[p] as Float64Array;
        const im = slopeIm[p] as Float64Array;
        // −izμ has the slope (Im z − i·Re z)·∂μ/∂p.
        for (let j = from; j < to; j++) {
          re[j] = (re[j] as number) + (side.height[j] as number) * slope;
          im[j] = (im[j] as number) - (nodes.re[j] as number) * slope;
        }
      }
      this.known = to;
    },
  };
}
