import type { Surface } from '../../../calibration/quotes/surface.ts';
import { type Fit, modelVolatilities } from '../../../calibration/report/fit.ts';
import { linspace } from '../../../levy/contract-grid.ts';

/** A point of a small smile: strike and volatility in %. */
export interface SmilePoint {
  readonly strike: number;
  readonly value: number | undefined;
}

/**
 * The places at which the model's smiles are drawn, as a surface of its own, so that all of them are
 * priced at once: evenly spaced strikes, within those quoted at each maturity and up to their ends.
 */
export function smilePlaces(surface: Surface, count: number): Surface {
  const width = surface.maturities.length;
  const ends = surface.maturities.map((_, t) => {
    const quoted = surface.strikes.filter((_k, i) => surface.prices[i * width + t] !== undefined);
    return { low: quoted[0] ?? Number.NaN, high: quoted.at(-1) ?? Number.NaN };
  });
  const spaced = linspace(surface.strikes[0] ?? 0, surface.strikes.at(-1) ?? 0, count);
  const isSpaced = new Set(spaced);
  const known = ends.flatMap(({ low, high }) => [low, high]).filter(Number.isFinite);
  const strikes = [...new Set([...spaced, ...known])].sort((a, b) => a - b);
  const prices = strikes.flatMap((strike) =>
    ends.map(({ low, high }) => {
      const isEnd = strike === low || strike === high;
      const isInside = strike > low && strike < high && isSpaced.has(strike);
      return isEnd || isInside ? 0 : undefined;
    }),
  );
  const { maturities, spot, rate, dividendYield, forwards } = surface;
  return { strikes, maturities, prices, spot, rate, dividendYield, ...(forwards && { forwards }) };
}

/** The model's smile at every maturity, by increasing strike. */
export function smileCurves(places: Surface, fit: Fit): SmilePoint[][] {
  const { strikes, maturities, prices } = places;
  const found = modelVolatilities(places, fit.model, fit.parameters);
  return maturities.map((_, t) =>
    strikes.flatMap((strike, i) => {
      const cell = i * maturities.length + t;
      if (prices[cell] === undefined) return [];
      const volatility = found[cell];
      return { strike, value: volatility?.ok ? 100 * volatility.volatility : undefined };
    }),
  );
}
