import { describe, expect, it } from 'vitest';
import { localService } from '../calibration/local-service.ts';
import { contractGrid } from '../levy/contract-grid.ts';
import { surfacePricer } from '../levy/pricer.ts';
import { varianceGamma } from '../levy/variance-gamma.ts';
import { answerCalibrate } from './calibrate-answer.ts';
import { contractFields } from './testing/contract-fields.ts';
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
      ...contractFields,
      'network_parameters',
      'network_errors',
      'unfamiliarity',
      'price_noise',
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

  it.each([1e-200, 1e160, 1e300])('has finite figures in a currency of %s', async (unit) => {
    const list = quotesOf(
      'call',
      calls.map((price, i) => unit * price * (1 + (i % 3) / 50)),
    );
    const quotes = list.map((quote) => ({ ...quote, strike: unit * (quote.strike ?? 0) }));
    const request = { quotes, spot_price: 100 * unit, dividend_yield: 0.01, refine: true };
    const { status, body } = await answer(request);
    expect(status).toBe(200);
    const { rmse, max, bias } = body.fit.price;
    for (const size of [rmse / unit, max / unit]) expect(size).toBeGreaterThan(0.01);
    expect(Math.abs(bias) / unit).toBeLessThan(max / unit);
    expect(body.fit.schoutens.rmse / unit).toBeCloseTo(rmse / unit, 9);
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

  it('counts dates of expiry in days of a 365th from the valuation date', async () => {
    const dates = ['2023-06-03', '2024-03-03'];
    const years = [91 / 365, 1];
    const quotes = prices(strikes, years, 'call').map((price, cell) => {
      return { strike: strikes[cell >> 1], expiry: dates[cell % 2], price };
    });
    const forwards = [
      { expiry: dates[1], forward: 100 * Math.exp(0.04) },
      { maturity: years[0], forward: 100 * Math.exp(0.04 * (91 / 365)) },
    ];
    const rest = { refine: true, valuation_date: '2023-03-04' };
    const told = await answer({ ...rest, quotes, forwards });
    expect(told.body.parameters).toEqual(near);
    const byYield = await answer({ ...rest, quotes, dividend_yield: 0.01 });
    expect(byYield.body.parameters).toEqual(near);
  });

  it('takes null for what is not there, and any way to write call or put', async () => {
    const none = { price: null, bid: null, ask: null, expiry: null };
    const quotes = [
      ...quotesOf('call', calls).map((quote) => ({ ...none, ...quote, option_type: 'C' })),
      ...quotesOf('put', puts).map(({ price, ...quote }) => {
        return { ...quote, ...none, bid: price, ask: price, option_type: 'Put' };
      }),
    ];
    const absent = { dividend_yield: null, forwards: null, objective: null, noise: null };
    const { body } = await answer({ refine: true, quotes, valuation_date: null, ...absent });
    expect(body.parameters).toEqual(near);
    expect(body.fit.objective).toBe('vega');
  });

  it('lists residuals in the order of the request, as model − market', async () => {
    const noisy = calls.map((price, cell) => price * (1 + 0.03 * Math.sin(7 * cell)));
    const quotes = quotesOf('call', noisy).sort(
      (a, b) => Math.sin(9 * a.price) - Math.sin(9 * b.price),
    );
    const { body } = await answer({ refine: true, dividend_yield: 0.01, quotes });
    const grid = { spot: 100, rate: 0.05, dividendYield: 0.01, strikes, maturities };
    const fitted = new Float64Array(calls.length);
    surfacePricer(varianceGamma, grid).prices(
      Object.values<number>(body.parameters),
      'call',
      fitted,
    );
    const errors = quotes.map(({ price }) => (fitted[noisy.indexOf(price)] ?? 0) - price);
    expect(Math.max(...errors)).toBeGreaterThan(0.01);
    expect(body.fit.residuals).toEqual(errors.map((error) => expect.closeTo(error, 9)));
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

it.each([undefined, false, null, 1, 'true'])(
  'answers as the contract does where refine is %j',
  async (refine) => {
    const option_prices = Array(200).fill(10);
    const extra = { quotes: 'x', noise: -1, objective: 'best', dividend_yield: 'x' };
    const { status, headers, body } = await answer({ option_prices, ...extra, refine });
    expect(status).toBe(200);
    expect(Object.keys(headers ?? {})).not.toContain('X-Refined');
    expect(Object.keys(body)).toEqual(contractFields);
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
