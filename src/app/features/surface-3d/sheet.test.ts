import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Surface } from '../../../calibration/quotes/surface.ts';
import { fitSurface } from '../../../calibration/report/fit.ts';
import { linspace } from '../../../levy/contract-grid.ts';
import { varianceGamma } from '../../../levy/variance-gamma.ts';
import { quoteMarks } from './marks.ts';
import { axisSamples, createSheet, sampledSurface } from './sheet.ts';

const parameters = [0.18, 0.35, -0.15];
const surface: Surface = {
  strikes: linspace(80, 120, 9),
  maturities: [0.1, 0.5, 1, 2],
  prices: Array.from({ length: 36 }, () => 5),
  spot: 100,
  rate: 0.03,
  dividendYield: 0.01,
};

test('samples hold every value, rise, and are as many as asked for', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.integer({ min: 1, max: 1000 }), { minLength: 2, maxLength: 60 }),
      (all) => {
        const values = all.sort((a, b) => a - b);
        const samples = axisSamples(values, 41, Math.sqrt);
        expect(samples).toHaveLength(41);
        samples.forEach((sample, i) => {
          if (i > 0) expect(sample).toBeGreaterThan(samples[i - 1]!);
        });
        if (values.length <= 41) expect(values.filter((v) => !samples.includes(v))).toEqual([]);
        expect([samples[0], samples.at(-1)]).toEqual([values[0], values.at(-1)]);
      },
    ),
  );
  expect(axisSamples([5], 41)).toEqual([5]);
  expect(axisSamples([], 41)).toEqual([]);
});

test('the sheet passes through the model at every quote', () => {
  const fit = fitSurface(surface, varianceGamma, parameters);
  const sheet = createSheet(surface, varianceGamma);
  const { strikes, maturities } = sheet.samples;
  for (const quantity of ['volatility', 'price'] as const) {
    const values = sheet.values(parameters, quantity);
    expect(values).toHaveLength(41 * 41);
    for (const mark of quoteMarks(surface, fit, quantity)) {
      const i = strikes.indexOf(surface.strikes[mark.strike]!);
      const t = maturities.indexOf(surface.maturities[mark.maturity]!);
      expect(values[i * maturities.length + t]).toBeCloseTo(mark.model!, 8);
    }
  }
});

test('between known forwards the sheet takes them as straight in the logarithm', () => {
  const known = { ...surface, forwards: [101, 104, 103, 110] };
  const { maturities, forwards } = sampledSurface(known);
  known.maturities.forEach((T, i) => {
    expect(forwards?.[maturities.indexOf(T)]).toBeCloseTo(known.forwards[i]!, 10);
  });
  const between = maturities.findIndex((T) => T > 1 && T < 2);
  const share = maturities[between]! - 1;
  expect(forwards?.[between]).toBeCloseTo(103 ** (1 - share) * 110 ** share, 10);
});

test('puts stand over the sheet of calls by parity, and what is not quoted has no mark', () => {
  const fit = fitSurface(surface, varianceGamma, parameters);
  const puts = surface.prices.map((_, cell) => cell % 2 === 0);
  const prices = fit.modelPrices.map((call, cell) => {
    if (cell === 7 || call === undefined) return undefined;
    const K = surface.strikes[Math.floor(cell / 4)]!;
    const T = surface.maturities[cell % 4]!;
    return puts[cell] ? call - 100 * Math.exp(-0.01 * T) + K * Math.exp(-0.03 * T) : call;
  });
  const mixed: Surface = { ...surface, prices, puts };
  const marks = quoteMarks(mixed, fitSurface(mixed, varianceGamma, parameters), 'price');
  expect(marks).toHaveLength(35);
  for (const { strike, maturity, market, model } of marks) {
    const call = fit.modelPrices[strike * 4 + maturity]!;
    expect(market).toBeCloseTo(call, 9);
    expect(model).toBeCloseTo(call, 9);
  }
});
