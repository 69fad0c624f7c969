import { expect, test } from 'vitest';
import type { ParameterUncertainty } from '../../calibration/refine/refinement.ts';
import { cgmy } from '../../levy/cgmy.ts';
import { varianceGamma } from '../../levy/variance-gamma.ts';
import { fixed } from './numbers.ts';
import {
  intervalText,
  type Known,
  knownByFit,
  knownByNetwork,
  networkDecimals,
  parameterDecimals,
  plusMinus,
} from './parameters.ts';

const [sigma, , theta] = varianceGamma.parameters;
const [, g] = cgmy.parameters;

function known(
  value: number,
  half: number,
  identification: ParameterUncertainty['identification'] = 'pinned',
): Known {
  const interval = [value - half, value + half] as const;
  return knownByFit({ standardError: half / 1.96, interval, identification });
}

test.each([
  [0.180312, 0.00041, '0.1803', '± 0.0004'],
  [0.35249, 0.0061, '0.352', '± 0.006'],
  [-0.14912, 0.0032, '−0.149', '± 0.003'],
  [3.50031, 0.00147, '3.5003', '± 0.0015'],
  [0.25, 0.00096, '0.2500', '± 0.0010'],
  [167.3, 24, '167', '± 24'],
  [0.9086, 0.152, '0.91', '± 0.15'],
  [0.2, 1e-9, '0.200000', '± <0.000001'],
])('%f known to %f is read as %s %s', (value, half, text, uncertain) => {
  const uncertainty = known(value, half);
  const decimals = parameterDecimals(value, sigma!, uncertainty);
  expect(fixed(value, decimals)).toBe(text);
  expect(plusMinus(uncertainty, decimals)).toBe(uncertain);
});

test('without an uncertainty the range tells the decimals, and without an end the value does', () => {
  expect(parameterDecimals(-0.149123, theta!, undefined)).toBe(4);
  expect(parameterDecimals(5.1, g!, undefined)).toBe(3);
  const lost = known(1, Infinity, 'not identified');
  expect(parameterDecimals(167.3, g!, lost)).toBe(0);
  expect(parameterDecimals(0.0866, g!, lost)).toBe(3);
});

test('the network’s own error tells the digits of its value, and stays inside the domain', () => {
  const error = knownByNetwork(0.18172, 0.00616, sigma!);
  const decimals = parameterDecimals(0.18172, sigma!, error);
  expect(fixed(0.18172, decimals)).toBe('0.182');
  expect(plusMinus(error, decimals)).toBe('± 0.006');
  const wide = knownByNetwork(0.12, 0.3, sigma!);
  expect(plusMinus(wide, parameterDecimals(0.12, sigma!, wide))).toBe('± 0.3');
  expect(wide.interval).toEqual([0, 0.42]);
  expect(wide.identification).toBe('pinned');
});

test('a network that leaves all of its range open knows nothing', () => {
  expect(knownByNetwork(-0.25, 0.26, theta!).identification).toBe('not identified');
  expect(knownByNetwork(-0.25, 0.24, theta!).identification).not.toBe('not identified');
  expect(knownByNetwork(-0.4, 0.26, theta!).identification).not.toBe('not identified');
});

test('the network’s value has two digits of its own beside a fit that has fewer', () => {
  expect(networkDecimals(0.1, 0)).toBe(2);
  expect(networkDecimals(0.182, 3)).toBe(3);
  expect(networkDecimals(167, 0)).toBe(0);
});

test('an interval has two digits of its width, and may have no end', () => {
  expect(intervalText([0.17991, 0.18072])).toBe('0.17991 … 0.18072');
  expect(intervalText([-0.1523, -0.1458])).toBe('−0.1523 … −0.1458');
  expect(intervalText([0.0012345, Infinity])).toBe('0.001 … ∞');
  expect(intervalText([-Infinity, Infinity])).toBe('−∞ … ∞');
  expect(intervalText([0, 5.97e209])).toBe('0 … 6.0e+209');
  expect(intervalText([2, 2])).toMatch(/^2\.0+ … 2\.0+$/);
});
