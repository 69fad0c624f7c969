import { expect, test } from 'vitest';
import { fitSurface } from '../../../calibration/fit.ts';
import { cgmy } from '../../../levy/cgmy.ts';
import { varianceGamma } from '../../../levy/variance-gamma.ts';
import { samples } from '../import/example-samples.ts';
import {
  edgeMessage,
  parametersJson,
  parameterText,
  share,
  significant,
  verdict,
} from './words.ts';

test('a parameter has the decimals that its range deserves, and a real minus', () => {
  expect(parameterText(-0.149123, { min: -0.5, max: 0 })).toBe('−0.1491');
  expect(parameterText(-0.00001, { min: -0.5, max: 0 })).toBe('0.0000');
  expect(parameterText(5.12345, { min: 1, max: 10 })).toBe('5.123');
});

test('the mark stays on the bar', () => {
  expect(share(0.35, { min: 0.1, max: 0.6 })).toBeCloseTo(0.5);
  expect(share(9, { min: 0.1, max: 0.6 })).toBe(1);
});

test('two significant digits of an error', () => {
  expect([0.04321, 3.14, 12.6, 420.4].map(significant)).toEqual(['0.043', '3.1', '13', '420']);
});

test('the verdict names model, prices and error', () => {
  const surface = samples[0]!.make();
  const fit = fitSurface(surface, varianceGamma, [0.18, 0.36, -0.15]);
  expect(verdict(fit, [])).toMatch(
    /^Variance Gamma fits 200 prices with an RMSE of [\d.]+ bp of volatility\.$/,
  );
});

test('a poor fit is not called a fit', () => {
  const surface = { ...samples[0]!.make(), rate: 0.01 };
  const fit = fitSurface(surface, varianceGamma, [0.18, 0.36, -0.15]);
  expect(verdict(fit, [])).toMatch(
    /^Variance Gamma misses these prices by \d+ bp .* Check spot and rate/,
  );
  expect(verdict(fit, ['sigma'])).toMatch(/ They may lie beyond what the network knows\.$/);
});

test('the edge is named by its nearer end', () => {
  const spec = cgmy.parameters[2]!;
  expect(edgeMessage(9.99, spec)).toContain('upper end (10)');
  expect(edgeMessage(1.03, spec)).toContain('lower end (1.02)');
  expect(edgeMessage(10, spec)).toMatch(/^At the upper end/);
  expect(edgeMessage(10.9, spec)).toMatch(/^Beyond the upper end \(10\)/);
});

test('copied parameters keep every digit', () => {
  const calibration = {
    model: 'VarianceGamma',
    parameters: [0.1 + 0.2, 0.5, -0.1],
    atEdge: [],
    check: { verdict: 'clean', brokenCells: 0 },
    inferenceMs: 1,
    backend: 'cpu',
  } as const;
  expect(JSON.parse(parametersJson(varianceGamma, calibration))).toEqual({
    model_name: 'VarianceGamma',
    parameters: { sigma: 0.30000000000000004, nu: 0.5, theta: -0.1 },
  });
});
