import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cgmy } from './cgmy.ts';
import { gamma } from './gamma.ts';
import type { LevyModel } from './model.ts';
import { models } from './models.ts';
import { varianceGamma } from './variance-gamma.ts';

function exponent(model: LevyModel, p: readonly number[], re: number, im: number) {
  const outRe = new Float64Array(1);
  const outIm = new Float64Array(1);
  model.exponent(p, Float64Array.of(re), Float64Array.of(im), outRe, outIm, 1);
  return { re: outRe[0]!, im: outIm[0]! };
}

const parameters = (model: LevyModel) =>
  fc.tuple(
    ...model.parameters.map(({ range }) =>
      fc.double({ min: range.min, max: range.max, noNaN: true }),
    ),
  );

test('gamma matches factorials, the half and the reflection', () => {
  expect(gamma(1)).toBeCloseTo(1, 14);
  expect(gamma(11) / 3628800).toBeCloseTo(1, 13);
  expect(gamma(0.5)).toBeCloseTo(Math.sqrt(Math.PI), 13);
  expect(gamma(-1.5)).toBeCloseTo((4 * Math.sqrt(Math.PI)) / 3, 13);
});

test.each(models)('$name: exponent vanishes at 0 and gives the drift at −i', (model) => {
  fc.assert(
    fc.property(parameters(model), (p) => {
      expect(exponent(model, p, 0, 0)).toEqual({
        re: expect.closeTo(0, 13),
        im: expect.closeTo(0, 13),
      });
      expect(exponent(model, p, 0, -1).re).toBeCloseTo(-model.drift(p), 9);
      expect(exponent(model, p, 0, -1).im).toBeCloseTo(0, 9);
    }),
  );
});

test.each(models)('$name: variance is the exponent’s curvature at 0', (model) => {
  fc.assert(
    fc.property(parameters(model), (p) => {
      const h = 1e-4;
      const curvature = (-2 * exponent(model, p, h, 0).re) / (h * h);
      expect(curvature / model.variance(p)).toBeCloseTo(1, 4);
    }),
  );
});

test.each(models)('$name: coordinates go back to the parameters', (model) => {
  const there = new Float64Array(model.parameters.length);
  const back = new Float64Array(model.parameters.length);
  fc.assert(
    fc.property(parameters(model), (p) => {
      model.coordinates.of(p, there);
      model.coordinates.toParameters(there, back);
      p.forEach((value, i) => {
        expect(back[i]).toBeCloseTo(value, 9);
      });
    }),
  );
});

/** C·Γ(−Y)·[(M−iu)^Y − M^Y + (G+iu)^Y − G^Y] at real u, as Carr et al. (2002) print it. */
function printedCgmy([C, G, M, Y]: readonly [number, number, number, number], u: number) {
  const part = (a: number, b: number) => {
    const modulus = Math.hypot(a, b) ** Y;
    const argument = Math.atan2(b, a) * Y;
    return { re: modulus * Math.cos(argument) - a ** Y, im: modulus * Math.sin(argument) };
  };
  const up = part(M, -u);
  const down = part(G, u);
  const scale = C * gamma(-Y);
  return { re: scale * (up.re + down.re), im: scale * (up.im + down.im) };
}

test.each([-0.7, 0.1, 0.49, 0.51, 0.9, 1.1, 1.8])('CGMY exponent as printed, Y = %s', (Y) => {
  for (const u of [0.3, 2, 40]) {
    const own = exponent(cgmy, [0.2, 3, 7, Y], u, 0);
    const printed = printedCgmy([0.2, 3, 7, Y], u);
    expect(own.re / printed.re).toBeCloseTo(1, 10);
    expect(own.im / printed.im).toBeCloseTo(1, 8);
  }
});

test.each([0, 0.5, 1])('CGMY is smooth across Y = %s', (Y) => {
  const at = (y: number) => exponent(cgmy, [0.2, 3, 7, y], 5, 0.4);
  const h = 1e-5;
  for (const part of ['re', 'im'] as const) {
    const straight = (at(Y - h)[part] + at(Y + h)[part]) / 2;
    expect(Math.abs(at(Y)[part] - straight)).toBeLessThan(1e-8);
    expect(cgmy.drift([0.2, 3, 7, Y])).toBeCloseTo(cgmy.drift([0.2, 3, 7, Y + 1e-9]), 7);
  }
});

test('domains are open where the model ends', () => {
  expect(varianceGamma.domainProblem([0.2, 0.5, -0.1])).toBeUndefined();
  expect(varianceGamma.domainProblem([0, 0.5, -0.1])).toMatch(/σ > 0/);
  expect(varianceGamma.domainProblem([0.2, 2, 0.6])).toMatch(/1 − θν/);
  expect(varianceGamma.domainProblem([0.2, Number.NaN, 0])).toMatch(/finite/);
  expect(cgmy.domainProblem([0.1, 5, 5, 0.8])).toBeUndefined();
  expect(cgmy.domainProblem([0.1, 5, 1, 0.8])).toMatch(/M > 1/);
  expect(cgmy.domainProblem([0.1, 5, 5, 2])).toMatch(/Y < 2/);
  expect(cgmy.domainProblem([0.1, 0, 5, 1])).toMatch(/G > 0/);
});
