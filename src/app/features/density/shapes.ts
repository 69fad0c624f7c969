import { forwardPrice, type Surface } from '../../../calibration/quotes/surface.ts';
import { accurateDistribution, type ReturnDistribution } from '../../../levy/density.ts';
import type { LevyModel } from '../../../levy/model.ts';

/** What a model says of x = ln(S_T/F) at one maturity. */
export interface Shape {
  /** Years. */
  readonly maturity: number;
  readonly forward: number;
  readonly mean: number;
  /** √(c₂T), not annualised. */
  readonly deviation: number;
  /** c₃/(c₂^1.5·√T). */
  readonly skewness: number;
  /** c₄/(c₂²·T). */
  readonly kurtosis: number;
  /** Levels of x that it stays under with 5 % and 95 %; NaN where these cannot be told. */
  readonly low: number;
  readonly high: number;
}

/** The model's distribution, and its shape at every maturity of a surface. */
export interface Shapes {
  readonly distribution: ReturnDistribution;
  /** √c₂ per √year: a Lévy process has one at every maturity. */
  readonly volatility: number;
  readonly all: readonly Shape[];
}

/** @throws RangeError or InaccurateDistributionError, as `accurateDistribution`. */
export function shapesOf(
  surface: Surface,
  model: LevyModel,
  parameters: ArrayLike<number>,
): Shapes {
  const distribution = accurateDistribution(model, parameters, surface.maturities);
  const [c1, c2, c3, c4] = model.cumulants(parameters);
  const drift = model.drift(parameters);
  const all = surface.maturities.map((T, index) => ({
    maturity: T,
    forward: forwardPrice(surface, index),
    mean: (c1 + drift) * T,
    deviation: Math.sqrt(c2 * T),
    skewness: c3 / (c2 ** 1.5 * Math.sqrt(T)),
    kurtosis: c4 / (c2 * c2 * T),
    low: distribution.quantile(T, 0.05),
    high: distribution.quantile(T, 0.95),
  }));
  return { distribution, volatility: Math.sqrt(c2), all };
}
