import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parityForward, parityForwards } from './parity.ts';
import type { Quote } from './quotes.ts';

/** Call and put of one strike, the call worth `time` beyond what parity needs. */
function pair(strike: number, maturity: number, forward: number, rate: number, time = 1): Quote[] {
  const difference = Math.exp(-rate * maturity) * (forward - strike);
  return [
    { strike, maturity, type: 'call', price: time + Math.max(difference, 0) },
    { strike, maturity, type: 'put', price: time + Math.max(-difference, 0) },
  ];
}

describe('the forward of one maturity', () => {
  test('comes back from pairs of any strikes', () => {
    const strikes = fc.uniqueArray(fc.integer({ min: 50, max: 200 }), {
      minLength: 1,
      maxLength: 12,
    });
    const number = (min: number, max: number) => fc.double({ min, max, noNaN: true });
    fc.assert(
      fc.property(
        strikes,
        number(60, 180),
        number(-0.05, 0.2),
        number(0.01, 5),
        (ks, forward, rate, maturity) => {
          const slice = ks.flatMap((strike) => pair(strike, maturity, forward, rate));
          expect(parityForward(slice, maturity, rate)).toBeCloseTo(forward, 9);
        },
      ),
    );
  });

  test('is not moved by one bad pair', () => {
    const slice = [90, 95, 100, 105, 110].flatMap((strike) => pair(strike, 1, 102, 0.05));
    slice[4] = { ...(slice[4] as Quote), price: 25 };
    expect(parityForward(slice, 1, 0.05)).toBeCloseTo(102, 9);
  });

  test('needs a pair', () => {
    const [call] = pair(100, 1, 102, 0.05);
    const [, put] = pair(90, 1, 102, 0.05);
    expect(parityForward([call!, put!], 1, 0.05)).toBeUndefined();
    expect(parityForward([], 1, 0.05)).toBeUndefined();
  });
});

describe('forwards of a list', () => {
  const market = { spot: 100, rate: 0.05 };

  test('between two maturities with pairs lie on the line of their logarithms', () => {
    // A tenth too much for a day is 36 % a year.
    const quotes = [...pair(100, 1 / 365, 100.1, 0.05), ...pair(100, 2, 106, 0.05)];
    const found = parityForwards(quotes, [1 / 365, 1, 2], market);
    const dividends = (maturity: number, forward: number) =>
      0.05 * maturity - Math.log(forward / 100);
    const early = dividends(1 / 365, 100.1);
    const share = (1 - 1 / 365) / (2 - 1 / 365);
    const middle = early + share * (dividends(2, 106) - early);
    expect(found).toMatchObject({
      forwards: [
        expect.closeTo(100.1, 9),
        expect.closeTo(100 * Math.exp(0.05 - middle), 9),
        expect.closeTo(106, 9),
      ],
    });
  });

  test('before the first pair have its yield', () => {
    const quotes = [...pair(100, 1, 103, 0.05), ...pair(100, 4, 110, 0.05)];
    const found = parityForwards(quotes, [0.5, 1, 4], market);
    const yieldAt1 = 0.05 - Math.log(1.03);
    expect(found).toMatchObject({
      forwards: [
        expect.closeTo(100 * Math.exp(0.5 * (0.05 - yieldAt1)), 9),
        expect.closeTo(103, 9),
        expect.closeTo(110, 9),
      ],
      notes: [
        'Forwards from put–call parity at 2 of 3 maturities: a dividend yield of 2.04 % to 2.62 %.',
      ],
    });
  });

  test('are not implied where a dividend yield or forwards are told', () => {
    const quotes = pair(100, 1, 103, 0.05);
    expect(parityForwards(quotes, [1], { ...market, dividendYield: 0.01 })).toEqual({
      ok: true,
      dividendYield: 0.01,
      notes: [],
    });
    const forwards = [{ maturity: 1, forward: 104 }];
    expect(parityForwards(quotes, [1], { ...market, forwards })).toMatchObject({ forwards: [104] });
  });

  test.each([
    [[{ maturity: 1, forward: 0 }], /^The forward at maturity 1 is 0: it must be above 0/],
    [[{ maturity: 1, forward: Number.NaN }], /is NaN: it must be above 0 and finite/],
    [[{ maturity: 2, forward: 104 }], /^There is no forward for maturity 1\. Give one for every/],
  ])('%j is refused', (forwards, message) => {
    expect(parityForwards([], [1], { ...market, forwards })).toEqual({
      ok: false,
      message: expect.stringMatching(message),
    });
  });

  test('a forward under 0 asks whether calls and puts are exchanged', () => {
    const quotes: Quote[] = [
      { strike: 10, maturity: 1, type: 'call', price: 1 },
      { strike: 10, maturity: 1, type: 'put', price: 90 },
    ];
    expect(parityForwards(quotes, [1], market)).toMatchObject({
      ok: false,
      message: expect.stringMatching(/are calls and puts exchanged/),
    });
  });
});
