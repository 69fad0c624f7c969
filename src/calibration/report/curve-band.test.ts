import { describe, expect, it } from 'vitest';
import { blackVega } from '../../levy/black.ts';
import { cgmy } from '../../levy/cgmy.ts';
import { contractGrid } from '../../levy/contract-grid.ts';
import type { LevyModel } from '../../levy/model.ts';
import { surfacePricer } from '../../levy/pricer.ts';
import { varianceGamma } from '../../levy/variance-gamma.ts';
import { randomStream, standardNormal } from '../../training/data/random.ts';
import { quoteTable } from '../quotes/quote-table.ts';
import { cellPlace, type Surface } from '../quotes/surface.ts';
import { refine } from '../refine/refine.ts';
import type { Refinement } from '../refine/refinement.ts';
import { curveBand } from './curve-band.ts';
import { marketVolatilities, modelCurve } from './fit.ts';

const COUNT = 21;
const NOISE = 20e-4;

/** The model on the contract's grid; a noisy copy errs by 20 bp of volatility in each quote. */
function surfaceOf(model: LevyModel, parameters: readonly number[], next?: () => number): Surface {
  const out = new Float64Array(200);
  surfacePricer(model, contractGrid).prices(parameters, 'call', out);
  const clean = { ...contractGrid, prices: [...out] };
  if (!next) return clean;
  const volatilities = marketVolatilities(clean);
  const prices = clean.prices.map((price, cell) => {
    const { logMoneyness, maturity, scale } = cellPlace(clean, cell);
    const found = volatilities[cell];
    if (!found?.ok) return price;
    const root = Math.sqrt(maturity);
    return price + next() * NOISE * scale * root * blackVega(logMoneyness, found.volatility * root);
  });
  return { ...clean, prices };
}

const cases = [
  { model: varianceGamma, truth: [0.18, 0.35, -0.15] },
  { model: cgmy, truth: [0.08, 3.5, 9, 0.9] },
] as const;

describe.each(cases)('$model.name', ({ model, truth }) => {
  const random = randomStream(11);
  const next = () => standardNormal(random);
  const surface = surfaceOf(model, truth, next);
  const settings = { objective: 'vega', noise: NOISE } as const;
  const refinement = refine(quoteTable(surface), model, truth, settings);
  const curve = modelCurve(surface, model, refinement.parameters, 4, COUNT);
  const band = curveBand(surface, model, refinement, 4, curve);
  if (!band.ok) throw new Error(band.reason);

  it('is the delta method with the gradient of the curve itself', () => {
    const { parameters, uncertainties, correlation } = refinement;
    const at = (i: number, by: number) =>
      modelCurve(surface, model, parameters.with(i, parameters[i]! + by), 4, COUNT);
    const slopes = parameters.map((value, i) => {
      const h = 1e-5 * Math.abs(value);
      const [up, down] = [at(i, h), at(i, -h)];
      return curve.map((_, k) => ({
        volatility: (up[k]!.volatility! - down[k]!.volatility!) / (2 * h),
        price: (up[k]!.call - down[k]!.call) / (2 * h),
      }));
    });
    const half = (k: number, of: 'volatility' | 'price') => {
      let variance = 0;
      for (const [i, a] of uncertainties.entries()) {
        for (const [j, b] of uncertainties.entries()) {
          const covariance = a.standardError * b.standardError * correlation[i]![j]!;
          variance += slopes[i]![k]![of] * covariance * slopes[j]![k]![of];
        }
      }
      return 1.959964 * Math.sqrt(variance);
    };
    for (const [k, point] of band.points.entries()) {
      expect(point.strike).toBe(curve[k]!.strike);
      expect(point.volatility! / half(k, 'volatility')).toBeCloseTo(1, 3);
      expect(point.price / half(k, 'price')).toBeCloseTo(1, 3);
    }
  });

  it('holds the truth as often as it says, over noise drawn again and again', () => {
    const truths = modelCurve(surface, model, truth, 4, COUNT);
    let inside = 0;
    const draws = 60;
    for (let n = 0; n < draws; n++) {
      const drawn = surfaceOf(model, truth, next);
      // The noise is estimated here, as it is where the analyst does not know it.
      const fitted = refine(quoteTable(drawn), model, truth, { objective: 'vega' });
      const found = modelCurve(drawn, model, fitted.parameters, 4, COUNT);
      const around = curveBand(drawn, model, fitted, 4, found);
      if (!around.ok) continue;
      for (const k of [0, 5, 10, 15, 20]) {
        const off = Math.abs(found[k]!.volatility! - truths[k]!.volatility!);
        if (off <= around.points[k]!.volatility!) inside += 1 / (5 * draws);
      }
    }
    // Five neighbours tell little more than two: the standard deviation is about 2 %.
    expect(inside).toBeGreaterThan(0.89);
    expect(inside).toBeLessThan(0.995);
  });
});

it('is none where a parameter is left free', () => {
  const surface = surfaceOf(varianceGamma, cases[0].truth);
  const known = refine(quoteTable(surface), varianceGamma, cases[0].truth, { objective: 'vega' });
  const free: Refinement = {
    ...known,
    uncertainties: known.uncertainties.map((each, i) =>
      i === 1 ? { ...each, standardError: Number.POSITIVE_INFINITY } : each,
    ),
  };
  const curve = modelCurve(surface, varianceGamma, known.parameters, 0, 5);
  expect(curveBand(surface, varianceGamma, free, 0, curve)).toEqual({
    ok: false,
    reason: 'not identified',
  });
});
