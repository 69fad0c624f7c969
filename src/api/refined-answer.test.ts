import { describe, expect, it } from 'vitest';
import { localService } from '../calibration/local-service.ts';
import { contractGrid } from '../levy/contract-grid.ts';
import { surfacePricer } from '../levy/pricer.ts';
import { varianceGamma } from '../levy/variance-gamma.ts';
import { answerCalibrate } from './calibrate-answer.ts';
import { fakeCalibration, fakeService } from './testing/fake-service.ts';
import { smallNetwork } from './testing/small-network.ts';

const service = localService(async (model) => smallNetwork(model));
const truth = { sigma: 0.2, nu: 0.4, theta: -0.15 };
const near = {
  sigma: expect.closeTo(0.2, 6),
  nu: expect.closeTo(0.4, 5),
  theta: expect.closeTo(-0.15, 6),
};

async function answer(body: object | string, from = service) {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const { status, headers, body: answered } = await answerCalibrate(text, from);
  return { status, headers, body: JSON.parse(JSON.stringify(answered)) };
}

/** Prices under `truth`, strike-major; a yield of 1 %. */
function prices(strikes: readonly number[], maturities: readonly number[], type: 'call' | 'put') {
  const grid = { spot: 100, rate: 0.05, dividendYield: 0.01, strikes, maturities };
  const out = new Float64Array(strikes.length * maturities.length);
  surfacePricer(varianceGamma, grid).prices(Object.values(truth), type, out);
  return [...out];
}

const strikes = [85, 95, 105, 115];
const maturities = [0.25, 1];
const calls = prices(strikes, maturities, 'call');
const puts = prices(strikes, maturities, 'put');
const quotesOf = (option_type: 'call' | 'put', list: readonly number[]) =>
  list.map((price, cell) => ({
    strike: strikes[cell >> 1],
    maturity: String(maturities[cell % 2]),
    option_type,
    price,
  }));

describe('a refined answer', () => {
  it('has the contract’s fields first, then what the contract does not know', async () => {
    const full = prices(contractGrid.strikes, contractGrid.maturities, 'call');
    const request = { option_prices: full, dividend_yield: 0.01, refine: true };
    const { status, headers, body } = await answer(request);
    expect(status).toBe(200);
    expect(headers?.['X-Refined']).toMatch(/^(exact|converged); iterations=\d+$/);
    expect(Object.keys(body)).toEqual([
      'model_name',
      'parameters',
      'inference_time_ms',
      'input_dimension',
      'success',
      'network_parameters',
      'standard_errors',
      'intervals',
      'identification',
      'correlation',
      'flat_directions',
      'fit',
      'notes',
      'refinement_time_ms',
      'total_time_ms',
    ]);
    expect(body.parameters).toEqual(near);
    expect(body.input_dimension).toBe(200);
    expect(body.fit.residuals).toHaveLength(200);
    expect(body.fit.arbitrage).toEqual({ verdict: 'clean', broken_quotes: 0 });
  });

  it('takes calls and puts, implies forwards, and fits what is out of the money', async () => {
    const quotes = [...quotesOf('call', calls), ...quotesOf('put', puts)];
    const { body } = await answer({ refine: true, quotes });
    expect(body.parameters).toEqual(near);
    expect(body.input_dimension).toBe(8);
    expect(body.notes).toEqual([
      expect.stringMatching(/put–call parity at 2 of 2 maturities: a dividend yield of 1\.00 %/),
      expect.stringMatching(/8 strikes have both a call and a put/),
    ]);
    const fitted = body.fit.residuals.map((residual: number | null) => residual !== null);
    const call = [0, 0, 0, 0, 1, 1, 1, 1].map(Boolean);
    expect(fitted).toEqual([...call, ...call.map((taken) => !taken)]);
  });

  it('takes a grid of any size with cells that are not quoted', async () => {
    const option_prices = calls.map((price, cell) => (cell === 3 ? null : price));
    const request = { refine: true, option_prices, strikes, maturities, dividend_yield: 0.01 };
    const { body } = await answer(request);
    expect(body.parameters).toEqual(near);
    expect(body.input_dimension).toBe(7);
    expect(body.fit.residuals.indexOf(null)).toBe(3);
    const short = await answer({ ...request, option_prices: option_prices.slice(1) });
    expect([short.status, short.body.details]).toEqual([422, { expected: 8, received: 7 }]);
  });

  it('takes forwards, objective and noise', async () => {
    const forwards = maturities.map((maturity) => ({
      maturity,
      forward: 100 * Math.exp(0.04 * maturity),
    }));
    const quotes = quotesOf('call', calls).map(({ price, ...quote }) => ({
      ...quote,
      bid: price - 0.01,
      ask: price + 0.01,
    }));
    const wishes = { objective: 'spread', noise: 0.5 };
    const { body } = await answer({ refine: true, quotes, forwards, ...wishes });
    expect(body.parameters).toEqual(near);
    expect(body.fit).toMatchObject({ ...wishes, noise_known: true });
    expect(body.fit.inside_bid_ask).toEqual({ inside: 8, quotes: 8 });
  });

  it('writes null for what is infinite', async () => {
    const calibrated = fakeCalibration('VarianceGamma', [Infinity, 0.1, 0.1]);
    const from = fakeService({ calibrate: async () => calibrated });
    const request = { refine: true, strikes, maturities, option_prices: calls };
    const { body } = await answer(request, from);
    expect(body.standard_errors).toEqual({ sigma: null, nu: 0.1, theta: 0.1 });
    expect(body.intervals.sigma).toEqual([null, null]);
  });
});

describe('a request that cannot be refined', () => {
  const quote = { strike: 100, maturity: 1, price: 9 };

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
      { quotes: [{ ...quote, option_type: 'P' }] },
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
    ['another objective', { quotes: [quote], objective: 'best' }, ['objective'], '"vega"'],
    ['no noise', { quotes: [quote], noise: 0 }, ['noise'], 'greater than 0'],
    ['a huge yield', { quotes: [quote], dividend_yield: 701 }, ['dividend_yield'], '±700'],
    ['a huge rate', { quotes: [quote], risk_free_rate: 701 }, ['risk_free_rate'], '±700'],
    ['a negative price', { option_prices: [null, -1] }, ['option_prices'], 'item 1 is -1'],
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
      { quotes: quotesOf('call', calls), objective: 'spread' },
      /8 of 8 have none/,
    ],
    ['another currency', { quotes: quotesOf('call', calls), spot_price: 1e-6 }, /check spot/],
  ])('is a CalibrationError: %s', async (_name, fields, message) => {
    const { status, body } = await answer({ refine: true, ...fields });
    expect([status, body.error]).toEqual([422, 'CalibrationError']);
    expect(body.message).toMatch(message);
  });
});

it.each([undefined, false, null, 1, 'true'])(
  'answers as the contract does where refine is %j',
  async (refine) => {
    const option_prices = Array(200).fill(10);
    const extra = { quotes: 'x', noise: -1, objective: 'best', dividend_yield: 'x' };
    const { status, headers, body } = await answer({ option_prices, ...extra, refine });
    expect(status).toBe(200);
    expect(Object.keys(headers ?? {})).not.toContain('X-Refined');
    expect(Object.keys(body)).toEqual([
      'model_name',
      'parameters',
      'inference_time_ms',
      'input_dimension',
      'success',
    ]);
    const without = await answer({ quotes: [], refine });
    expect([without.status, without.body.detail]).toEqual([
      422,
      [
        {
          loc: ['body', 'option_prices'],
          msg: 'Field required: quotes are read with "refine": true only',
          type: 'missing',
        },
      ],
    ]);
  },
);
