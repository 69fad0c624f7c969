import { expect, test } from 'vitest';
import type { ParameterUncertainty } from '../../../calibration/refine/refinement.ts';
import { cgmy } from '../../../levy/cgmy.ts';
import { varianceGamma } from '../../../levy/variance-gamma.ts';
import { fixed } from '../plots/format.ts';
import {
  edgeMessage,
  intervalText,
  outsideMessage,
  parameterDecimals,
  place,
  plusMinus,
} from './words.ts';

const [sigma, , theta] = varianceGamma.parameters;
const [, g, m] = cgmy.parameters;

function known(
  value: number,
  half: number,
  identification: ParameterUncertainty['identification'] = 'pinned',
): ParameterUncertainty {
  return { standardError: half / 1.96, interval: [value - half, value + half], identification };
}

test.each([
  [0.180312, 0.00041, '0.1803', '± 0.0004'],
  [0.35249, 0.0061, '0.352', '± 0.006'],
  [-0.14912, 0.0032, '−0.149', '± 0.003'],
  [3.50031, 0.00147, '3.5003', '± 0.0015'],
  [0.25, 0.00096, '0.2500', '± 0.0010'],
  [167.3, 24, '167', '± 24'],
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

test('an interval has two digits of its width, and may have no end', () => {
  expect(intervalText([0.17991, 0.18072])).toBe('0.17991 … 0.18072');
  expect(intervalText([-0.1523, -0.1458])).toBe('−0.1523 … −0.1458');
  expect(intervalText([0.0012345, Infinity])).toBe('0.001 … ∞');
  expect(intervalText([-Infinity, Infinity])).toBe('−∞ … ∞');
  expect(intervalText([2, 2])).toMatch(/^2\.0+ … 2\.0+$/);
});

test('a value outside the range stands beyond the bar, one at its end by rounding does not', () => {
  const range = { min: 0.1, max: 0.6 };
  expect(place(0.35, range).at).toBeCloseTo(0.5);
  expect(place(9, range)).toEqual({ at: 1, outside: 1 });
  expect(place(-9, range)).toEqual({ at: 0, outside: -1 });
  expect(place(Math.fround(0.6), range).outside).toBe(0);
});

test('the edge is named by its nearer end', () => {
  expect(edgeMessage(9.99, m!)).toContain('upper end (10)');
  expect(edgeMessage(1.03, m!)).toContain('lower end (1.02)');
  expect(edgeMessage(10, m!)).toMatch(/^At the upper end/);
  expect(edgeMessage(10.9, m!)).toMatch(/^Beyond the upper end \(10\)/);
});

test('a fit outside the training range is no alarm', () => {
  expect(outsideMessage(g!)).toBe(
    'Outside the network’s 1 … 10: the network alone would not find it.',
  );
});
