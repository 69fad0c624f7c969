import { describe, expect, test } from 'vitest';
import { type Quote, surfaceFromQuotes } from './quotes.ts';

const market = { spot: 100, rate: 0.05, dividendYield: 0 };

function quote(strike: number, maturity: number, type: 'call' | 'put', price: number): Quote {
  return { strike, maturity, type, price };
}

const ragged: Quote[] = [
  quote(110, 1, 'call', 6),
  quote(90, 0.5, 'put', 2),
  { strike: 100, maturity: 0.5, type: 'call', bid: 6, ask: 6.5 },
  quote(95, 1, 'put', 5),
];

describe('a list of quotes', () => {
  test('becomes a sparse surface, in any order', () => {
    for (const list of [ragged, ragged.toReversed()]) {
      const built = surfaceFromQuotes(list, market);
      expect(built.ok && built.value.surface).toEqual({
        strikes: [90, 95, 100, 110],
        maturities: [0.5, 1],
        prices: [2, undefined, undefined, 5, 6.25, undefined, undefined, 6],
        puts: [true, false, false, true, false, false, false, false],
        spreads: [
          ...new Array(4).fill(undefined),
          { bid: 6, ask: 6.5 },
          ...new Array(3).fill(undefined),
        ],
        ...market,
      });
    }
  });

  test('says which cell each quote is in', () => {
    const built = surfaceFromQuotes(ragged, market);
    expect(built.ok && built.value.cells).toEqual([7, 0, 4, 3]);
  });

  test('of calls alone has neither puts nor spreads', () => {
    const built = surfaceFromQuotes([quote(100, 1, 'call', 10)], market);
    expect(built.ok && Object.keys(built.value.surface)).toEqual([
      'strikes',
      'maturities',
      'prices',
      'spot',
      'rate',
      'dividendYield',
    ]);
  });
});

describe('a call and a put of one strike', () => {
  const twins = [
    quote(95, 1, 'call', 13),
    quote(95, 1, 'put', 3.4),
    quote(120, 1, 'put', 16),
    quote(120, 1, 'call', 2),
  ];

  test('leave the one out of the money', () => {
    for (const list of [twins, twins.toReversed()]) {
      const built = surfaceFromQuotes(list, market);
      expect(built.ok && built.value.surface).toMatchObject({
        prices: [3.4, 2],
        puts: [true, false],
      });
    }
    const built = surfaceFromQuotes(twins, market);
    expect(built.ok && built.value.cells).toEqual([undefined, 0, undefined, 1]);
    expect(built.ok && built.value.notes).toEqual([
      '2 strikes have both a call and a put: the one out of the money is fitted.',
    ]);
  });

  test('tell the forward where nothing else does', () => {
    const built = surfaceFromQuotes(twins, { spot: 100, rate: 0.05 });
    const { forwards } = built.ok ? built.value.surface : {};
    // The mean of 95 + e^0.05 · 9.6 and 120 − e^0.05 · 14.
    expect(forwards?.[0]).toBeCloseTo(107.5 - 2.2 * Math.exp(0.05), 12);
  });
});

describe('faults name the quote', () => {
  test.each<[Partial<Quote>, string]>([
    [{ strike: 0 }, 'has the strike 0, which must be above 0 and finite.'],
    [{ strike: Number.NaN }, 'has the strike NaN, which must be above 0 and finite.'],
    [{ maturity: -1 }, 'has the maturity -1, which must be above 0 years and finite.'],
    [{ price: -2 }, 'has the price -2, which must be 0 or more and finite.'],
    [
      { price: Number.POSITIVE_INFINITY },
      'has the price Infinity, which must be 0 or more and finite.',
    ],
    [{ bid: 3, ask: 2 }, 'has a bid of 3 above its ask of 2.'],
    [{ bid: -1, ask: 2 }, 'has a bid of -1, which must not be negative.'],
    [{ bid: 1, ask: Number.POSITIVE_INFINITY }, 'has an ask of Infinity, which must be finite.'],
  ])('%j', (wrong, message) => {
    const list = [...ragged, { ...quote(100, 1, 'call', 9), ...wrong }];
    expect(surfaceFromQuotes(list, market)).toEqual({ ok: false, faults: [{ quote: 4, message }] });
  });

  test.each<[Quote, string]>([
    [
      { strike: 100, maturity: 1, type: 'call' },
      'has no price. Give a price, or a bid and an ask.',
    ],
    [
      { strike: 100, maturity: 1, type: 'call', ask: 5 },
      'has an ask and no bid. Give both, or one price.',
    ],
    [quote(90, 0.5, 'put', 3), 'is the same put as quote 2. Remove one of them.'],
  ])('%#', (wrong, message) => {
    expect(surfaceFromQuotes([...ragged, wrong], market)).toEqual({
      ok: false,
      faults: [{ quote: 4, message }],
    });
  });

  test('by the name that the caller gives', () => {
    const twice = [...ragged, quote(90, 0.5, 'put', 3)];
    const built = surfaceFromQuotes(twice, market, (i) => `row ${i + 2}`);
    expect(built).toMatchObject({ faults: [{ message: /same put as row 3/ }] });
  });

  test('no quotes, and more than a surface holds', () => {
    expect(surfaceFromQuotes([], market)).toMatchObject({
      faults: [{ message: 'There are no quotes.' }],
    });
    const diagonal = Array.from({ length: 400 }, (_, i) => quote(i + 1, i + 1, 'call', 1));
    expect(surfaceFromQuotes(diagonal, market)).toEqual({
      ok: false,
      faults: [
        { message: '400 strikes × 400 maturities are too many for one surface. Give fewer.' },
      ],
    });
  });
});
