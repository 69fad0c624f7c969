import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { surfaceFromQuotes } from '../../calibration/quotes/quotes.ts';
import type { Surface } from '../../calibration/quotes/surface.ts';
import { samples } from '../features/import/example-samples.ts';
import { importSurface } from '../features/import/import-surface.ts';
import { surfaceToCsv } from './surface-text.ts';

/** What another analyst's page shows: nothing of it may go into what is read. */
const elsewhere = { spot: 77, rate: 0.011, dividendYield: 0.5, today: '2020-01-01' };
const atHome = { spot: 100, rate: 0.05, dividendYield: 0, today: '2026-11-23' };

const folder = new URL('../../../e2e/fixtures/surfaces/', import.meta.url);
const read = (file: string) => readFileSync(new URL(file, folder), 'utf8');

function imported(text: string, context = elsewhere): Surface {
  const result = importSurface(text, context);
  if (!result.ok) throw new Error(result.problems.map(({ message }) => message).join('\n'));
  return result.value.surface;
}

function expectSame(surface: Surface): void {
  for (const mark of ['.', ','] as const) {
    expect(imported(surfaceToCsv(surface, mark))).toEqual(surface);
  }
}

const files = [
  'vg-index-4dp.tsv',
  'cgmy-index-cents-noheader.csv',
  'vg-decimal-comma-transposed.csv',
  'vg-spot-5230-thousands.tsv',
  'cgmy-noise-1pct.tsv',
  'ragged-index-quotes.csv',
  'not-a-surface.request.json',
];

test.each(files)('%s comes back bit for bit, with either decimal mark', (file) => {
  expectSame(imported(read(file), atHome));
});

test.each(samples)('sample $id comes back bit for bit', ({ make }) => expectSame(make()));

/** Increasing numbers of up to 15 digits. */
const axis = (least: number, most: number, from: number, to: number) =>
  fc
    .uniqueArray(
      fc.tuple(fc.integer({ min: 1, max: 9_999_999 }), fc.nat(6)).map(([n, digits]) => {
        const value = from + ((to - from) * n) / 1e7;
        return Number(value.toFixed(digits)) || from;
      }),
      { minLength: least, maxLength: most },
    )
    .map((values) => values.toSorted((a, b) => a - b));

const rate = fc.double({ min: -0.05, max: 0.2, noNaN: true }).map((value) => value || 0);

/** Calls in a grid: worth less the higher the strike, more the longer the maturity. */
const grids: fc.Arbitrary<Surface> = fc
  .record({
    strikes: axis(3, 25, 20, 400),
    maturities: axis(2, 12, 0.02, 5),
    digits: fc.nat(13),
    gaps: fc.array(fc.nat(400), { maxLength: 12 }),
    rate,
    dividendYield: rate,
  })
  .map(({ strikes, maturities, digits, gaps, ...market }) => {
    const spot = 1.0371 * (strikes[strikes.length >> 1] ?? 100);
    const prices: Array<number | undefined> = strikes.flatMap((strike) =>
      maturities.map((maturity) => {
        const price = spot * Math.exp((-2 * strike) / spot) * (1 + Math.sqrt(maturity) / 4);
        return Number(Math.min(price, 0.99 * spot).toFixed(digits));
      }),
    );
    for (const gap of gaps) if (gap < prices.length / 3) prices[gap] = undefined;
    return { strikes, maturities, prices, spot, ...market };
  })
  .filter(({ prices }) => prices.filter((price) => price !== undefined).length >= 5);

test('grids come back bit for bit', () => {
  fc.assert(fc.property(grids, expectSame), { numRuns: 300, seed: 5 });
});

/** Calls and puts with a price or a bid and an ask, some cells of the grid not quoted. */
const lists: fc.Arbitrary<Surface> = grids.chain((grid) => {
  const quotes = fc.array(
    fc.record({ put: fc.boolean(), half: fc.double({ min: 0, max: 0.02, noNaN: true }) }),
    { minLength: grid.prices.length, maxLength: grid.prices.length },
  );
  return fc.tuple(quotes, fc.boolean()).map(([kinds, isMixed]) => {
    const spreads = grid.prices.map((price, cell) => {
      if (price === undefined || (isMixed && cell % 3 === 0)) return undefined;
      const half = price * (kinds[cell]?.half ?? 0);
      return { bid: price - half, ask: price + half + 1e-9 };
    });
    return {
      ...grid,
      prices: grid.prices.map((price, cell) => {
        const sides = spreads[cell];
        return sides ? (sides.bid + sides.ask) / 2 : price;
      }),
      puts: kinds.map(({ put }, cell) => put && grid.prices[cell] !== undefined),
      spreads,
    };
  });
});

/** A list keeps no strike and no maturity at which nothing is quoted. */
function isFull({ strikes, maturities, prices, puts, spreads }: Surface): boolean {
  const width = maturities.length;
  const quoted = (cell: number) => prices[cell] !== undefined;
  return (
    strikes.every((_, i) => maturities.some((_, j) => quoted(i * width + j))) &&
    maturities.every((_, j) => strikes.some((_, i) => quoted(i * width + j))) &&
    puts?.includes(true) === true &&
    spreads?.some((sides) => sides !== undefined) === true
  );
}

test('lists of calls and puts come back bit for bit', () => {
  fc.assert(fc.property(lists.filter(isFull), expectSame), { numRuns: 200, seed: 5 });
});

test('forwards that the quotes imply come back with them', () => {
  const market = { spot: 100, rate: 0.03 };
  const quotes = [0.25, 1].flatMap((maturity) =>
    [90, 95, 100, 105, 110].flatMap((strike) => {
      const forward = 101.7 + maturity;
      const call = 4 + Math.max(forward - strike, 0) * Math.exp(-0.03 * maturity);
      const put = call - (forward - strike) * Math.exp(-0.03 * maturity);
      return [
        { strike, maturity, type: 'call', price: call } as const,
        { strike, maturity, type: 'put', price: put } as const,
      ];
    }),
  );
  const built = surfaceFromQuotes(quotes, market);
  if (!built.ok) throw new Error('no surface');
  expect(built.value.surface.forwards).toHaveLength(2);
  expectSame(built.value.surface);
});
