import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { prettyJson } from './pretty-json.ts';

test('what is short stands on a line, and a list of numbers fills its lines', () => {
  const prices = Array.from({ length: 23 }, (_, i) => i + 0.5);
  expect(
    prettyJson(JSON.stringify({ prices, model_name: 'CGMY', fit: { rmse: 1 }, none: [] })),
  ).toBe(
    `{
  "prices": [
    0.5, 1.5, 2.5, 3.5, 4.5, 5.5, 6.5, 7.5, 8.5, 9.5,
    10.5, 11.5, 12.5, 13.5, 14.5, 15.5, 16.5, 17.5, 18.5, 19.5,
    20.5, 21.5, 22.5
  ],
  "model_name": "CGMY",
  "fit": { "rmse": 1 },
  "none": []
}`,
  );
  const quotes = [90, 100].map((strike) => ({
    strike,
    maturity: 0.5,
    option_type: 'call',
    price: 9,
  }));
  expect(prettyJson(JSON.stringify({ quotes })).split('\n')).toEqual([
    '{',
    '  "quotes": [',
    '    { "strike": 90, "maturity": 0.5, "option_type": "call", "price": 9 },',
    '    { "strike": 100, "maturity": 0.5, "option_type": "call", "price": 9 }',
    '  ]',
    '}',
  ]);
});

test('numbers keep the digits that a double would lose', () => {
  const text = '{"a":-0,"b":1.0,"c":1e400,"d":12345678901234567890,"e":0.10}';
  expect(prettyJson(text).replace(/\s/g, '')).toBe(text);
});

test('any JSON keeps its meaning and stays as it is when laid out again', () => {
  fc.assert(
    fc.property(fc.json({ maxDepth: 6 }), (text) => {
      const pretty = prettyJson(text);
      expect(JSON.parse(pretty)).toEqual(JSON.parse(text));
      expect(prettyJson(pretty)).toBe(pretty);
    }),
    { numRuns: 500 },
  );
});

test('what is no JSON, or nested beyond reading, stays', () => {
  expect(prettyJson('{"option_prices": [1, }')).toBe('{"option_prices": [1, }');
  expect(prettyJson('')).toBe('');
  const deep = '['.repeat(200_000) + ']'.repeat(200_000);
  expect(prettyJson(deep) === deep).toBe(true);
});
