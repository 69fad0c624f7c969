import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { accuratePrices } from '../../levy/accurate-prices.ts';
import { cgmy } from '../../levy/cgmy.ts';
import { contractGrid } from '../../levy/contract-grid.ts';
import type { LevyModel } from '../../levy/model.ts';
import { models } from '../../levy/models.ts';
import { surfacePricer } from '../../levy/pricer.ts';
import { varianceGamma } from '../../levy/variance-gamma.ts';
import { randomStream, standardNormal } from '../../training/data/random.ts';
import { quoteTable } from '../quotes/quote-table.ts';
import { surfaceFromQuotes } from '../quotes/quotes.ts';
import type { Surface } from '../quotes/surface.ts';
import { fitSurface } from '../report/fit.ts';
import { objectives } from './objective.ts';
import { refine, refineSteps } from './refine.ts';
import { RefinementError } from './refinement-error.ts';

/** The model on the contract's grid, quoted with a spread of a cent. */
function surfaceOf(model: LevyModel, parameters: readonly number[]) {
  const prices = new Float64Array(200);
  surfacePricer(model, contractGrid).prices(parameters, 'call', prices);
  const spreads = Array.from(prices, (price) => ({ bid: price - 0.005, ask: price + 0.005 }));
  return { ...contractGrid, prices: [...prices], spreads };
}

/** A point of the box and a start some way off, as a network's answer may be. */
const points = models.map((model) => ({
  model,
  truth: model.parameters.map(
    ({ range }, i) => range.min + (0.3 + 0.1 * i) * (range.max - range.min),
  ),
  start: model.parameters.map(
    ({ range }, i) => range.min + (0.4 - 0.05 * i) * (range.max - range.min),
  ),
}));

const cases = points.flatMap((point) => objectives.map((objective) => ({ ...point, objective })));

test.each(cases)('$model.name, $objective: a clean surface gives its parameters back', (point) => {
  const { model, truth, start, objective } = point;
  const result = refine(quoteTable(surfaceOf(model, truth)), model, start, { objective });
  for (const [i, { range }] of model.parameters.entries()) {
    const error = Math.abs(result.parameters[i]! - truth[i]!) / (range.max - range.min);
    expect(error).toBeLessThan(1e-6);
  }
  expect(Math.max(...result.residuals.map(Math.abs))).toBeLessThan(1e-8);
  expect(result.starts).toBe(1);
});

test('leaves the networks’ box where the quotes are outside it', () => {
  const truth = [0.024, 0.9, 8.2, 1.28];
  const table = quoteTable(surfaceOf(cgmy, truth));
  const { parameters } = refine(table, cgmy, [0.05, 1.5, 6, 1.1], { objective: 'vega' });
  truth.forEach((value, i) => {
    expect(parameters[i]).toBeCloseTo(value, 6);
  });
});

test.each(points)('$model.name: the worst start of the box still ends at the truth', (point) => {
  const { model, truth } = point;
  const table = quoteTable(surfaceOf(model, truth));
  const corner = model.parameters.map(({ range }, i) => (i % 2 === 0 ? range.max : range.min));
  const { parameters } = refine(table, model, corner, { objective: 'vega' });
  truth.forEach((value, i) => {
    expect(parameters[i]).toBeCloseTo(value, 5);
  });
});

test('a model that misses the quotes is tried from other starts too', () => {
  const table = quoteTable(surfaceOf(cgmy, [0.024, 0.9, 8.2, 1.28]));
  const result = refine(table, varianceGamma, [0.2, 0.5, -0.1], { objective: 'vega' });
  expect(result.starts).toBeGreaterThan(1);
  expect(result.reason).toBe('converged');
});

test('no fit runs off: where the model degenerates, the search ends and says so', () => {
  // Black's volatility of 30 %: CGMY has no optimum there.
  const prices = [...accuratePrices(varianceGamma, [0.3, 0.0005, 0], contractGrid, 'call')];
  const table = quoteTable({ ...contractGrid, prices });
  const result = refine(table, cgmy, [0.5, 5, 5, 1.2], { objective: 'vega' });
  expect(result.parameters.every(Number.isFinite)).toBe(true);
  // All four trade off on the way to Brownian motion.
  for (const { identification } of result.uncertainties) {
    expect(identification).toBe('not identified');
  }
  expect(result.flatDirections.join(' ')).toMatch(/ran to the end of what is searched/);
});

const ragged = new URL('../../../e2e/fixtures/surfaces/ragged-index-quotes.csv', import.meta.url);

/** The file's quotes; it names neither spot nor rates, which are 5230.5, 4.3 % and 1.3 %. */
function raggedSurface(): Surface {
  const [, ...lines] = readFileSync(ragged, 'utf8').trim().split('\n');
  const quotes = lines.map((line) => {
    const [maturity, strike, type, bid, ask] = line.split(',');
    return {
      maturity: Number(maturity),
      strike: Number(strike),
      type: type === 'P' ? ('put' as const) : ('call' as const),
      bid: Number(bid),
      ask: Number(ask),
    };
  });
  const made = surfaceFromQuotes(quotes, { spot: 5230.5, rate: 0.043, dividendYield: 0.013 });
  if (!made.ok) throw new Error(made.faults[0]?.message);
  return made.value.surface;
}

test.each(objectives)(
  'ragged index quotes by %s: 95 % inside bid and ask, G under 1',
  (objective) => {
    const surface = raggedSurface();
    const table = quoteTable(surface);
    expect(table.count).toBe(87);
    // Where the network ends: at the edge of its box.
    const { parameters } = refine(table, cgmy, [0.0119, 1, 10, 1.8], { objective });
    expect(parameters[1]).toBeLessThan(1);
    const { modelPrices } = fitSurface(surface, cgmy, parameters);
    const inside = table.cells.filter((cell) => {
      const sides = surface.spreads?.[cell];
      const price = modelPrices[cell]!;
      return sides && price >= sides.bid && price <= sides.ask;
    });
    expect(inside.length / 87).toBeGreaterThanOrEqual(0.95);
  },
);

describe('uncertainty', () => {
  test.each(points)('$model.name: errors of noisy fits are as large as they say', (point) => {
    const { model, truth, start } = point;
    const clean = surfaceOf(model, truth);
    const random = randomStream(8);
    let inside = 0;
    let count = 0;
    for (let n = 0; n < 40; n++) {
      const prices = clean.prices.map((price) => price * (1 + 0.01 * standardNormal(random)));
      const table = quoteTable({ ...clean, prices });
      const { uncertainties } = refine(table, model, start, { objective: 'relative' });
      truth.forEach((value, i) => {
        const [low, high] = uncertainties[i]!.interval;
        if (value >= low && value <= high) inside++;
        count++;
      });
    }
    expect(inside / count).toBeGreaterThan(0.88);
    expect(inside / count).toBeLessThan(0.995);
  });

  test('known noise scales the errors; estimated noise finds it', () => {
    const { model, truth, start } = points[0]!;
    const clean = surfaceOf(model, truth);
    const random = randomStream(3);
    const prices = clean.prices.map((price) => price + 0.01 * standardNormal(random));
    const table = quoteTable({ ...clean, prices });
    const estimated = refine(table, model, start, { objective: 'price' });
    const known = refine(table, model, start, { objective: 'price', noise: 0.02 });
    expect(estimated.noise).toBeGreaterThan(0.008);
    expect(estimated.noise).toBeLessThan(0.012);
    const errors = (result: typeof known) =>
      result.uncertainties.map(({ standardError }) => standardError);
    errors(known).forEach((error, i) => {
      expect(error / errors(estimated)[i]!).toBeCloseTo(0.02 / estimated.noise, 10);
    });
  });

  test('one maturity of CGMY cannot tell its parameters apart, and says so', () => {
    const { prices, ...grid } = surfaceOf(cgmy, [0.2, 8, 9, 0.1]);
    const one = prices.map((price, cell) => (cell % 10 === 4 ? price : undefined));
    const settings = { objective: 'vega', noise: 0.01 } as const;
    const { uncertainties, flatDirections } = refine(
      quoteTable({ ...grid, prices: one }),
      cgmy,
      [0.2, 8, 9, 0.1],
      settings,
    );
    expect(uncertainties.map(({ identification }) => identification)).toContain('not identified');
    expect(flatDirections.join(' ')).toMatch(
      /cannot be told apart by these quotes: .* bp of volatility/,
    );
  });
});

describe('quotes that cannot be fitted', () => {
  const surface = surfaceOf(varianceGamma, [0.2, 0.5, -0.1]);
  const start = [0.2, 0.5, -0.1];

  test('too few of them', () => {
    const prices = surface.prices.map((price, cell) => (cell < 3 ? price : undefined));
    const few = () =>
      refine(quoteTable({ ...surface, prices }), varianceGamma, start, { objective: 'vega' });
    expect(few).toThrow(RefinementError);
    expect(few).toThrow(/needs at least 4 quotes: there are 3/);
  });

  test('by a spread that they do not have', () => {
    const { spreads: _, ...bare } = surface;
    const steps = refineSteps(quoteTable(bare), varianceGamma, start, { objective: 'spread' });
    expect(() => steps.next()).toThrow(/200 of 200 have none/);
  });
});

test('sentences say little of what changes much', () => {
  // Rounded to five on a spot of a hundred, most quotes out of the money are 0.
  const prices = surfaceOf(varianceGamma, [0.2, 0.5, -0.1]).prices.map(
    (p) => 5 * Math.round(p / 5),
  );
  const table = quoteTable({ ...contractGrid, prices });
  const { flatDirections } = refine(table, varianceGamma, [0.2, 0.5, -0.1], { objective: 'vega' });
  for (const sentence of flatDirections) {
    const change = Number(/by (?:only )?([\d.]+) bp/.exec(sentence)?.[1] ?? 0);
    expect(change).toBeLessThan(20_000);
    expect(sentence.includes('only')).toBe(change > 0 && change < 50);
    expect(sentence).not.toMatch(/from (\S+) to \1[ ,]/);
  }
});
