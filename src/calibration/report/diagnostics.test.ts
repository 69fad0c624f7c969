import { expect, test } from 'vitest';
import { cgmy } from '../../levy/cgmy.ts';
import { contractGrid } from '../../levy/contract-grid.ts';
import type { LevyModel } from '../../levy/model.ts';
import { surfacePricer } from '../../levy/pricer.ts';
import { varianceGamma } from '../../levy/variance-gamma.ts';
import { randomStream, standardNormal } from '../../training/data/random.ts';
import { quoteTable } from '../quotes/quote-table.ts';
import type { Surface } from '../quotes/surface.ts';
import type { Objective } from '../refine/objective.ts';
import { refine } from '../refine/refine.ts';
import type { Calibration } from '../service.ts';
import { someTrust } from '../trust.fixture.ts';
import { diagnose, informationCriteria } from './diagnostics.ts';
import { fitSurface } from './fit.ts';
import { verdict } from './verdict.ts';

const truth = [0.18, 0.35, -0.15];

function surfaceOf(parameters: readonly number[]): Surface {
  const prices = new Float64Array(200);
  surfacePricer(varianceGamma, contractGrid).prices(parameters, 'call', prices);
  return { ...contractGrid, prices: [...prices] };
}

function calibrated(
  surface: Surface,
  model: LevyModel,
  network: readonly number[],
  objective: Objective = 'vega',
) {
  const calibration: Calibration = {
    model: model.name,
    parameters: network,
    atEdge: [],
    trust: someTrust(network.length),
    check: { verdict: 'clean', brokenCells: 0 },
    inferenceMs: 1,
    backend: 'oracle',
    refinement: refine(quoteTable(surface), model, network, { objective }),
  };
  const fit = fitSurface(surface, model, calibration.refinement!.parameters);
  return { calibration, fit, diagnostics: diagnose(fit, calibration) };
}

test('Schoutens’s measures of a known miss', () => {
  const surface = surfaceOf(truth);
  // Three quotes are left; the market is off by +1, −0.5 and 0.
  const cells = [100, 101, 102];
  const errors = [1, -0.5, 0];
  const prices = surface.prices.map((price = 0, cell) => {
    const i = cells.indexOf(cell);
    return i < 0 ? undefined : price + errors[i]!;
  });
  const quoted = cells.map((cell) => prices[cell]!);
  const fit = fitSurface({ ...surface, prices }, varianceGamma, truth);
  const { refinement: _, ...bare } = calibrated(surface, varianceGamma, truth).calibration;
  const { schoutens, quotes, price, spread, criteria } = diagnose(fit, bare);
  expect(quotes).toBe(3);
  expect(schoutens.aae).toBeCloseTo(0.5, 10);
  expect(schoutens.rmse).toBeCloseTo(Math.sqrt(1.25 / 3), 10);
  expect(schoutens.ape).toBeCloseTo(1.5 / (quoted[0]! + quoted[1]! + quoted[2]!), 10);
  expect(schoutens.arpe).toBeCloseTo((1 / quoted[0]! + 0.5 / quoted[1]!) / 3, 10);
  expect(price?.bias).toBeCloseTo(-0.5 / 3, 10);
  expect([spread, criteria]).toEqual([undefined, undefined]);
});

test('counts the quotes that the model prices within bid and ask', () => {
  const surface = surfaceOf(truth);
  const spreads = surface.prices.map((price = 0, cell) => {
    if (cell < 50) return undefined;
    return cell < 60 ? { bid: price + 0.1, ask: price + 0.2 } : { bid: price - 0.1, ask: price };
  });
  const { calibration } = calibrated(surface, varianceGamma, truth);
  const fit = fitSurface({ ...surface, spreads }, varianceGamma, [0.1799999, 0.35, -0.15]);
  expect(diagnose(fit, calibration).spread).toEqual({ quotes: 150, inside: 140 });
});

test('the criteria prefer the model that made the quotes', () => {
  const random = randomStream(2);
  const clean = surfaceOf(truth);
  const prices = clean.prices.map((price = 0) => price + 0.02 * standardNormal(random));
  const surface = { ...clean, prices };
  const own = calibrated(surface, varianceGamma, [0.2, 0.4, -0.1], 'price').diagnostics;
  const other = calibrated(surface, cgmy, [0.1, 5, 9, 0.5], 'price').diagnostics;
  expect(own.criteria!.bic).toBeLessThan(other.criteria!.bic - 2);
  expect(own.criteria!.aic).toBeLessThan(other.criteria!.aic);
});

test('AIC counts each parameter and the noise twice, BIC by ln of the quotes', () => {
  const { refinement } = calibrated(surfaceOf(truth), varianceGamma, truth).calibration;
  const { aic, bic } = informationCriteria({ ...refinement!, deviance: 100 });
  expect(aic).toBe(108);
  expect(bic).toBeCloseTo(100 + 4 * Math.log(200), 12);
});

test('the network’s distance is that of its surface from the refined one', () => {
  const surface = surfaceOf(truth);
  const near = calibrated(surface, varianceGamma, [0.181, 0.35, -0.15]).diagnostics;
  const own = fitSurface(surface, varianceGamma, [0.181, 0.35, -0.15]);
  expect(near.networkDistance).toBeCloseTo(own.volatilityError!.rmse, 6);
  expect(near.outsideRange).toEqual([]);
  expect(
    calibrated(surfaceOf([0.05, 0.35, 0]), varianceGamma, [0.1, 0.3, 0]).diagnostics,
  ).toMatchObject({ outsideRange: expect.arrayContaining(['sigma']) });
});

test('the verdict says how well, and what the quotes tell', () => {
  const random = randomStream(5);
  const clean = surfaceOf(truth);
  const noisy = (size: number) => ({
    ...clean,
    prices: clean.prices.map((price = 0) => price + size * standardNormal(random)),
  });
  const sentence = (surface: Surface) => {
    const { fit, calibration, diagnostics } = calibrated(surface, varianceGamma, truth);
    return verdict(fit, calibration, diagnostics);
  };
  expect(sentence(noisy(0.002))).toMatch(
    /^Variance Gamma fits 200 quotes to [\d.]+ bp; all 3 parameters are pinned\.$/,
  );
  expect(sentence(noisy(0.15))).toMatch(
    /^Variance Gamma fits 200 quotes to \d+ bp; σ to ±[\d.]+( and θ to ±[\d.]+)? (is|are) pinned; .* only\.$/,
  );
  // Dearer than the stock throughout.
  const wrong = { ...clean, prices: clean.prices.map((price = 0) => price + 200) };
  expect(sentence(wrong)).toMatch(
    /^Variance Gamma is \d+ in price off 200 quotes, none of which has a usable volatility: check /,
  );
});

test('a model that most quotes leave outside bid and ask misses them', () => {
  const surface = surfaceOf(truth);
  const spreads = surface.prices.map((price = 0) => ({ bid: price - 0.001, ask: price + 0.001 }));
  const { calibration } = calibrated(surface, varianceGamma, truth);
  const fit = fitSurface({ ...surface, spreads }, varianceGamma, [0.2, 0.35, -0.15]);
  expect(verdict(fit, calibration, diagnose(fit, calibration))).toMatch(
    /^Variance Gamma misses 200 quotes by \d+ bp of volatility, \d+ of them inside bid–ask: check/,
  );
});
