import { expect, test } from 'vitest';
import { fitSurface } from '../../../calibration/report/fit.ts';
import { cgmy } from '../../../levy/cgmy.ts';
import type { LevyModel } from '../../../levy/model.ts';
import { varianceGamma } from '../../../levy/variance-gamma.ts';
import type { Outcome } from '../../state/calibration-store.ts';
import { samples } from '../import/example-samples.ts';
import { preference, triedPrices } from './words.ts';

const outcome = (model: LevyModel, bic: number | undefined) =>
  ({
    model,
    diagnostics: { criteria: bic === undefined ? undefined : { aic: bic, bic } },
  }) as Outcome;

test.each([
  [-868, -1278, 'CGMY is preferred: BIC lower by 410, ten is decisive.'],
  [-868, -873, 'CGMY is preferred: BIC lower by 5, ten would be decisive.'],
  [-900, -868, 'Variance Gamma is preferred: BIC lower by 32, ten is decisive.'],
  [-868, -868.6, 'These quotes do not tell CGMY and Variance Gamma apart: BIC differs by 0.6.'],
])('BIC %f of Variance Gamma and %f of CGMY', (gamma, tempered, said) => {
  expect(preference([outcome(varianceGamma, gamma), outcome(cgmy, tempered)])).toBe(said);
});

test('nothing is preferred among less than two fits', () => {
  expect(preference([outcome(varianceGamma, -3)])).toBeUndefined();
  expect(preference([outcome(varianceGamma, undefined), outcome(cgmy, undefined)])).toBeUndefined();
});

test('parameters tried by hand are told in price, and inside which spreads they are', () => {
  const surface = samples[0]!.make();
  const at = (sigma: number, spreads?: typeof surface.spreads) =>
    fitSurface({ ...surface, ...(spreads && { spreads }) }, varianceGamma, [sigma, 0.35, -0.15]);
  expect(triedPrices({ fit: at(0.19), calibrated: at(0.18) })).toMatch(
    /^Tried by hand: price RMSE 0\.\d\d, calibrated 0\.0000\d+\.$/,
  );
  const spreads = surface.prices.map((price) => ({ bid: price! - 1, ask: price! + 0.2 }));
  expect(triedPrices({ fit: at(0.19, spreads), calibrated: at(0.18, spreads) })).toMatch(
    /; \d+ of 200 inside bid–ask\.$/,
  );
});
