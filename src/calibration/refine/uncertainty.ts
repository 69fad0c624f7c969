import type { LevyModel, ParameterSpec } from '../../levy/model.ts';
import type { QuoteTable } from '../quotes/quote-table.ts';
import { flatDirections, isAtSearchEnd, parameterSize } from './flat-directions.ts';
import { type LeastSquaresResult, triangularise } from './least-squares.ts';
import type { QuoteFitter } from './quote-fit.ts';
import type {
  Identification,
  ParameterUncertainty,
  Refinement,
  RefineSettings,
} from './refinement.ts';
import { studentQuantile } from './student.ts';

/** Half a 95 % interval under this share of the parameter's size pins it. */
const PINNED = 0.1;

/** Standard errors, intervals, correlation and flat directions at the end of a fit. */
export function uncertainty(
  model: LevyModel,
  table: QuoteTable,
  fit: LeastSquaresResult,
  settings: RefineSettings,
  fitter: QuoteFitter,
): Pick<Refinement, 'uncertainties' | 'correlation' | 'flatDirections' | 'noise'> {
  const n = fit.x.length;
  const freedom = fit.residuals.length - n;
  const noise = settings.noise ?? Math.sqrt((2 * fit.cost) / freedom);
  const quantile = settings.noise === undefined ? studentQuantile(freedom) : NORMAL_QUANTILE;
  const { covariance, cross } = covariances(model, fit, noise);
  const parameters = new Float64Array(n);
  model.coordinates.toParameters(fit.x, parameters);
  const deviation = (i: number) => {
    const value = Math.sqrt(covariance[i * n + i] as number);
    return Number.isFinite(value) ? value : Number.POSITIVE_INFINITY;
  };
  const sizes = model.parameters.map((spec, i) => parameterSize(spec, parameters[i] as number));
  const ended = [...sizes.keys()].filter((i) => isAtSearchEnd(model, fit.x, i));
  // Where the search held one parameter, those that would have moved on with it are not known either.
  const isLost = (i: number) =>
    ended.some((end) => {
      const slope = (covariance[i * n + end] as number) / (covariance[end * n + end] as number);
      return i === end || Math.abs(slope) * (sizes[end] as number) > (sizes[i] as number);
    });
  return {
    uncertainties: model.parameters.map((spec, i) => {
      const known = describe(spec, parameters[i] as number, deviation(i), quantile);
      return isLost(i) ? { ...known, identification: 'not identified' } : known;
    }),
    correlation: model.parameters.map((_, i) =>
      model.parameters.map((_q, j) => {
        const cosine = (covariance[i * n + j] as number) / (deviation(i) * deviation(j));
        return i === j ? 1 : Number.isFinite(cosine) ? Math.min(Math.max(cosine, -1), 1) : 0;
      }),
    ),
    flatDirections: flatDirections({
      model,
      table,
      fitter,
      parameters,
      x: fit.x,
      covariance,
      cross,
      quantile,
    }),
    noise,
  };
}

const NORMAL_QUANTILE = 1.959963984540054;

/**
 * Covariance noise²·P·(JᵀJ)⁻¹·Pᵀ of the parameters, row-major, J the Jacobian of the residuals in
 * the fitted coordinates and P = ∂parameter/∂coordinate; and that of parameters (rows) with
 * coordinates.
 */
function covariances(
  model: LevyModel,
  { x, residuals, jacobian }: LeastSquaresResult,
  noise: number,
): { covariance: Float64Array; cross: Float64Array } {
  const n = x.length;
  const factor = jacobian.slice();
  triangularise(factor, new Float64Array(residuals.length), residuals.length, n);
  const chain = new Float64Array(n * n);
  model.coordinates.jacobian(x, chain);
  const identity = chain.map((_, index) => (index % (n + 1) === 0 ? 1 : 0));
  // Rows of P·R⁻¹ by forward substitution in y·R = p; the covariance is their Gram matrix.
  const rowsOf = (matrix: Float64Array) =>
    Array.from({ length: n }, (_, p) => {
      const y = new Float64Array(n);
      for (let j = 0; j < n; j++) {
        let sum = matrix[p * n + j] as number;
        for (let i = 0; i < j; i++) sum -= (y[i] as number) * (factor[i * n + j] as number);
        y[j] = sum / (factor[j * n + j] as number);
      }
      return y;
    });
  const rows = rowsOf(chain);
  const gram = (others: readonly Float64Array[]) =>
    Float64Array.from({ length: n * n }, (_, index) => {
      const a = rows[Math.floor(index / n)] as Float64Array;
      const b = others[index % n] as Float64Array;
      return noise * noise * a.reduce((sum, value, i) => sum + value * (b[i] as number), 0);
    });
  return { covariance: gram(rows), cross: gram(rowsOf(identity)) };
}

function describe(
  spec: ParameterSpec,
  value: number,
  standardError: number,
  quantile: number,
): ParameterUncertainty {
  const half = quantile * standardError;
  const share = half / parameterSize(spec, value);
  const identification: Identification =
    share < PINNED ? 'pinned' : share < 1 ? 'loose' : 'not identified';
  return { standardError, interval: interval(spec, value, half), identification };
}

/**
 * Symmetric in the logarithm of the distance from the domain's end, where there is one: such
 * parameters are multiplied by noise rather than shifted, and the interval stays inside.
 */
function interval({ domain }: ParameterSpec, value: number, half: number): [number, number] {
  const { min, max } = domain;
  if (Number.isFinite(min)) {
    const factor = Math.exp(half / (value - min));
    return [min + (value - min) / factor, min + (value - min) * factor];
  }
  if (Number.isFinite(max)) {
    const factor = Math.exp(half / (max - value));
    return [max - (max - value) * factor, max - (max - value) / factor];
  }
  return [value - half, value + half];
}
