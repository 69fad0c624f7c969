import * as fc from 'fast-check';
import type { Surface } from '../../calibration/quotes/surface.ts';
import { objectives } from '../../calibration/refine/objective.ts';
import type { Refinement } from '../../calibration/refine/refinement.ts';
import type { Calibration } from '../../calibration/service.ts';
import { findModel, models } from '../../levy/models.ts';
import type { SavedItem } from '../state/saved-calibration.ts';

/** Items with every number that a double can be, as far as its place allows it. */

/** −0, subnormals and the largest double come often enough. */
const finite = fc.oneof(
  { weight: 6, arbitrary: fc.double({ noNaN: true, noDefaultInfinity: true }) },
  fc.constantFrom(-0, 0, 5e-324, -2.2250738585072014e-308, Number.MAX_VALUE, 0.1 + 0.2),
);
const any = fc.oneof(
  { weight: 5, arbitrary: finite },
  fc.constantFrom(Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.NaN),
);
const positive = fc.double({ min: 5e-324, max: 1e12, noNaN: true });
const text = fc.string({ unit: 'grapheme', maxLength: 30 });
const count = fc.nat(1000);

const axis = (minLength: number) =>
  fc
    .uniqueArray(positive, { minLength, maxLength: 6 })
    .map((values) => values.toSorted((a, b) => a - b));

const anySurface: fc.Arbitrary<Surface> = fc
  .tuple(axis(3), axis(2))
  .chain(([strikes, maturities]) => {
    const size = strikes.length * maturities.length;
    const each = <T>(value: fc.Arbitrary<T>) =>
      fc.array(value, { minLength: size, maxLength: size });
    const sides = fc
      .tuple(fc.double({ min: 0, max: 1e9, noNaN: true }), positive)
      .map(([bid, more]) => ({ bid, ask: bid + more }));
    return fc
      .record(
        {
          strikes: fc.constant(strikes),
          maturities: fc.constant(maturities),
          // Some are quoted always, so that there is something to fit.
          prices: each(fc.option(finite, { nil: undefined, freq: 4 })).map((prices) =>
            prices.map((price, cell) => (cell < 6 ? (price ?? cell) : price)),
          ),
          puts: each(fc.boolean()),
          spreads: each(fc.option(sides, { nil: undefined })),
          spot: positive,
          rate: fc.double({ min: -1, max: 1, noNaN: true }),
          dividendYield: fc.double({ min: -1, max: 1, noNaN: true }),
          forwards: fc.array(positive, {
            minLength: maturities.length,
            maxLength: maturities.length,
          }),
        },
        {
          requiredKeys: ['strikes', 'maturities', 'prices', 'spot', 'rate', 'dividendYield'],
          noNullPrototype: true,
        },
      )
      .map((surface) => surface as Surface);
  });

const model = fc.constantFrom(...models);

const settings: fc.Arbitrary<SavedItem['settings']> = fc.oneof(
  fc.constantFrom(...objectives, 'network' as const).map((by) => ({ by })),
  fc.record({ by: fc.constantFrom(...objectives), noise: positive }, { noNullPrototype: true }),
);

/** A result for so many quotes. */
function anyCalibration(name: string, quotes: number): fc.Arbitrary<Calibration> {
  const parameters = findModel(name)?.parameters ?? [];
  const each = <T>(value: fc.Arbitrary<T>) =>
    fc.array(value, { minLength: parameters.length, maxLength: parameters.length });
  const inRange = fc.tuple(
    ...parameters.map(({ range }) => fc.double({ min: range.min, max: range.max, noNaN: true })),
  );
  const plain = { noNullPrototype: true } as const;
  const record = <T>(shape: { [K in keyof T]: fc.Arbitrary<T[K]> }) => fc.record(shape, plain);
  const refinement: fc.Arbitrary<Refinement> = record({
    settings: fc.oneof(
      fc.constantFrom(...objectives).map((objective) => ({ objective })),
      record({ objective: fc.constantFrom(...objectives), noise: positive }),
    ),
    parameters: inRange,
    uncertainties: each(
      record({
        standardError: any,
        interval: fc.tuple(any, any),
        identification: fc.constantFrom('pinned', 'loose', 'not identified' as const),
      }),
    ),
    correlation: each(each(any)),
    flatDirections: fc.array(text, { maxLength: 3 }),
    noise: any,
    rmse: any,
    residuals: fc.array(any, { minLength: quotes, maxLength: quotes }),
    deviance: any,
    iterations: count,
    starts: count,
    reason: fc.constantFrom('converged', 'exact', 'iteration limit' as const),
    ms: finite,
  });
  return fc
    .record(
      {
        model: fc.constant(name),
        parameters: inRange,
        atEdge: fc.subarray(parameters.map(({ key }) => key)),
        trust: record({
          errors: each(record({ p68: any, p95: any })),
          unfamiliarity: record({ score: any, rank: any }),
          noise: record({ relative: any, absolute: any }),
        }),
        check: record({
          verdict: fc.constantFrom('clean', 'arbitrage', 'no-surface' as const),
          brokenCells: count,
        }),
        inferenceMs: finite,
        backend: fc.constantFrom('webgpu', 'webgl', 'wasm', 'cpu', 'oracle' as const),
        refinement,
      },
      {
        requiredKeys: [
          ...(['model', 'parameters', 'atEdge', 'trust', 'check', 'inferenceMs'] as const),
          'backend',
        ],
        noNullPrototype: true,
      },
    )
    .map((calibration) => calibration as Calibration);
}

export const anyItem: fc.Arbitrary<SavedItem> = fc
  .tuple(anySurface, model)
  .chain(([surface, { name }]) =>
    fc
      .record(
        {
          id: fc.stringMatching(/^[\w-]{1,64}$/),
          name: text,
          at: fc
            .date({ noInvalidDate: true, min: new Date(0), max: new Date(4e12) })
            .map((date) => date.toISOString()),
          pinned: fc.boolean(),
          rmse: finite,
          origin: fc.record(
            { title: text, notes: fc.array(text, { maxLength: 3 }) },
            { noNullPrototype: true },
          ),
          surface: fc.constant(surface),
          model: fc.constant(name),
          settings,
          calibration: anyCalibration(
            name,
            surface.prices.filter((price) => price !== undefined).length,
          ),
        },
        { requiredKeys: ['origin', 'surface', 'model', 'settings'], noNullPrototype: true },
      )
      .map((item) => item as SavedItem),
  );
