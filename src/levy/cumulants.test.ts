import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cgmy } from './cgmy.ts';
import { gamma } from './gamma.ts';
import type { LevyModel } from './model.ts';
import { models } from './models.ts';
import { varianceGamma } from './variance-gamma.ts';

/**
 * ψ(−iz) = Σ cₙzⁿ/n! by Cauchy's integral on a circle inside the strip of analyticity: the
 * trapezoidal rule there is right to rounding.
 */
function byCauchy(model: LevyModel, p: readonly number[], radius: number): number[] {
  const count = 64;
  const angle = (j: number) => (2 * Math.PI * (j + 0.5)) / count;
  // z = r·e^(it), u = −iz.
  const uRe = Float64Array.from({ length: count }, (_, j) => radius * Math.sin(angle(j)));
  const uIm = Float64Array.from({ length: count }, (_, j) => -radius * Math.cos(angle(j)));
  const [re, im] = [new Float64Array(count), new Float64Array(count)];
  model.exponent(p, uRe, uIm, re, im, count);
  let factorial = 1;
  return [1, 2, 3, 4].map((n) => {
    factorial *= n;
    let sum = 0;
    for (let j = 0; j < count; j++) {
      sum += re[j]! * Math.cos(n * angle(j)) + im[j]! * Math.sin(n * angle(j));
    }
    return (factorial * sum) / (count * radius ** n);
  });
}

test.each(models)('$name: cumulants are the exponent’s derivatives at 0', (model) => {
  const parameters = fc.tuple(
    ...model.parameters.map(({ range }) =>
      fc.double({ min: range.min, max: range.max, noNaN: true }),
    ),
  );
  fc.assert(
    fc.property(parameters, (p) => {
      const own = model.cumulants(p);
      const found = byCauchy(model, p, 0.5);
      own.forEach((c, n) => {
        // A skew that cancels is as exact as the variance that it stands beside.
        expect(Math.abs(c - found[n]!)).toBeLessThan(1e-9 * (Math.abs(c) + own[1]));
      });
      expect(own[1]).toBeCloseTo(model.variance(p), 12);
    }),
  );
});

test('Variance Gamma has the central moments that Madan, Carr & Chang (1998) print', () => {
  const [sigma, nu, theta] = [0.1213, 0.1686, -0.1436];
  const t = 0.25;
  const second = (theta ** 2 * nu + sigma ** 2) * t;
  const third = (2 * theta ** 3 * nu ** 2 + 3 * sigma ** 2 * theta * nu) * t;
  const fourth =
    (3 * sigma ** 4 * nu + 12 * sigma ** 2 * theta ** 2 * nu ** 2 + 6 * theta ** 4 * nu ** 3) * t +
    (3 * sigma ** 4 + 6 * sigma ** 2 * theta ** 2 * nu + 3 * theta ** 4 * nu ** 2) * t ** 2;
  const [c1, c2, c3, c4] = varianceGamma.cumulants([sigma, nu, theta]);
  expect(c1).toBe(theta);
  expect(c2 * t).toBeCloseTo(second, 14);
  expect(c3 * t).toBeCloseTo(third, 14);
  expect(c4 * t + 3 * (c2 * t) ** 2).toBeCloseTo(fourth, 14);
});

test.each([-0.6, 0.2, 0.999999, 1, 1.4])('CGMY as Carr et al. (2002) print it, Y = %s', (Y) => {
  const [C, G, M] = [0.3, 2, 6];
  const [c1, c2, c3, c4] = cgmy.cumulants([C, G, M, Y]);
  expect(c2).toBeCloseTo(C * gamma(2 - Y) * (M ** (Y - 2) + G ** (Y - 2)), 12);
  expect(c3).toBeCloseTo(C * gamma(3 - Y) * (M ** (Y - 3) - G ** (Y - 3)), 12);
  expect(c4).toBeCloseTo(C * gamma(4 - Y) * (M ** (Y - 4) + G ** (Y - 4)), 12);
  // C·Γ(1−Y)·(M^(Y−1) − G^(Y−1)), which at Y = 1 is C·ln(G/M).
  const mean = Y === 1 ? Math.log(G / M) : gamma(1 - Y) * (M ** (Y - 1) - G ** (Y - 1));
  expect(c1).toBeCloseTo(C * mean, 8);
});

test.each([0.3, 0.8, 1.5])('jumps of one sign tell Y = %s by c₃²/(c₂·c₄) alone', (Y) => {
  // Asmussen (2022), On the role of skewness and kurtosis in tempered stable models: Y = (2−3R)/(1−R).
  const [, c2, c3, c4] = cgmy.cumulants([0.3, 1e7, 4, Y]);
  const R = c3 ** 2 / (c2 * c4);
  expect((2 - 3 * R) / (1 - R)).toBeCloseTo(Y, 3);
});
