import { getResponse } from 'msw/utils/get-response';
import { describe, expect, it } from 'vitest';
import { bodyOf, examples, expected, observed } from '../../e2e/contract-examples.ts';
import seed from '../../e2e/fixtures/surfaces/not-a-surface.request.json' with { type: 'json' };
import { localService } from '../calibration/local-service.ts';
import type { Surface } from '../calibration/quotes/surface.ts';
import { type CalibrationService, ModelNotLoadedError } from '../calibration/service.ts';
import { contractGrid, linspace } from '../levy/contract-grid.ts';
import { createHandlers, isRoute } from './handlers.ts';
import { routes } from './routes.ts';
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
  it('reads past a byte-order mark', async () => {
    const { status } = await calibrate(`\uFEFF${JSON.stringify({ option_prices: prices })}`);
    expect(status).toBe(200);
  });

  it.each(routes.filter(({ path }) => path !== '/'))(
    'redirects $path/ with its query, under the base, whatever the method',
    async ({ path }) => {
      for (const method of ['GET', 'POST', 'DELETE']) {
        const { response, text } = await send(fakeService(), `${path}/?a=1&b=%2F`, { method });
        const { headers } = response;
        const location = `http://localhost/app${path}?a=1&b=%2F`;
        expect([response.status, headers.get('Location')]).toEqual([307, location]);
        expect([headers.get('Content-Type'), text]).toEqual([null, '']);
      }
    },
  );

  it.each(['/nowhere', '/health/x', '/Health', '/x//health', '/calibrate%20', '/docs.html', '/.'])(
    'knows no %s',
    async (path) => {
      const { response, text } = await send(fakeService(), path, { method: 'POST' });
      const expected = path === '/.' ? [405, 'Method Not Allowed'] : [404, 'Not Found'];
      expect([response.status, JSON.parse(text).detail]).toEqual(expected);
      for (const name of ['X-Request-ID', 'Server-Timing', 'X-Backend']) {
        expect(response.headers.get(name)).not.toBeNull();
      }
    },
  );

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
