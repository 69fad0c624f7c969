/** What the pricer, the network, the REST contract and the screen need to know of a Lévy model. */

/** A closed or half-open interval of real numbers. */
export interface Interval {
  readonly min: number;
  readonly max: number;
}

/** One parameter of a model, in the field's notation. */
export interface ParameterSpec {
  /** Field name in the REST contract: `sigma`, `C`. */
  readonly key: string;
  /** Symbol as printed in papers: `σ`, `C`. */
  readonly symbol: string;
  /** Standard name, lower case: `volatility of the Brownian motion`. */
  readonly name: string;
  /** What a larger value does to the smile, one short line for an analyst. */
  readonly meaning: string;
  /** Unit in words; empty for a pure number. */
  readonly unit: string;
  /** Open interval in which the model exists. */
  readonly domain: Interval;
  /** Closed interval in which the networks are trained. */
  readonly range: Interval;
}

/** Real coordinates in which calibration is well conditioned; a bijection of the model's domain. */
export interface Coordinates {
  readonly labels: readonly string[];
  /**
   * Where a calibration looks: far beyond the training range and short of where the model degenerates
   * into another, Brownian motion or rare huge jumps, so that no fit runs off to infinity.
   */
  readonly search: readonly Interval[];
  /** Writes the coordinates of `parameters` to `out`. */
  readonly of: (parameters: ArrayLike<number>, out: Float64Array) => void;
  /** Writes the parameters at `coordinates` to `out`. */
  readonly toParameters: (coordinates: ArrayLike<number>, out: Float64Array) => void;
  /** Writes ∂parameter/∂coordinate at `coordinates` to `out`, row-major, a row a parameter. */
  readonly jacobian: (coordinates: ArrayLike<number>, out: Float64Array) => void;
}

/** c₁ (the mean), c₂ (the variance), c₃ and c₄: ψ(u) = Σ cₙ·(iu)ⁿ/n! near 0. */
export type Cumulants = readonly [c1: number, c2: number, c3: number, c4: number];

/**
 * A Lévy process X, E[exp(iuX_T)] = exp(Tψ(u)). The stock is S_T = F·exp(μT + X_T) with
 * μ = −ψ(−i), so that E[S_T] = F. Parameter vectors follow the order of `parameters`.
 */
export interface LevyModel {
  /** Name in the REST contract. */
  readonly name: string;
  readonly title: string;
  /** Paper that defines the model. */
  readonly source: string;
  readonly parameters: readonly ParameterSpec[];
  readonly coordinates: Coordinates;
  /** Why `parameters` define no martingale model, or undefined where they do. */
  readonly domainProblem: (parameters: ArrayLike<number>) => string | undefined;
  /** Variance of X_1, per year. */
  readonly variance: (parameters: ArrayLike<number>) => number;
  /** The first four cumulants of X_1, per year; those of X_T are T times as large. */
  readonly cumulants: (parameters: ArrayLike<number>) => Cumulants;
  /** Drift μ = −ψ(−i) that makes S a martingale after discounting, per year. */
  readonly drift: (parameters: ArrayLike<number>) => number;
  /**
   * Angle |ω| of the pricing contour's asymptotes: along them ψ must have a falling real part.
   * Takes few distinct values, since tables are kept for each.
   */
  readonly contourAngle: (parameters: ArrayLike<number>) => number;
  /**
   * Level of the pricer (see `contourPricer`) that is right to 1e-10 of the forward at these
   * parameters, for maturities to `longest` years and strikes from a fifth to five times the spot.
   * Measured: the processes that need more than 0 are those nearest to Brownian motion.
   */
  readonly contourLevel: (parameters: ArrayLike<number>, longest: number) => number;
  /**
   * Writes ψ(u), per year, at complex points u = uRe + i·uIm: those before `end`, from the first or
   * from `from` on. The points must lie off the branch cuts, which are on the imaginary axis outside
   * the strip of analyticity.
   */
  readonly exponent: (
    parameters: ArrayLike<number>,
    uRe: Float64Array,
    uIm: Float64Array,
    outRe: Float64Array,
    outIm: Float64Array,
    end: number,
    from?: number,
  ) => void;
  /** {@link exponent} with ∂ψ/∂p, one pair of arrays a parameter. */
  readonly exponentGradient: (
    parameters: ArrayLike<number>,
    uRe: Float64Array,
    uIm: Float64Array,
    outRe: Float64Array,
    outIm: Float64Array,
    slopeRe: readonly Float64Array[],
    slopeIm: readonly Float64Array[],
    end: number,
    from?: number,
  ) => void;
}

/** Parameters of `model` as the REST contract writes them. */
export function toRecord(model: LevyModel, parameters: ArrayLike<number>): Record<string, number> {
  return Object.fromEntries(model.parameters.map((p, i) => [p.key, parameters[i] ?? Number.NaN]));
}

/** Parameter vector from a record, NaN where the record has no such number. */
export function fromRecord(
  model: LevyModel,
  record: Readonly<Record<string, unknown>>,
): Float64Array {
  return Float64Array.from(model.parameters, ({ key }) => {
    const value = record[key];
    return typeof value === 'number' ? value : Number.NaN;
  });
}

/** What writes ∂μ/∂p = −∂ψ(−i)/∂p, with room of its own: pricers ask again and again. */
export function driftGradient(
  model: LevyModel,
): (parameters: ArrayLike<number>, out: Float64Array) => void {
  const one = () => new Float64Array(1);
  const re = model.parameters.map(one);
  const im = model.parameters.map(one);
  const [u, v] = [Float64Array.of(0), Float64Array.of(-1)];
  const [psiRe, psiIm] = [one(), one()];
  return (parameters, out) => {
    model.exponentGradient(parameters, u, v, psiRe, psiIm, re, im, 1);
    for (let p = 0; p < re.length; p++) out[p] = -(re[p]?.[0] ?? Number.NaN);
  };
}
