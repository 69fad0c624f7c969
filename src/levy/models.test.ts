import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cgmy } from './cgmy.ts';
import { digamma, gamma } from './gamma.ts';
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

test('digamma is the slope of ln Γ', () => {
  expect(digamma(1)).toBeCloseTo(-0.5772156649015329, 13);
  expect(digamma(0.5)).toBeCloseTo(-0.5772156649015329 - 2 * Math.LN2, 13);
  for (const x of [0.2, 1.7, 6, 25]) {
    const slope = Math.log(gamma(x + 1e-5) / gamma(x - 1e-5)) / 2e-5;
    expect(digamma(x)).toBeCloseTo(slope, 6);
  }
});

const gradientCases: ReadonlyArray<readonly [LevyModel, readonly number[]]> = [
  [varianceGamma, [0.2, 0.5, -0.1]],
  [varianceGamma, [0.6, 0.1, -0.5]],
  ...[-1.5, 0, 1e-5, 0.499, 0.5, 0.8, 1, 1.00001, 1.7].map((Y) => [cgmy, [0.2, 3, 7, Y]] as const),
];

test.each(gradientCases)('$0.name $1: gradient of the exponent', (model, p) => {
  const uRe = Float64Array.of(1, 5, 40, 0, 300, 0.01);
  const uIm = Float64Array.of(0.3, -0.4, 20, -1, 250, 0.5);
  const count = uRe.length;
  const arrays = () => p.map(() => new Float64Array(count));
  const [slopeRe, slopeIm] = [arrays(), arrays()];
  const [psiRe, psiIm] = [new Float64Array(count), new Float64Array(count)];
  model.exponentGradient(p, uRe, uIm, psiRe, psiIm, slopeRe, slopeIm, count);
  for (let j = 0; j < count; j++) {
    const at = (q: readonly number[]) => exponent(model, q, uRe[j]!, uIm[j]!);
    expect(psiRe[j]).toBeCloseTo(at(p).re, 9);
    expect(psiIm[j]).toBeCloseTo(at(p).im, 9);
    for (let k = 0; k < p.length; k++) {
      const h = 3e-5 * Math.max(1, Math.abs(p[k]!));
      const shifted = (n: number) => at(p.map((value, i) => (i === k ? value + n * h : value)));
      const [a, b, c, d] = [shifted(-2), shifted(-1), shifted(1), shifted(2)];
      const size = Math.hypot(slopeRe[k]![j]!, slopeIm[k]![j]!) + 1e-6;
      const re = (a.re - 8 * b.re + 8 * c.re - d.re) / (12 * h);
      const im = (a.im - 8 * b.im + 8 * c.im - d.im) / (12 * h);
      expect(Math.abs(slopeRe[k]![j]! - re) / size).toBeLessThan(1e-7);
      expect(Math.abs(slopeIm[k]![j]! - im) / size).toBeLessThan(1e-7);
    }
  }
});

test.each(models)('$name: Jacobian of the coordinates', (model) => {
  const n = model.parameters.length;
  fc.assert(
    fc.property(parameters(model), (p) => {
      const x = new Float64Array(n);
      const jacobian = new Float64Array(n * n);
      model.coordinates.of(p, x);
      model.coordinates.jacobian(x, jacobian);
      for (let j = 0; j < n; j++) {
        const at = (shift: number) => {
          const out = new Float64Array(n);
          model.coordinates.toParameters(
            x.map((v, i) => (i === j ? v + shift : v)),
            out,
          );
          return out;
        };
        const [low, high] = [at(-1e-5), at(1e-5)];
        for (let i = 0; i < n; i++) {
          expect((high[i]! - low[i]!) / 2e-5).toBeCloseTo(jacobian[i * n + j]!, 6);
        }
      }
    }),
    { numRuns: 30 },
  );
});
