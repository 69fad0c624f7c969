import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gradient, levelColour, residualColour, residualLimit } from './colour.ts';

const unit = fc.double({ min: 0, max: 1, noNaN: true });

/** Lightness of a level's colour in the light and in the dark page. */
function lightness(level: number): [number, number] {
  const found = [...levelColour(level).matchAll(/var\(--heat\) ([\d.]+) /g)];
  return [Number(found[0]?.[1]), Number(found[1]?.[1])];
}

describe('levelColour', () => {
  it('darkens on the light page and brightens on the dark one as the level rises', () => {
    fc.assert(
      fc.property(unit, unit, (a, b) => {
        fc.pre(b > a + 0.001);
        expect(lightness(b)[0]).toBeLessThan(lightness(a)[0]);
        expect(lightness(b)[1]).toBeGreaterThan(lightness(a)[1]);
      }),
    );
  });

  it('holds values beyond the scale at its ends', () => {
    expect(levelColour(-3)).toBe(levelColour(0));
    expect(levelColour(3)).toBe(levelColour(1));
  });
});

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
