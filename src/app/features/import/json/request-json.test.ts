import { describe, expect, test } from 'vitest';
import { contractGrid } from '../../../../levy/contract-grid.ts';
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
    ['"n/a"', '“n/a” is not a number. Write a price, or null where nothing is quoted.'],
    ['"1_000"', '“1_000” is not a number. Write a price, or null where nothing is quoted.'],
    ['"1,5"', '“1,5” is not a number. Write a price, or null where nothing is quoted.'],
    ['true', 'true is not a number. Write a price, or null where nothing is quoted.'],
    ['[1, 2]', 'a list is not a number. Write a price, or null where nothing is quoted.'],
    ['{}', 'an object is not a number. Write a price, or null where nothing is quoted.'],
    ['1e400', 'the number is too large. Write a price, or null where nothing is quoted.'],
    [
      `"${'9'.repeat(400)}"`,
      'the number is too large. Write a price, or null where nothing is quoted.',
    ],
    ['-0.35', 'the price -0.35 is negative. An option is worth 0 or more: correct it.'],
  ])('price %s', (json, trouble) => {
    expect(read(withPrice(17, json))).toEqual({
      ok: false,
      problems: [
        {
          message: `option_prices[17] (strike 83.11, maturity 0.7889): ${trouble}`,
          cell: { strike: 1, maturity: 7 },
        },
      ],
    });
  });

  test.each([
    [{}, ['option_prices is missing. Write 200 prices in one list, strike by strike.']],
    [
      { option_prices: 'abc' },
      ['option_prices is not a list. Write 200 prices in one list, strike by strike.'],
    ],
    [
      { option_prices: prices.slice(0, 150) },
      [
        'option_prices has 150 prices instead of 200 (20 strikes × 10 maturities, strike by strike).',
      ],
    ],
    [
      { ...whole, strikes: [80, 90] },
      [
        'option_prices has 200 prices instead of 20 (2 strikes × 10 maturities, strike by strike). Correct the list, or strikes and maturities.',
      ],
    ],
    [
      { ...whole, strikes: [] },
      ['strikes has 0 numbers. Write 1 to 300 increasing numbers above 0.'],
    ],
    [
      { ...whole, strikes: strikes.with(3, 80) },
      [
        `strikes[3]: 80 is not above ${strikes[2]}. The strikes must be above 0 and increase: sort or correct them.`,
      ],
    ],
    [
      { ...whole, maturities: maturities.with(0, 0) },
      [
        'maturities[0]: 0 is not above 0. The maturities must be above 0 and increase: sort or correct them.',
      ],
    ],
    [
      { ...whole, maturities: 'm' },
      ['maturities is not a list. Write 1 to 60 increasing numbers above 0.'],
    ],
    [{ ...whole, spot_price: 0 }, ['spot_price must be above 0. Correct it.']],
    [
      { ...whole, spot_price: null },
      ['spot_price: null is not a number. Write a number, such as 100.'],
    ],
    [
      { ...whole, risk_free_rate: 'abc' },
      ['risk_free_rate: “abc” is not a number. Write a number, such as 0.05.'],
    ],
    [
      { ...whole, model_name: 'Heston' },
      ['model_name: “Heston” is no model. Write VarianceGamma or CGMY.'],
    ],
    [
      { ...whole, model_name: null },
      ['model_name: null is no model. Write VarianceGamma or CGMY.'],
    ],
  ])('%#', (body, expected) => {
    expect(messages(body)).toEqual(expected);
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
    [`{"a":${'['.repeat(500_000)}`, /^This is not valid JSON\./],
  ])('%.30j', (text, message) => {
    expect(messages(text)).toEqual([expect.stringMatching(message)]);
  });
});
