import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseRequest } from './schemas.ts';

/** What the schema makes of one price. */
function price(input: unknown): number | string {
  const result = parseRequest({ option_prices: [input] });
  return result.ok ? (result.value.option_prices[0] ?? 'none') : result.detail[0]!.type;
}

const finite = fc.double({ noNaN: true, noDefaultInfinity: true, min: 0 });

describe('numbers', () => {
  it('takes every finite number, and its decimal text with spaces around', () => {
    fc.assert(
      fc.property(finite, fc.constantFrom('', ' ', '\t\n', '\u00a0'), (x, space) => {
        expect(price(x)).toBe(x);
        expect(price(`${space}${x}${space}`)).toBe(x);
        expect(price(`+${x.toExponential().toUpperCase()}`)).toBe(x);
      }),
    );
  });

  it('takes no text that is not ASCII decimal', () => {
    const decimal = /^\s*[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?\s*$/i;
    const part = fc.constantFrom(...'0189+-.eE_,xXnNaif∞٣½ '.split(''));
    fc.assert(
      fc.property(fc.array(part, { maxLength: 8 }), (parts) => {
        const text = parts.join('');
        fc.pre(!decimal.test(text));
        expect(price(text)).toMatch(/^(float_parsing|finite_number)$/);
      }),
    );
  });

  it.each(['', ' ', '.', '+', '1e', '0x10', '1,5', '1 2', 'abc', '1_000', '١٢', '１', '--1', '1n'])(
    'refuses the text %j',
    (text) => expect(price(text)).toBe('float_parsing'),
  );

  it.each(['nan', 'NaN', 'inf', '-Infinity', '1e400', '9'.repeat(400)])('refuses %s', (text) =>
    expect(price(text)).toBe('finite_number'),
  );

  it.each([true, false, null, [1], { x: 1 }])('refuses %j', (value) =>
    expect(price(value)).toBe('float_type'),
  );

  it('reads a hostile text in linear time', () => {
    const text = `${'1'.repeat(1_000_000)}x`;
    expect(price(text)).toBe('float_parsing');
    const result = parseRequest({ option_prices: [text] });
    expect(!result.ok && result.detail[0]!.msg.length < 100).toBe(true);
  });
});

describe('parseRequest', () => {
  it('never throws, and names a place in the body', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const result = parseRequest({ option_prices: value, strikes: value, spot_price: value });
        if (!result.ok) for (const { loc } of result.detail) expect(loc[0]).toBe('body');
        parseRequest(value);
      }),
    );
  });

  it('fills in what is left out and drops what it does not know', () => {
    expect(parseRequest({ option_prices: [1], __proto__: null, extra: 1 })).toEqual({
      ok: true,
      value: {
        option_prices: [1],
        model_name: 'VarianceGamma',
        spot_price: 100,
        risk_free_rate: 0.05,
      },
    });
  });

  it('reports negatives once, at the list, and only when every item is a number', () => {
    const locations = (option_prices: unknown[]) => {
      const result = parseRequest({ option_prices });
      return result.ok ? [] : result.detail.map(({ loc }) => loc);
    };
    expect(locations([1, -2, -3])).toEqual([['body', 'option_prices']]);
    expect(locations([-1, 'p', -2])).toEqual([['body', 'option_prices', 1]]);
    expect(locations([-0])).toEqual([]);
  });

  it('bounds the rate by what its discount factors can hold', () => {
    const rate = (risk_free_rate: number, last: number) => {
      const maturities = Array.from({ length: 10 }, (_, i) => (last * (i + 1)) / 10);
      return parseRequest({ option_prices: [1], maturities, risk_free_rate }).ok;
    };
    expect([rate(350, 2), rate(-350, 2), rate(351, 2), rate(24, 30)]).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });
});
