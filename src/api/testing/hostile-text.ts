import fc from 'fast-check';
import { objectives } from '../../calibration/refine/objective.ts';

/*
 * Texts that a program, a hand or an attacker may send to `POST /calibrate`. Values are JSON text and
 * not values, since much of what is hostile is no value at all: 1e400, NaN, one key twice.
 */

const digits = '9'.repeat(400);

/** What stands where a number should. */
const hostile = fc.constantFrom(
  ...['1e400', '-1e400', '-0', '-1', '5e-324', '1.7e308', digits, `-${digits}`, `0.${digits}`],
  ...[
    'NaN',
    'Infinity',
    '-Infinity',
    '1_000',
    '0x10',
    '01',
    '.5',
    '1.',
    '+1',
    '-',
    '1n',
    'undefined',
  ],
  ...[
    '"NaN"',
    '"-inf"',
    '"Infinity"',
    '"1e400"',
    `"${digits}"`,
    '"1_000"',
    '"0x10"',
    '"1,5"',
    '""',
  ],
  ...['"١٢"', '"１２"', '"½"', '" 12.5 "', '"+1e2"', '"\\u0000"', '"\\ud800"', '"a', "'1'"],
  ...['true', 'false', 'null', '[]', '{}', '[[1]]', '{"__proto__":1}', '{"valueOf":null}'],
  `${'['.repeat(300)}${']'.repeat(300)}`,
  '{"a":'.repeat(3000),
);

const sane = fc.double({ min: 0.05, max: 200, noNaN: true }).map(String);
const number = fc.oneof(
  { weight: 60, arbitrary: sane },
  { weight: 1, arbitrary: fc.double({ noNaN: true, noDefaultInfinity: true }).map(String) },
  { weight: 1, arbitrary: hostile },
);
const rate = fc.oneof(
  { weight: 30, arbitrary: fc.double({ min: -0.1, max: 0.2, noNaN: true }).map(String) },
  { weight: 1, arbitrary: number },
);
const anything = fc.oneof(
  hostile,
  fc.json(),
  fc.string().map((text) => JSON.stringify(text)),
);

/** A list of about so many of what is sane, with some of what is not among them. */
function listText(length: number, item = sane, most = 1) {
  return fc
    .record({
      count: fc.oneof(
        { weight: 30, arbitrary: fc.constant(length) },
        { weight: 1, arbitrary: fc.constantFrom(0, 1, length - 1, length + 1, 2 * length) },
      ),
      items: fc.array(item, { minLength: 8, maxLength: 8 }),
      changes: fc.oneof(
        { weight: 3, arbitrary: fc.constant([]) },
        { weight: 1, arbitrary: fc.array(fc.tuple(fc.nat(), anything), { maxLength: most }) },
      ),
    })
    .map(({ count, items, changes }) => {
      const list = Array.from({ length: count }, (_, i) => items[(i * i) % items.length] ?? '0');
      for (const [at, text] of changes) if (count > 0) list[at % count] = text;
      return `[${list.join()}]`;
    });
}

/** An axis of about so many steps. */
function axisText(length: number) {
  return fc
    .tuple(fc.double({ min: 0.1, max: 5, noNaN: true }), fc.nat({ max: 30 }), hostile)
    .map(([step, kind, text]) => {
      const count = kind === 0 ? length - 1 : length;
      const items = Array.from({ length: count }, (_, i) => String(step * (i + 1)));
      if (kind === 1) items.reverse();
      if (kind === 2) items[3] = text;
      return kind === 3 ? text : `[${items.join()}]`;
    });
}

/** A text that is mostly one of `texts`. */
function wordText(...texts: readonly string[]) {
  const known = fc.constantFrom(...texts).map((text) => JSON.stringify(text));
  return fc.oneof({ weight: 30, arbitrary: known }, { weight: 1, arbitrary: anything });
}

type Fields = Readonly<Record<string, fc.Arbitrary<string>>>;

/** An object of these fields, each of which may be missing, with others that nobody knows. */
function objectText(fields: Fields, required: readonly string[] = []) {
  const others = ['__proto__', 'constructor', 'prototype', 'toString', 'comment', 'toJSON', ''];
  return fc
    .record({
      // Not as an object: `__proto__` would be its prototype.
      own: fc.tuple(
        ...Object.entries(fields).map(([key, text]) =>
          fc.tuple(
            fc.constant(key),
            text,
            fc.nat({ max: 9 }).map((n) => n > 3 || required.includes(key)),
          ),
        ),
      ),
      more: fc.oneof(
        { weight: 4, arbitrary: fc.constant(undefined) },
        {
          weight: 1,
          arbitrary: fc.tuple(fc.constantFrom(...others, ...Object.keys(fields)), anything),
        },
      ),
    })
    .map(({ own, more }) => {
      const pairs: Array<readonly [string, string]> = own
        .filter(([, , isThere]) => isThere)
        .map(([key, text]) => [key, text] as const);
      if (more) pairs.push(more);
      return `{${pairs.map(([key, text]) => `${JSON.stringify(key)}:${text}`).join()}}`;
    });
}

const market = {
  model_name: wordText('VarianceGamma', 'CGMY'),
  spot_price: number,
  risk_free_rate: rate,
};

/** The contract's own request. */
export const gridText = objectText(
  { option_prices: listText(200), strikes: axisText(20), maturities: axisText(10), ...market },
  ['option_prices'],
);

const date = wordText('2026-06-19', '2027-01-15', '2028-02-29', '2027-01-15', '2026-02-29');
const sides = { price: number, bid: number, ask: number };
const option = { strike: number, option_type: wordText('call', 'put', 'C', 'Put'), ...sides };
const quoteText = fc.oneof(
  {
    weight: 4,
    arbitrary: objectText({ maturity: number, ...option }, ['strike', 'maturity', 'price']),
  },
  { weight: 2, arbitrary: objectText({ expiry: date, ...option }, ['strike', 'expiry', 'price']) },
  { weight: 1, arbitrary: objectText({ maturity: number, expiry: date, ...option }) },
);
/** Five calls that can be fitted, so that much of what is asked beside them is looked at. */
const chain = [90, 95, 100, 105, 110].map((strike, i) => {
  return `{"strike":${strike},"maturity":0.5,"price":${[13.6, 10.1, 7.1, 4.7, 2.9][i]}}`;
});

const refineFields = {
  ...market,
  dividend_yield: rate,
  forwards: fc
    .array(objectText({ maturity: number, expiry: date, forward: number }), { maxLength: 3 })
    .map((entries) => `[${entries.join()}]`),
  valuation_date: wordText('2026-02-28', '2026-03-02', '2026-03-02', '2026-02-29'),
  objective: wordText(...objectives),
  noise: number,
};
/** The same, each of which may be null, with the forwards of {@link chain}. */
const otherRefineFields = Object.fromEntries(
  Object.entries({
    ...refineFields,
    forwards: fc.constant('[{"maturity":0.5,"forward":101}]'),
  }).map(([key, text]) => [
    key,
    fc.oneof({ weight: 20, arbitrary: text }, { weight: 1, arbitrary: fc.constant('null') }),
  ]),
);

/** A request for a refinement. */
export const refineText = fc.oneof(
  objectText(
    {
      refine: fc.constant('true'),
      quotes: fc
        .array(quoteText, { maxLength: 6 })
        .map((quotes) => `[${[...chain, ...quotes].join()}]`),
      ...refineFields,
    },
    ['refine', 'quotes'],
  ),
  objectText(
    {
      refine: fc.constant('true'),
      quotes: fc.constant(`[${chain.join()}]`),
      ...otherRefineFields,
    },
    ['refine', 'quotes'],
  ),
  objectText(
    {
      refine: fc.constant('true'),
      option_prices: listText(12, fc.oneof(sane, fc.constant('null')), 2),
      strikes: axisText(4),
      maturities: axisText(3),
      ...refineFields,
    },
    ['refine', 'option_prices', 'strikes', 'maturities'],
  ),
);

/** The same with one fault in its text. */
function broken(text: fc.Arbitrary<string>) {
  return fc
    .tuple(text, fc.nat(), fc.constantFrom('cut', 'drop', ...'{}[],:"\\ \uFEFF\u0000e-'.split('')))
    .map(([whole, place, fault]) => {
      const at = place % (whole.length + 1);
      if (fault === 'cut') return whole.slice(0, at);
      return whole.slice(0, at) + (fault === 'drop' ? '' : fault) + whole.slice(at + 1);
    });
}

/** Any body. */
export const bodyText = fc.oneof(
  { weight: 8, arbitrary: gridText },
  { weight: 8, arbitrary: refineText },
  { weight: 2, arbitrary: broken(gridText) },
  { weight: 2, arbitrary: broken(refineText) },
  { weight: 2, arbitrary: fc.json() },
  { weight: 1, arbitrary: anything },
  { weight: 1, arbitrary: fc.string() },
  { weight: 1, arbitrary: listText(3000).map((list) => `{"option_prices":${list}}`) },
);

/** What a request may say of its body; JSON at two in three. */
export const contentType = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom('application/json', 'application/json; charset=utf-8') },
  {
    weight: 1,
    arbitrary: fc.constantFrom('application/problem+json', 'APPLICATION/JSON', undefined),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      'text/plain',
      'json',
      'application/jsonp',
      ';',
      'multipart/form-data',
      '',
    ),
  },
);
