import fc from 'fast-check';
import { expect, test } from 'vitest';
import { brokenText, decimalsFor, distinctLabels, priceDecimals, quoteDecimals } from './quotes.ts';

test('prices have decimals by the size of the spot', () => {
  expect([1, 100, 5230.5, 1e7].map(priceDecimals)).toEqual([6, 4, 2, 0]);
});

test('quotes show as many decimals as they have, two at least where the spot allows it', () => {
  expect(decimalsFor([1, 2.5], 2, 4)).toBe(2);
  expect(decimalsFor([1, 2.505], 2, 4)).toBe(3);
  expect(decimalsFor([1 / 3], 2, 4)).toBe(4);
  expect(quoteDecimals([1 / 3], 5230)).toBe(2);
  expect(quoteDecimals([1 / 3], 1e7)).toBe(0);
});

test('labels tell any increasing numbers apart', () => {
  const numbers = fc.uniqueArray(fc.double({ min: 0.001, max: 1e4, noNaN: true }), {
    minLength: 1,
  });
  fc.assert(
    fc.property(numbers, (values) => {
      expect(new Set(distinctLabels(values)).size).toBe(values.length);
    }),
  );
});

test('labels are short where they can be', () => {
  expect(distinctLabels([0.1, 0.3111, 2])).toEqual(['0.10', '0.31', '2.00']);
  expect(distinctLabels([0.0192, 0.0225])).toEqual(['0.0192', '0.0225']);
  expect(distinctLabels([0.52, 0.53368, 0.54737])).toEqual(['0.520', '0.534', '0.547']);
  expect(distinctLabels([4184.4, 4294.52])).toEqual(['4184.40', '4294.52']);
  expect(distinctLabels([90, 100])).toEqual(['90', '100']);
  expect(distinctLabels([0.5])).toEqual(['0.50']);
});

test('one quote breaks, two break', () => {
  expect(brokenText(1, 86)).toBe('1 of 86 quotes breaks static arbitrage');
  expect(brokenText(2, 86)).toMatch(/^2 of 86 quotes break /);
});
