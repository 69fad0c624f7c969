import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gradient, residualColour, residualLimit } from './colour.ts';

describe('residualColour', () => {
  it('is neutral at zero and as strong at −x as at x, in two colours', () => {
    expect(residualColour(0)).toContain(' 0.0%, var(--residual-mid)');
    fc.assert(
      fc.property(fc.double({ min: 1e-3, max: 2, noNaN: true }), (x) => {
        expect(residualColour(-x)).toBe(residualColour(x).replace('-high', '-low'));
      }),
    );
  });
});

describe('residualLimit', () => {
  it('is a magnitude that occurs and leaves at most one in twenty outside', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -1e3, max: 1e3, noNaN: true }), { minLength: 1 }),
        (r) => {
          const limit = residualLimit(r);
          expect(r.some((value) => Math.abs(value) === limit)).toBe(true);
          expect(r.filter((value) => Math.abs(value) > limit).length).toBeLessThanOrEqual(
            r.length / 20,
          );
        },
      ),
    );
    expect(residualLimit([undefined])).toBe(0);
  });
});

it('a gradient runs over the whole scale', () => {
  const css = gradient(residualColour, -1, 1);
  expect(css).toContain(residualColour(-1));
  expect(css).toContain(residualColour(0));
  expect(css.endsWith(`${residualColour(1)})`)).toBe(true);
});
