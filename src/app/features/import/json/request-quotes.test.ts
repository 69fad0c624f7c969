import { expect, test } from 'vitest';
import { context } from '../context.fixture.ts';
import { importSurface } from '../import-surface.ts';

function read(body: unknown) {
  const result = importSurface(JSON.stringify(body), { ...context, spot: 5000 });
  return result.ok ? result.value : result.problems.map(({ message }) => message);
}

const quotes = [
  { strike: 90, maturity: 0.5, option_type: 'put', price: 2 },
  { strike: 95, maturity: 0.5, option_type: 'P', bid: 3.4, ask: 3.6 },
  { strike: '100', maturity: 0.5, option_type: 'call', price: '7', bid: null },
  { strike: 105, maturity: 0.5, option_type: 'Call', price: 4.5 },
  { strike: 110, maturity: 1, option_type: 'c', price: 2.5 },
];
const market = { spot_price: 101, risk_free_rate: 0.04, dividend_yield: 0.01 };

test('quotes in a request', () => {
  expect(read({ quotes, ...market, model_name: 'CGMY' })).toEqual({
    surface: {
      strikes: [90, 95, 100, 105, 110],
      maturities: [0.5, 1],
      prices: [2, undefined, 3.5, undefined, 7, undefined, 4.5, undefined, undefined, 2.5],
      puts: [true, false, true, ...new Array(7).fill(false)],
      spreads: [undefined, undefined, { bid: 3.4, ask: 3.6 }, ...new Array(7).fill(undefined)],
      spot: 101,
      rate: 0.04,
      dividendYield: 0.01,
    },
    model: 'CGMY',
    notes: [],
  });
});

test('forwards in a request', () => {
  const forwards = [
    { maturity: 1, forward: 104 },
    { maturity: 0.5, forward: 102 },
  ];
  expect(read({ quotes, ...market, forwards })).toMatchObject({
    surface: { forwards: [102, 104] },
  });
  expect(read({ quotes, ...market, forwards: forwards.slice(1) })).toEqual([
    'quotes: There is no forward for maturity 1. Give one for every maturity, or none.',
  ]);
  expect(read({ quotes, ...market, forwards: [{ maturity: 1 }] })).toEqual([
    'forwards[0].forward is required.',
  ]);
});

test('forwards of a grid', () => {
  const option_prices = [12, 9.5, 8, 7, 5, 6.5];
  const grid = { option_prices, strikes: [90, 95, 100], maturities: [0.25, 0.5] };
  const forwards = [
    { maturity: 0.5, forward: 102 },
    { maturity: 0.25, forward: 101 },
  ];
  expect(read({ ...grid, ...market, forwards })).toMatchObject({
    surface: { forwards: [101, 102] },
  });
});

test('dates of expiry in a request', () => {
  const dated = quotes.map(({ maturity, ...quote }) => {
    return { ...quote, expiry: maturity === 1 ? '2027-03-02' : '2026-05-14' };
  });
  expect(read({ quotes: dated, ...market, valuation_date: '2026-03-02' })).toMatchObject({
    surface: { maturities: [0.2, 1] },
  });
  expect(read({ quotes: dated, ...market })).toEqual([
    'valuation_date is required where an expiry is a date.',
  ]);
});

test.each<[unknown, string]>([
  ['abc', 'quotes should be a list, not "abc".'],
  [[], 'quotes: There are no quotes.'],
  [
    quotes.slice(1),
    'There are 4 quotes, and a fit needs at least 5. Add quotes of other strikes or maturities.',
  ],
  [[...quotes, 5], 'quotes[5] should be a JSON object, not 5.'],
  [
    [...quotes, { ...quotes[0], option_type: 'digital' }],
    'quotes[5].option_type should be one of "call", "put", not "digital".',
  ],
  [[...quotes, { maturity: 1, option_type: 'call', price: 1 }], 'quotes[5].strike is required.'],
  [[...quotes, { ...quotes[0], price: '1,5' }], 'quotes[5].price should be a number, not "1,5".'],
  [[...quotes, quotes[0]], 'quotes[5] is the same put as quotes[0]. Remove one of them.'],
  [
    [...quotes, { strike: 80, maturity: 1, option_type: 'put' }],
    'quotes[5] has no price. Give a price, or a bid and an ask.',
  ],
])('%#', (given, message) => {
  expect(read({ quotes: given, ...market })).toEqual([message]);
});

test('null in option_prices is no quote', () => {
  const body = {
    option_prices: [12, null, 8, 9.5, 5, 6.5],
    strikes: [90, 95, 100],
    maturities: [0.25, 0.5],
    spot_price: 100,
    risk_free_rate: 0.05,
    dividend_yield: 0.02,
  };
  expect(read(body)).toEqual({
    surface: {
      strikes: [90, 95, 100],
      maturities: [0.25, 0.5],
      prices: [12, undefined, 8, 9.5, 5, 6.5],
      spot: 100,
      rate: 0.05,
      dividendYield: 0.02,
    },
    notes: ['1 of 6 prices are null: not quoted.'],
  });
});
