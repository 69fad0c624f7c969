import { describe, expect, it } from 'vitest';
import { localService } from '../calibration/local-service.ts';
import { answerCalibrate } from './calibrate-answer.ts';
import { smallNetwork } from './testing/small-network.ts';

const service = localService(async (model) => smallNetwork(model));

async function answer(body: object) {
  const { status, body: answered } = await answerCalibrate(JSON.stringify(body), service);
  return { status, body: JSON.parse(JSON.stringify(answered)) };
}

describe('a request that cannot be refined', () => {
  const chain = Array.from({ length: 8 }, (_, i) => ({
    strike: 80 + 5 * i,
    maturity: 1,
    price: 9,
  }));
  const quote = { strike: 100, maturity: 1, price: 9 };
  const day = '2026-03-02';

  it.each<[string, object, (string | number)[], string]>([
    ['no prices', {}, ['option_prices'], 'Field required, or quotes'],
    ['prices and quotes', { quotes: [quote], option_prices: [1] }, ['quotes'], 'leave out'],
    ['strikes and quotes', { quotes: [quote], strikes: [1] }, ['quotes'], 'leave out'],
    ['no list', { quotes: 'none' }, ['quotes'], 'a list'],
    ['no quotes', { quotes: [] }, ['quotes'], 'There are no quotes'],
    ['too many', { quotes: Array(20_001).fill(0) }, ['quotes'], 'at most 20000 items, not 20001'],
    ['a number', { quotes: [quote, 7] }, ['quotes', 1], 'a JSON object, not 7'],
    ['no strike', { quotes: [{ maturity: 1, price: 9 }] }, ['quotes', 0, 'strike'], 'required'],
    ['a word', { quotes: [{ ...quote, price: '9,5' }] }, ['quotes', 0, 'price'], 'not "9,5"'],
    [
      'another option',
      { quotes: [{ ...quote, option_type: 'straddle' }] },
      ['quotes', 0, 'option_type'],
      '"call", "put"',
    ],
    [
      'no price',
      { quotes: [{ strike: 1, maturity: 1 }] },
      ['quotes', 0],
      'This quote has no price. Give a price, or a bid and an ask',
    ],
    [
      'crossed sides',
      { quotes: [{ ...quote, bid: 3, ask: 2 }] },
      ['quotes', 0],
      'a bid of 3 above its ask of 2',
    ],
    ['a twin', { quotes: [quote, quote] }, ['quotes', 1], 'is the same call as quotes[0]'],
    ['a negative strike', { quotes: [{ ...quote, strike: -1 }] }, ['quotes', 0], 'strike -1'],
    [
      'a forward missing',
      { quotes: [quote], forwards: [{ maturity: 2, forward: 100 }] },
      ['quotes'],
      'no forward for maturity 1',
    ],
    [
      'a forward missing on a grid',
      { option_prices: [9], strikes: [100], maturities: [1], forwards: [] },
      ['forwards'],
      'no forward for maturity 1',
    ],
    [
      'no maturity',
      { quotes: [{ strike: 1, price: 9 }] },
      ['quotes', 0, 'maturity'],
      'Field required, or expiry in its place',
    ],
    [
      'maturity and expiry',
      { quotes: [{ ...quote, expiry: '2027-01-15' }] },
      ['quotes', 0, 'expiry'],
      'not both',
    ],
    [
      'no valuation date',
      { quotes: [{ strike: 1, expiry: '2027-01-15', price: 9 }] },
      ['valuation_date'],
      'Field required where an expiry is a date',
    ],
    [
      'an expired quote',
      { quotes: [quote, { strike: 1, expiry: day, price: 9 }], valuation_date: day },
      ['quotes', 1, 'expiry'],
      'after valuation_date',
    ],
    [
      'an expired forward',
      { quotes: [quote], forwards: [{ forward: 9, expiry: day }], valuation_date: day },
      ['forwards', 0, 'expiry'],
      'after valuation_date',
    ],
    [
      'no such day',
      { quotes: [{ strike: 1, expiry: '2027-02-29', price: 9 }], valuation_date: day },
      ['quotes', 0, 'expiry'],
      'a date such as "2026-12-18", not "2027-02-29"',
    ],
    [
      'another date',
      { quotes: [quote], valuation_date: '15.1.2027' },
      ['valuation_date'],
      'a date',
    ],
    ['no text', { quotes: [quote], valuation_date: 20270115 }, ['valuation_date'], 'a date'],
    ['another objective', { quotes: [quote], objective: 'best' }, ['objective'], '"vega"'],
    ['no noise', { quotes: [quote], noise: 0 }, ['noise'], 'greater than 0'],
    ['a huge yield', { quotes: [quote], dividend_yield: 701 }, ['dividend_yield'], '±700'],
    ['a huge rate', { quotes: [quote], risk_free_rate: 701 }, ['risk_free_rate'], '±700'],
    ['a negative price', { option_prices: [null, -1] }, ['option_prices', 1], '0 or more, not -1'],
  ])('says where and why: %s', async (_name, fields, loc, message) => {
    const { status, body } = await answer({ refine: true, ...fields });
    expect([status, body.detail[0].loc]).toEqual([422, ['body', ...loc]]);
    expect(body.detail[0].msg).toContain(message);
    expect(body.detail[0].msg).not.toMatch(/\.$/);
  });

  it.each<[string, object, RegExp]>([
    ['too few quotes', { quotes: [quote] }, /needs at least 4 quotes: there are 1/],
    ['nothing quoted', { option_prices: [null], strikes: [9], maturities: [1] }, /there are 0/],
    [
      'weights by spreads that are not there',
      { quotes: chain, objective: 'spread' },
      /8 of 8 have none/,
    ],
    ['another currency', { quotes: chain, spot_price: 1e-6 }, /check spot/],
  ])('is a CalibrationError: %s', async (_name, fields, message) => {
    const { status, body } = await answer({ refine: true, ...fields });
    expect([status, body.error]).toEqual([422, 'CalibrationError']);
    expect(body.message).toMatch(message);
  });
});
