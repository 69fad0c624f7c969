import { expect, test } from 'vitest';
import { completenessOf, errorFactorsFor, noiseLevel } from './error-factors.ts';

/** Time values with a quote where `isQuoted`, by index of strike and maturity. */
const surface = (isQuoted: (strike: number, maturity: number) => boolean) =>
  Float64Array.from({ length: 200 }, (_, cell) =>
    isQuoted(Math.floor(cell / 10), cell % 10) ? 0.01 : Number.NaN,
  );

test('gaps are told by where they are and how many', () => {
  expect(completenessOf(surface(() => true))).toBe('complete');
  expect(completenessOf(surface((k, t) => k >= 3 && k < 15 && t > 1))).toBe('window');
  expect(completenessOf(surface((_, t) => t === 4))).toBe('window');
  expect(completenessOf(surface((k, t) => k + t !== 7))).toBe('few');
  expect(completenessOf(surface((k, t) => (10 * k + t) % 5 !== 2))).toBe('some');
  expect(completenessOf(surface((k, t) => (k + t) % 2 === 0))).toBe('many');
  expect(completenessOf(surface(() => false))).not.toBe('complete');
});

test('noise is levelled by its size in an ordinary call', () => {
  const levels = [1e-3, 1e-2];
  expect(noiseLevel({ relative: 5e-4, absolute: 0 }, levels)).toBe(0);
  expect(noiseLevel({ relative: 0, absolute: 1e-4 }, levels)).toBe(1);
  expect(noiseLevel({ relative: 9e-3, absolute: 1e-4 }, levels)).toBe(2);
});

test('the factors are those of the kind and the level', () => {
  const rows = (name: number) => [[name], [name + 1]];
  const factors = {
    complete: rows(0),
    window: rows(10),
    few: rows(20),
    some: rows(30),
    many: rows(40),
  };
  const noise = { relative: 0.1, absolute: 0 };
  const half = surface((_, t) => t < 5);
  expect(errorFactorsFor({ levels: [0.01], factors }, half, noise)).toEqual([11]);
});
