import { describe, expect, test } from 'vitest';
import { contractGrid, linspace } from '../../../../levy/contract-grid.ts';
import { context } from '../context.fixture.ts';
import { samples } from '../example-samples.ts';
import { importSurface } from '../import-surface.ts';

const { prices } = samples[0]!.make();
const strikes = contractGrid.strikes.map((strike) => strike + 1);
const maturities = contractGrid.maturities.map((maturity) => maturity / 2);
const whole = {
  option_prices: prices,
  strikes,
  maturities,
  spot_price: 101,
  risk_free_rate: -0.01,
  model_name: 'CGMY',
};

function read(body: unknown) {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return importSurface(text, { ...context, spot: 5000, rate: 0.5 });
}

function messages(body: unknown): string[] {
  const result = read(body);
  return result.ok ? [] : result.problems.map(({ message }) => message);
}

/** The whole request with one price exchanged, written as JSON text. */
function withPrice(index: number, json: string): string {
  const list = prices.map((price, i) => (i === index ? json : String(price)));
  return `{"option_prices": [${list}], "strikes": [${strikes}], "maturities": [${maturities}]}`;
}

describe('a request', () => {
  test('gives its own numbers', () => {
    expect(read({ ...whole, comment: 'unknown fields are ignored' })).toEqual({
      ok: true,
      value: {
        surface: { strikes, maturities, prices, spot: 101, rate: -0.01, dividendYield: 0 },
        model: 'CGMY',
        notes: [],
      },
    });
  });

  test("takes the contract's defaults for the rest, and says so", () => {
    expect(read({ option_prices: prices })).toEqual({
      ok: true,
      value: {
        surface: {
          strikes: contractGrid.strikes,
          maturities: contractGrid.maturities,
          prices,
          spot: 100,
          rate: 0.05,
          dividendYield: 0,
        },
        notes: [
          "No strikes in the request: the contract's 80…120 are used.",
          "No maturities in the request: the contract's 0.1…2.0 are used.",
          "No spot_price in the request: the contract's spot of 100 is used.",
          "No risk_free_rate in the request: the contract's rate of 5 % is used.",
        ],
      },
    });
  });

  test('may write numbers as decimal strings and begin with a byte order mark', () => {
    const body = {
      ...whole,
      option_prices: prices.map((price) => ` ${price} `),
      spot_price: '101',
    };
    expect(read(`\ufeff\n${JSON.stringify(body)}`)).toEqual(read(whole));
  });
});

describe('a wrong request names field, index and cell', () => {
  test.each([
    ['"n/a"', 'a number, not "n/a"'],
    ['"1_000"', 'a number, not "1_000"'],
    ['"1,5"', 'a number, not "1,5"'],
    ['true', 'a number, not true'],
    ['[1, 2]', 'a number, not a list'],
    ['{}', 'a number, not an object'],
    ['1e400', 'a finite number, not Infinity'],
    [`"${'9'.repeat(400)}"`, `a finite number, not "${'9'.repeat(40)}…"`],
    ['-0.35', 'a number of 0 or more, not -0.35'],
  ])('price %s', (json, wanted) => {
    expect(read(withPrice(17, json))).toEqual({
      ok: false,
      problems: [
        {
          message: `option_prices[17] (strike 83.11, maturity 0.7889) should be ${wanted}.`,
          cell: { strike: 1, maturity: 7 },
        },
      ],
    });
  });

  test.each<[object, string]>([
    [{}, 'option_prices is required, or quotes in its place.'],
    [{ option_prices: 'abc' }, 'option_prices should be a list, not "abc".'],
    [
      { option_prices: prices.slice(0, 150) },
      'option_prices has 150 prices instead of 200 (20 strikes × 10 maturities, strike by strike). Correct the list, or strikes and maturities.',
    ],
    [
      { ...whole, strikes: [80, 90] },
      'option_prices has 200 prices instead of 20 (2 strikes × 10 maturities, strike by strike). Correct the list, or strikes and maturities.',
    ],
    [
      { option_prices: Array(301).fill(1), strikes: linspace(1, 2, 301), maturities: [1] },
      'The grid has 301 strikes × 1 maturities, strike by strike: at most 300 × 60 can be shown. Give fewer.',
    ],
    [{ ...whole, strikes: [] }, 'strikes should have items.'],
    [
      { ...whole, strikes: strikes.with(3, 80) },
      `strikes: Items should increase: item 3 is 80, after ${strikes[2]}.`,
    ],
    [
      { ...whole, maturities: maturities.with(0, 0) },
      'maturities: Items should be greater than 0: item 0 is 0.',
    ],
    [{ ...whole, maturities: 'm' }, 'maturities should be a list, not "m".'],
    [{ ...whole, spot_price: 0 }, 'spot_price should be a number greater than 0, not 0.'],
    [{ ...whole, spot_price: null }, 'spot_price should be a number, not null.'],
    [{ ...whole, risk_free_rate: 'abc' }, 'risk_free_rate should be a number, not "abc".'],
    [{ ...whole, risk_free_rate: 701 }, expect.stringMatching(/^risk_free_rate should lie within/)],
    [
      { ...whole, model_name: 'Heston' },
      'model_name should be one of "VarianceGamma", "CGMY", not "Heston".',
    ],
  ])('%#', (body, expected) => {
    expect(messages(body)).toEqual([expected]);
  });

  test('lists all problems, up to twenty', () => {
    const all = messages({ ...whole, option_prices: prices.map(() => 'x'), spot_price: -1 });
    expect(all).toHaveLength(21);
    expect(all.at(-1)).toBe('And 181 more.');
  });
});

describe('text that is not valid JSON', () => {
  test.each([
    ['{"option_prices": [1,\n 2, NaN]}', /line 2, column 5, “NaN\]}” is out of place/],
    ['{"option_prices": [1, 2', /column 24, the text ends too early/],
    ["{'option_prices': []}", /line 1, column 2, “'option_prices': \[\]}” is out of place/],
    [`{"a":${'['.repeat(500_000)}`, /^The JSON is too deeply nested/],
    [`{${','.repeat(1_900_000)}`, /line 1, column 2, “,{24}…” is out of place/],
  ])('%.30j', (text, message) => {
    expect(messages(text)).toEqual([expect.stringMatching(message)]);
  });
});
