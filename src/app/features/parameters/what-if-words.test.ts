import { expect, test } from 'vitest';
import { type Fit, fitSurface } from '../../../calibration/report/fit.ts';
import { varianceGamma } from '../../../levy/variance-gamma.ts';
import { samples } from '../import/example-samples.ts';
import { distanceWords, movedWords } from './what-if-words.ts';

const surface = samples[0]!.make();
const calibrated = fitSurface(surface, varianceGamma, [0.18, 0.35, -0.15]);

test('the distance is told against the calibrated one, with its worst quote', () => {
  expect(distanceWords({ fit: calibrated, calibrated })).toMatch(
    /^0\.0\d+\sbp off the market, as calibrated: move/,
  );
  const fit = fitSurface(surface, varianceGamma, [0.2, 0.35, -0.15]);
  expect(distanceWords({ fit, calibrated })).toMatch(
    /^1\d\d\sbp off the market, \+1\d\d\sbp over the calibrated 0\.0\d+\sbp; worst \+\d{3}\sbp at \d+\.\d\d × \d\.\d\d\.$/,
  );
});

test('parameters nearer to the market than what was calibrated have a minus', () => {
  const off = fitSurface(surface, varianceGamma, [0.2, 0.35, -0.15]);
  expect(distanceWords({ fit: calibrated, calibrated: off })).toMatch(/off the market, −1\d\d\sbp/);
});

test('quotes without a usable volatility are told in price', () => {
  const fit: Fit = { ...calibrated, volatilityError: undefined };
  expect(distanceWords({ fit, calibrated })).toMatch(/^0\.0000\d+ in price off the market\.$/);
});

test('a move is told by itself and as a share', () => {
  expect(movedWords(0.2, 0.18, 4)).toBe('+0.0200 (+11\u00a0%)');
  expect(movedWords(-0.16, -0.15, 4)).toBe('−0.0100 (−6.7\u00a0%)');
  expect(movedWords(0.180001, 0.18, 4)).toBe('+0.0000010 (+0.0\u00a0%)');
  expect(movedWords(0.5, 0.0001, 4)).toBe('+0.4999');
  expect(movedWords(0.5, 0, 4)).toBe('+0.5000');
});
