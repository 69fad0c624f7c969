import { getResponse } from 'msw/utils/get-response';
import { describe, expect, it } from 'vitest';
import { bodyOf, examples, expected, observed } from '../../e2e/contract-examples.ts';
import seed from '../../e2e/fixtures/surfaces/not-a-surface.request.json' with { type: 'json' };
import { localService } from '../calibration/local-service.ts';
import type { Surface } from '../calibration/quotes/surface.ts';
import { type CalibrationService, ModelNotLoadedError } from '../calibration/service.ts';
import { contractGrid, linspace } from '../levy/contract-grid.ts';
import { createHandlers, isRoute } from './handlers.ts';
import { contractFields } from './testing/contract-fields.ts';
import { fakeCalibration, fakeService } from './testing/fake-service.ts';
import { smallNetwork } from './testing/small-network.ts';

const base = 'http://localhost/app/';

async function send(service: CalibrationService, path: string, init: RequestInit = {}) {
  const url = new URL(path.slice(1), base);
  const response = await getResponse(createHandlers(service, base), new Request(url, init));
  if (!response) throw new Error('not handled');
  return { response, text: await response.text() };
}

async function calibrate(body: unknown, service = fakeService()) {
  const { response, text } = await send(service, '/calibrate', {
    method: 'POST',
    body: typeof body === 'string' ? new TextEncoder().encode(body) : JSON.stringify(body),
    headers: { 'Content-Type': 'application/json' },
  });
  return { status: response.status, headers: response.headers, body: JSON.parse(text), text };
}

const prices = seed.option_prices;

const services = {
  'a fake service': fakeService(),
  'the service of scripts and service worker': localService(async (model) => smallNetwork(model)),
};

describe.each(Object.entries(services))(
  'examples of the reference server, by %s',
  (_name, service) => {
    it.each(examples)('$name', async (example) => {
      const { method, path, headers } = example;
      const body = bodyOf(example);
      // Bytes, since a text would get a Content-Type of its own.
      const bytes = body === null ? null : new TextEncoder().encode(body);
      const { response, text } = await send(service, path, { method, headers, body: bytes });
      expect(observed(example, response.status, text)).toEqual(expected(example));
    });
  },
);

describe('routes', () => {
  it.each(['POST', 'HEAD', 'OPTIONS', 'PATCH'])(
    'names the allowed method to %s',
    async (method) => {
      const { response } = await send(fakeService(), '/cache', { method });
      expect([response.status, response.headers.get('Allow')]).toEqual([405, 'DELETE']);
    },
  );

  it('reads past a byte-order mark', async () => {
    const { status } = await calibrate(`\uFEFF${JSON.stringify({ option_prices: prices })}`);
    expect(status).toBe(200);
  });

  it('redirects a trailing slash with its query, under the base', async () => {
    const { response, text } = await send(fakeService(), '/health/?a=1', { method: 'GET' });
    expect(response.status).toBe(307);
    expect(response.headers.get('Location')).toBe('http://localhost/app/health?a=1');
    expect(response.headers.get('Content-Type')).toBeNull();
    expect(text).toBe('');
  });

  it('leaves requests outside the base alone', async () => {
    const handlers = createHandlers(fakeService(), base);
    expect(await getResponse(handlers, new Request('http://localhost/health'))).toBeUndefined();
    expect(await getResponse(handlers, new Request('http://else/app/health'))).toBeUndefined();
  });

  it('knows its routes', () => {
    const known = ['', 'health', 'health/', 'calibrate?x', 'docs', 'doc', 'healthy', 'assets/a.js'];
    expect(known.map((path) => isRoute(base, base + path))).toEqual([
      true,
      true,
      true,
      true,
      true,
      false,
      false,
      false,
    ]);
  });

  it('tells what is loaded', async () => {
    const state = async () => ({ loaded: ['CGMY'], failed: [], backend: 'wasm' as const });
    const { text } = await send(fakeService({ state }), '/health');
    expect(JSON.parse(text)).toEqual({ status: 'healthy', version: '1.0.0', model_loaded: false });
  });

  it('is degraded when a network failed, and says which at warm-up', async () => {
    const failing = async () => ({
      loaded: ['VarianceGamma'],
      failed: [{ model: 'CGMY', reason: 'the weights are damaged' }],
      backend: 'wasm' as const,
    });
    const service = fakeService({ state: failing, warmUp: failing });
    const health = await send(service, '/health');
    expect(health.response.status).toBe(200);
    expect(JSON.parse(health.text)).toMatchObject({ status: 'degraded', model_loaded: true });
    const warmUp = JSON.parse((await send(service, '/warmup', { method: 'POST' })).text);
    expect(Object.keys(warmUp)).toEqual(['status', 'message']);
    expect(warmUp.status).toBe('partial');
    expect(warmUp.message).toContain('CGMY');
  });

  it('drops the networks', async () => {
    let cleared = 0;
    const clear = async () => {
      cleared++;
      return { loaded: [], failed: [], backend: 'wasm' as const };
    };
    await send(fakeService({ clear }), '/cache', { method: 'DELETE' });
    expect(cleared).toBe(1);
  });
});

describe('POST /calibrate', () => {
  it('answers with the contract’s keys, and the rest in headers', async () => {
    const service = fakeService({
      calibrate: async (_surface, model) => ({
        ...fakeCalibration(model),
        atEdge: ['G', 'Y'],
        check: { verdict: 'arbitrage', brokenCells: 12 },
      }),
    });
    const { body, headers } = await calibrate(
      { option_prices: prices, model_name: 'CGMY' },
      service,
    );
    expect(Object.keys(body)).toEqual(contractFields);
    expect(Object.keys(body.parameters)).toEqual(['C', 'G', 'M', 'Y']);
    expect(headers.get('X-Backend')).toBe('wasm');
    expect(headers.get('X-Surface-Check')).toBe('arbitrage; cells=12');
    expect(headers.get('X-Parameters-At-Edge')).toBe('G,Y');
    expect(headers.get('X-Parameter-Errors')).toBe(
      'C=0.01/0.03, G=0.02/0.06, M=0.03/0.09, Y=0.04/0.12',
    );
    expect(headers.get('X-Unfamiliarity')).toBe('score=0.8; rank=0.4');
    expect(headers.get('X-Price-Noise')).toBe('relative=0.001; absolute=1e-9');
    expect((await calibrate({ option_prices: prices })).headers.has('X-Parameters-At-Edge')).toBe(
      false,
    );
  });

  it('uses strikes, maturities, spot and rate, and the contract’s grid without them', async () => {
    const seen: Surface[] = [];
    const service = fakeService({
      calibrate: async (surface, model) => {
        seen.push(surface);
        return fakeCalibration(model);
      },
    });
    const strikes = linspace(4000, 6000, 20);
    const maturities = linspace(0.2, 3, 10);
    const given = { strikes, maturities, spot_price: '5230.5', risk_free_rate: 0.03 };
    await calibrate({ option_prices: prices, ...given }, service);
    await calibrate({ option_prices: prices, spot_price: 50 }, service);
    expect(seen).toEqual([
      { prices, strikes, maturities, spot: 5230.5, rate: 0.03, dividendYield: 0 },
      {
        prices,
        strikes: contractGrid.strikes,
        maturities: contractGrid.maturities,
        spot: 50,
        rate: 0.05,
        dividendYield: 0,
      },
    ]);
  });

  it.each([
    ['NaN', '{"option_prices": [NaN]}', ['body', 19]],
    ['infinity', '{"option_prices": [1, 1e400]}', ['body', 'option_prices', 1]],
    ['400 digits', `{"option_prices": [${'9'.repeat(400)}]}`, ['body', 'option_prices', 0]],
    ['infinite text', '{"option_prices": [1, 2, "-inf"]}', ['body', 'option_prices', 2]],
    ['boolean', '{"option_prices": [true]}', ['body', 'option_prices', 0]],
    ['null', '{"option_prices": [null]}', ['body', 'option_prices', 0]],
    ['underscore', '{"option_prices": ["1_000"]}', ['body', 'option_prices', 0]],
    ['other digits', '{"option_prices": ["١٢"]}', ['body', 'option_prices', 0]],
    ['null strikes', { option_prices: prices, strikes: null }, ['body', 'strikes']],
    ['19 strikes', { option_prices: prices, strikes: linspace(80, 120, 19) }, ['body', 'strikes']],
    [
      'strikes that fall',
      { option_prices: prices, strikes: linspace(120, 80, 20) },
      ['body', 'strikes'],
    ],
    [
      'a strike of 0',
      { option_prices: prices, strikes: linspace(0, 120, 20) },
      ['body', 'strikes'],
    ],
    [
      'equal maturities',
      { option_prices: prices, maturities: Array(10).fill(1) },
      ['body', 'maturities'],
    ],
    ['huge rate', { option_prices: prices, risk_free_rate: 351 }, ['body', 'risk_free_rate']],
    [
      'infinite rate',
      '{"option_prices": [1], "risk_free_rate": 1e999}',
      ['body', 'risk_free_rate'],
    ],
    [
      'deep nesting',
      `{"option_prices": ${'['.repeat(1e5)}${']'.repeat(1e5)}}`,
      ['body', 'option_prices', 0],
    ],
    ['malformed deep nesting', '['.repeat(1e5), ['body', 0]],
  ])('refuses %s', async (_name, request, loc) => {
    const { status, body } = await calibrate(request);
    expect([status, body.detail.map((entry: { loc: unknown }) => entry.loc)]).toEqual([422, [loc]]);
  });

  it('names the body where it is no object', async () => {
    expect((await calibrate('null')).body.detail[0].loc).toEqual(['body']);
  });

  it('checks the model before the dimension, and shows neither path nor stack', async () => {
    const reason = 'the weights are damaged';
    const service = fakeService({
      calibrate: (_surface, model) => Promise.reject(new ModelNotLoadedError(model, reason)),
      warmUp: async () => ({
        loaded: [],
        failed: [{ model: 'VarianceGamma', reason }],
        backend: 'wasm',
      }),
    });
    for (const option_prices of [prices, [1]]) {
      const { status, body } = await calibrate({ option_prices }, service);
      expect([status, body.error, Object.keys(body)]).toEqual([
        503,
        'ModelNotLoadedError',
        ['error', 'message', 'details'],
      ]);
      expect(body.message).toContain(reason);
    }
  });

  it('knows the error of a worker by its name', async () => {
    const error = Object.assign(new Error('gone'), { name: 'ModelNotLoadedError' });
    const service = fakeService({ calibrate: () => Promise.reject(error) });
    expect((await calibrate({ option_prices: prices }, service)).status).toBe(503);
  });

  it('hides what went wrong inside', async () => {
    const service = fakeService({
      calibrate: () => Promise.reject(new TypeError('/home/user/secret.ts')),
    });
    const { status, body } = await calibrate({ option_prices: prices }, service);
    expect([status, body]).toEqual([
      500,
      {
        error: 'InternalServerError',
        message: 'An unexpected error occurred',
        details: { exception_type: 'TypeError' },
      },
    ]);
  });

  it.each([[[Number.NaN, 0.5, 0]], [[-0.6, 0.5, 0]]])(
    'never answers parameters %s',
    async (parameters) => {
      const service = fakeService({
        calibrate: async (_surface, model) => ({ ...fakeCalibration(model), parameters }),
      });
      const { status, body } = await calibrate({ option_prices: prices }, service);
      expect([status, body.error]).toEqual([422, 'CalibrationError']);
    },
  );
});
