import { expect, test } from 'vitest';
import {
  basisPointSize,
  basisPoints,
  duration,
  fixed,
  percent,
  signed,
  signedSize,
  sizeText,
} from './numbers.ts';

test('a true minus, a plus on differences and no sign on zero', () => {
  expect(fixed(-1.25, 1)).toBe('−1.3');
  expect(fixed(-0.004, 2)).toBe('0.00');
  expect(signed(0.004, 2)).toBe('0.00');
  expect(signed(3, 0)).toBe('+3');
  expect(signed(-3, 0)).toBe('−3');
  expect(percent(0.19844)).toBe('19.84\u00a0%');
});

test('a number that nobody would count the digits of has an exponent', () => {
  expect(fixed(-5.97e209, 0)).toBe('−6.0e+209');
  expect(fixed(6078766, 0)).toBe('6078766');
});

test('residuals show tenths of a basis point up to two digits', () => {
  expect(basisPoints(9.94)).toBe('+9.9\u00a0bp');
  expect(basisPoints(9.96)).toBe('+10\u00a0bp');
  expect(basisPoints(-0.04)).toBe('0.0\u00a0bp');
});

test('sizes of errors have two digits, zeros too, and no e-notation until tiny', () => {
  const sizes = [0, 0.0342, 1.01, 4.7, 9.96, 232.4, 3e-9, Infinity].map(sizeText);
  expect(sizes).toEqual(['0', '0.034', '1.0', '4.7', '10', '232', '3e−9', '∞']);
  expect([-16.2, 0.31, 0].map(signedSize)).toEqual(['−16', '+0.31', '0']);
  expect(basisPointSize(0.0391)).toBe('0.039\u00a0bp');
});

test('a time is milliseconds up to a second', () => {
  expect([3.72, 97.4, 26553].map(duration)).toEqual(['3.7\u00a0ms', '97\u00a0ms', '26.6\u00a0s']);
});
