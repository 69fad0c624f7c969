import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { basisPoints, distinctLabels, fixed, percent, priceDecimals, signed } from './format.ts';

describe('numbers', () => {
  it('carries a true minus, a plus on differences and no sign on zero', () => {
    expect(fixed(-1.25, 1)).toBe('−1.3');
    expect(fixed(-0.004, 2)).toBe('0.00');
    expect(signed(0.004, 2)).toBe('0.00');
    expect(signed(3, 0)).toBe('+3');
    expect(signed(-3, 0)).toBe('−3');
    expect(percent(0.19844)).toBe('19.84\u00a0%');
  });

  it('shows tenths of a basis point up to two digits', () => {
    expect(basisPoints(9.94)).toBe('+9.9\u00a0bp');
    expect(basisPoints(9.96)).toBe('+10\u00a0bp');
    expect(basisPoints(-0.04)).toBe('0.0\u00a0bp');
    expect(basisPoints(3.14, false)).toBe('3.1\u00a0bp');
  });

  it('gives prices decimals by the size of the spot', () => {
    expect([1, 100, 5230.5, 1e7].map(priceDecimals)).toEqual([6, 4, 2, 0]);
  });
});

describe('distinctLabels', () => {
  it('tells any increasing numbers apart', () => {
    const numbers = fc.uniqueArray(fc.double({ min: 0.001, max: 1e4, noNaN: true }), {
      minLength: 1,
    });
    fc.assert(
      fc.property(numbers, (values) => {
        expect(new Set(distinctLabels(values)).size).toBe(values.length);
      }),
    );
  });

  it('is short where it can be', () => {
    expect(distinctLabels([0.1, 0.3111, 2])).toEqual(['0.10', '0.31', '2.00']);
    expect(distinctLabels([0.0192, 0.0225])).toEqual(['0.0192', '0.0225']);
    expect(distinctLabels([0.52, 0.53368, 0.54737])).toEqual(['0.520', '0.534', '0.547']);
    expect(distinctLabels([4184.4, 4294.52])).toEqual(['4184.40', '4294.52']);
    expect(distinctLabels([90, 100])).toEqual(['90', '100']);
    expect(distinctLabels([0.5])).toEqual(['0.50']);
  });
});
