import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contractGrid } from '../levy/contract-grid.ts';
import { AnswerCache } from './answer-cache.ts';
import type { Surface } from './quotes/surface.ts';
import type { RefineSettings } from './refine/refinement.ts';
import type { Calibration } from './service.ts';
import { someTrust } from './trust.fixture.ts';

const surface: Surface = { ...contractGrid, dividendYield: 0, prices: Array(200).fill(10) };

function answer(inferenceMs: number): Calibration {
  return {
    model: 'CGMY',
    parameters: [1, 2, 3, 0.5],
    atEdge: [],
    trust: someTrust(4),
    check: { verdict: 'clean', brokenCells: 0 },
    inferenceMs,
    backend: 'wasm',
  };
}

type Asked = readonly [Surface, string, RefineSettings | undefined];
const plain: Asked = [surface, 'CGMY', undefined];

/** Whether `second` is answered by what was kept for `first`. */
function isHit(first: Asked, second: Asked): boolean {
  const cache = new AnswerCache();
  cache.ask(...first).keep(answer(1));
  return cache.ask(...second).known !== undefined;
}

it('answers the same question as before, and says so', () => {
  const cache = new AnswerCache();
  const { known, keep } = cache.ask(...plain);
  expect(known).toBeUndefined();
  const first = answer(1.5);
  keep(first);
  expect(cache.ask(structuredClone(surface), 'CGMY', undefined).known).toEqual({
    ...first,
    cached: true,
  });
  expect(first).toEqual(answer(1.5));
});

describe('another question is', () => {
  const vega = { objective: 'vega' } as const;
  const cells = surface.prices.map(() => undefined);
  it.each<[string, Asked, Asked]>([
    ['another model', plain, [surface, 'VarianceGamma', undefined]],
    ['a refinement', plain, [surface, 'CGMY', vega]],
    ['another objective', [surface, 'CGMY', vega], [surface, 'CGMY', { objective: 'price' }]],
    ['a known noise', [surface, 'CGMY', vega], [surface, 'CGMY', { ...vega, noise: 0.01 }]],
    ['another spot', plain, [{ ...surface, spot: 101 }, 'CGMY', undefined]],
    ['another rate', plain, [{ ...surface, rate: 0.051 }, 'CGMY', undefined]],
    ['a dividend yield', plain, [{ ...surface, dividendYield: 0.01 }, 'CGMY', undefined]],
    ['forwards', plain, [{ ...surface, forwards: Array(10).fill(100) }, 'CGMY', undefined]],
    [
      'other forwards',
      [{ ...surface, forwards: Array(10).fill(100) }, 'CGMY', undefined],
      [{ ...surface, forwards: Array(10).fill(101) }, 'CGMY', undefined],
    ],
    ['puts', plain, [{ ...surface, puts: surface.prices.map(() => true) }, 'CGMY', undefined]],
    [
      'spreads',
      plain,
      [{ ...surface, spreads: cells.with(3, undefined).fill(undefined) }, 'CGMY', undefined],
    ],
    [
      'other strikes',
      plain,
      [{ ...surface, strikes: surface.strikes.with(0, 79) }, 'CGMY', undefined],
    ],
    [
      'other maturities',
      plain,
      [{ ...surface, maturities: surface.maturities.with(9, 2.1) }, 'CGMY', undefined],
    ],
    [
      'one price that is another in its last digit',
      plain,
      [{ ...surface, prices: surface.prices.with(7, 10 + 2 ** -49) }, 'CGMY', undefined],
    ],
    [
      'one price fewer',
      plain,
      [{ ...surface, prices: surface.prices.slice(1) }, 'CGMY', undefined],
    ],
  ])('%s', (_name, first, second) => {
    expect([isHit(first, first), isHit(first, second), isHit(second, first)]).toEqual([
      true,
      false,
      false,
    ]);
  });

  const cell = fc.oneof(
    fc.constantFrom(
      0,
      -0,
      Number.NaN,
      Number.POSITIVE_INFINITY,
      Number.NEGATIVE_INFINITY,
      undefined,
    ),
    fc.double({ noDefaultInfinity: true }),
  );
  const list = fc.array(cell, { maxLength: 4 });

  it('one whose prices differ, be they missing or no numbers, and no other', () => {
    fc.assert(
      fc.property(list, list, (first, second) => {
        // 0 and −0 are one price.
        const isSame =
          first.length === second.length &&
          first.every((value, i) => value === second[i] || Object.is(value, second[i]));
        const of = (prices: readonly (number | undefined)[]): Asked => [
          { ...surface, prices },
          'CGMY',
          undefined,
        ];
        expect(isHit(of(first), of(second))).toBe(isSame);
        expect(isHit(of(first), of([...first]))).toBe(true);
      }),
      { numRuns: 2000, seed: 7 },
    );
  });

  it('one whose missing price is no number instead', () => {
    const gap = (prices: readonly (number | undefined)[]): Asked => [
      { ...surface, prices },
      'CGMY',
      undefined,
    ];
    const holes = new Array<number | undefined>(2);
    expect(isHit(gap([undefined, undefined]), gap(holes))).toBe(true);
    expect(isHit(gap([undefined]), gap([Number.NaN]))).toBe(false);
    expect(isHit(gap([Number.NaN]), gap([Number.POSITIVE_INFINITY]))).toBe(false);
  });
});

describe('room', () => {
  const asked = (n: number): Asked => [{ ...surface, spot: n }, 'CGMY', undefined];

  it('is for 256 answers, of which the one not asked for longest goes first', () => {
    const cache = new AnswerCache();
    const isKnown = (n: number) => cache.ask(...asked(n)).known?.inferenceMs === n;
    for (let n = 1; n <= 256; n++) cache.ask(...asked(n)).keep(answer(n));
    expect([isKnown(1), isKnown(2)]).toEqual([true, true]);
    cache.ask(...asked(257)).keep(answer(257));
    cache.ask(...asked(258)).keep(answer(258));
    expect([1, 2, 3, 4, 5, 257, 258].map(isKnown)).toEqual([
      true,
      true,
      false,
      false,
      true,
      true,
      true,
    ]);
  });

  it('is kept by what is answered twice, as it is when two ask at once', () => {
    const cache = new AnswerCache();
    const [first, second] = [cache.ask(...asked(1)), cache.ask(...asked(1))];
    first.keep(answer(1));
    for (let n = 2; n <= 256; n++) cache.ask(...asked(n)).keep(answer(n));
    second.keep(answer(1));
    cache.ask(...asked(257)).keep(answer(257));
    expect([1, 2].map((n) => cache.ask(...asked(n)).known !== undefined)).toEqual([true, false]);
  });

  it('is not for what is larger than 1,000 quotes', () => {
    const large = (length: number): Asked => [
      { ...surface, prices: Array(length).fill(1) },
      'CGMY',
      undefined,
    ];
    expect([isHit(large(1000), large(1000)), isHit(large(1001), large(1001))]).toEqual([
      true,
      false,
    ]);
  });
});

it('keeps nothing that was asked before it was cleared', () => {
  const cache = new AnswerCache();
  cache.ask(...plain).keep(answer(1));
  const late = cache.ask({ ...surface, spot: 7 }, 'CGMY', undefined);
  cache.clear();
  late.keep(answer(2));
  expect(cache.ask(...plain).known).toBeUndefined();
  expect(cache.ask({ ...surface, spot: 7 }, 'CGMY', undefined).known).toBeUndefined();
});
