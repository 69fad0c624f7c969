import { blackVega } from '../../levy/black.ts';
import { contourPricer } from '../../levy/contour-sum.ts';
import type { LevyModel } from '../../levy/model.ts';
import type { OptionLayout } from '../../levy/option-layout.ts';
import { forwardPrice, type Surface } from '../quotes/surface.ts';
import type { Refinement } from '../refine/refinement.ts';
import { studentQuantile } from '../refine/student.ts';
import type { CurvePoint } from './fit.ts';

/** Half the width of a 95 % interval around the model at one strike. */
export interface BandPoint {
  readonly strike: number;
  /** Per √year; undefined where the model has no volatility there. */
  readonly volatility: number | undefined;
  /** Present value, in the spot's currency, of the call and of the put alike. */
  readonly price: number;
}

export type CurveBand =
  | { readonly ok: true; readonly points: readonly BandPoint[] }
  /** Some standard error is infinite: along a flat direction nothing bounds the parameters. */
  | { readonly ok: false; readonly reason: 'not identified' };

/**
 * Pointwise 95 % interval of the model's curve at one maturity by the delta method: the variance of
 * the curve is gᵀΣg, Σ the covariance of the refined parameters and g their gradient (of the pricer;
 * for a volatility over the vega). To first order, and if the model is the right one.
 * @param curve of the refined parameters at this maturity, volatilities per √year.
 */
export function curveBand(
  surface: Surface,
  model: LevyModel,
  refinement: Refinement,
  maturityIndex: number,
  curve: ReadonlyArray<Pick<CurvePoint, 'strike' | 'volatility'>>,
): CurveBand {
  const { parameters } = refinement;
  const covariance = covarianceOf(refinement);
  if (!covariance) return { ok: false, reason: 'not identified' };
  const maturity = surface.maturities[maturityIndex] ?? Number.NaN;
  const forward = forwardPrice(surface, maturityIndex);
  const logForward = Math.log(forward / surface.spot);
  const all = Int32Array.from(curve, (_, i) => i);
  const layout: OptionLayout = {
    logStrikes: Float64Array.from(curve, ({ strike }) => Math.log(strike / surface.spot)),
    slices: [{ maturity, logForward, strikes: all, cells: all }],
  };
  const n = parameters.length;
  const gradient = new Float64Array(curve.length * n);
  const level = model.contourLevel(parameters, maturity);
  contourPricer(model, layout, level).forwardCalls(
    parameters,
    new Float64Array(curve.length),
    gradient,
  );
  const { settings, residuals } = refinement;
  const freedom = settings.noise === undefined ? residuals.length - n : Number.POSITIVE_INFINITY;
  const quantile = studentQuantile(freedom);
  const root = Math.sqrt(maturity);
  const scale = forward * Math.exp(-surface.rate * maturity);
  return {
    ok: true,
    points: curve.map(({ strike, volatility }, i) => {
      const half = quantile * deviation(covariance, gradient.subarray(i * n, (i + 1) * n));
      const k = Math.log(strike / forward);
      const vega = volatility === undefined ? 0 : root * blackVega(k, volatility * root);
      return { strike, volatility: vega > 0 ? half / vega : undefined, price: half * scale };
    }),
  };
}

/** Row-major; undefined where the quotes leave a parameter free. */
function covarianceOf({ uncertainties, correlation }: Refinement): Float64Array | undefined {
  const errors = uncertainties.map(({ standardError }) => standardError);
  if (!errors.every(Number.isFinite)) return undefined;
  return Float64Array.from(
    errors.flatMap((row, i) =>
      errors.map((column, j) => row * column * (correlation[i]?.[j] ?? Number.NaN)),
    ),
  );
}

/** √(gᵀΣg); rounding may leave nothing slightly under nothing. */
function deviation(covariance: Float64Array, g: Float64Array): number {
  const n = g.length;
  let sum = 0;
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      sum += (g[i] as number) * (covariance[i * n + j] as number) * (g[j] as number);
    }
  }
  return Math.sqrt(Math.max(sum, 0));
}
