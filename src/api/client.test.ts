import { getResponse } from 'msw/utils/get-response';
import { describe, expect, it } from 'vitest';
import { localService } from '../calibration/local-service.ts';
import type { Surface } from '../calibration/quotes/surface.ts';
import type {
  Calibration,
  CalibrationOptions,
  CalibrationService,
} from '../calibration/service.ts';
import { contractGrid } from '../levy/contract-grid.ts';
import { createClient } from './client.ts';
import { createHandlers } from './handlers.ts';
import { fakeCalibration, fakeService } from './testing/fake-service.ts';
import { smallNetwork } from './testing/small-network.ts';

const base = 'http://localhost/app/';
const surface: Surface = { ...contractGrid, prices: Array(200).fill(10) };

function clientOf(service: CalibrationService) {
  const fetch: typeof globalThis.fetch = async (input, init) => {
    const response = await getResponse(createHandlers(service, base), new Request(input, init));
    if (!response) throw new TypeError('network');
    return response;
  };
  return createClient(fetch, base);
}

function clientAnswering(response: () => Response) {
  return createClient(async () => response(), base);
}

describe('calibrate', () => {
  it.each(['VarianceGamma', 'CGMY'])(
    'brings back all that the service said of %s',
    async (model) => {
      const value = {
        ...fakeCalibration(model),
        atEdge: model === 'CGMY' ? ['G', 'Y'] : [],
        check: { verdict: 'no-surface', brokenCells: 143 } as const,
        backend: 'webgpu' as const,
      };
      const client = clientOf(fakeService({ calibrate: async () => value }));
      expect(await client.calibrate(surface, model)).toEqual({ ok: true, value });
    },
  );

  it('names the cell of a price that is no number', async () => {
    const prices = surface.prices.with(37, Number.NaN);
    expect(await clientOf(fakeService()).calibrate({ ...surface, prices }, 'CGMY')).toMatchObject({
      ok: false,
      problems: [
        {
          message: `Strike ${surface.strikes[3]}, maturity ${surface.maturities[7]}: Input should be a number, not null.`,
          cell: { strike: 3, maturity: 7 },
        },
      ],
    });
  });

  it('names the field of anything else', async () => {
    const result = await clientOf(fakeService()).calibrate({ ...surface, spot: -1 }, 'CGMY');
    expect(result).toMatchObject({
      ok: false,
      problems: [{ message: 'Spot: Input should be a number greater than 0, not -1.' }],
    });
  });

  it('passes on the contract’s errors', async () => {
    const result = await clientOf(fakeService()).calibrate({ ...surface, prices: [1] }, 'CGMY');
    const message = 'Invalid input dimension. Expected 200, received 1';
    expect(result).toMatchObject({ ok: false, problems: [{ message }] });
  });

  it('tells a stop from a failure', async () => {
    const client = createClient(async (_input, init) => {
      init?.signal?.throwIfAborted();
      throw new TypeError('Failed to fetch');
    }, base);
    const stopped = await client.calibrate(surface, 'CGMY', { signal: AbortSignal.abort() });
    const failed = await client.calibrate(surface, 'CGMY', {
      signal: new AbortController().signal,
    });
    expect(stopped).toMatchObject({ ok: false, problems: [{ message: /stopped/ }] });
    expect(failed).toMatchObject({ ok: false, problems: [{ message: /cannot be reached/ }] });
  });

  const good = {
    model_name: 'VarianceGamma',
    parameters: { sigma: 0.2, nu: 0.3, theta: -0.1 },
    inference_time_ms: 1,
    success: true,
  };
  const headers = { 'X-Backend': 'wasm', 'X-Surface-Check': 'clean; cells=0' };

  it.each([
    ['a missing parameter', { ...good, parameters: { sigma: 0.2, nu: 0.3 } }, headers],
    [
      'a parameter that is null',
      { ...good, parameters: { ...good.parameters, nu: null } },
      headers,
    ],
    ['an unknown model', { ...good, model_name: 'Heston' }, headers],
    ['an unknown backend', good, { ...headers, 'X-Backend': 'abacus' }],
    ['no surface check', good, { 'X-Backend': 'wasm' }],
    ['no JSON object', [], headers],
  ])('refuses an answer with %s', async (_name, body, headers) => {
    const client = clientAnswering(() => Response.json(body, { headers }));
    const result = await client.calibrate(surface, 'VarianceGamma');
    expect(result).toMatchObject({
      ok: false,
      problems: [{ message: /not as the contract says/ }],
    });
  });

  it('reports a page in place of an answer', async () => {
    const client = clientAnswering(() => new Response('<html>', { status: 404 }));
    const result = await client.calibrate(surface, 'VarianceGamma');
    expect(result).toMatchObject({ ok: false, problems: [{ message: /HTTP status 404/ }] });
  });
});

describe('a refinement', () => {
  const local = localService(async (model) => smallNetwork(model));

  /** What the client brings back, and what the service had answered. */
  async function carried(asked: Surface, options?: CalibrationOptions) {
    const answers: Calibration[] = [];
    const calibrate: CalibrationService['calibrate'] = async (...request) => {
      const answer = await local.calibrate(...request);
      answers.push(answer);
      return answer;
    };
    const result = await clientOf(fakeService({ calibrate })).calibrate(asked, 'CGMY', options);
    return { result, answer: answers[0] };
  }

  const ragged: Surface = {
    strikes: [90, 95, 100, 105, 110],
    maturities: [0.5, 0.75, 1],
    prices: [2, 3, undefined, undefined, 5, 6, 6.9, undefined, 9.8, 4.5, 6, 7.3, 2.7, 4, 5.2],
    puts: Array.from({ length: 15 }, (_, cell) => cell < 3),
    spreads: Array.from({ length: 15 }, (_, cell) =>
      cell === 0 ? { bid: 1.9, ask: 2.1 } : undefined,
    ),
    spot: 100,
    rate: 0.05,
    dividendYield: 0.01,
  };

  it.each<[string, Surface, CalibrationOptions | undefined]>([
    ['a contract grid', surface, { refine: { objective: 'price' } }],
    ['quotes, though only the network was asked', ragged, undefined],
    [
      'quotes, with known noise and forwards',
      { ...ragged, forwards: [102, 103, 104] },
      { refine: { objective: 'relative', noise: 0.01 } },
    ],
    [
      'a small grid of calls',
      {
        ...contractGrid,
        strikes: [90, 100, 110],
        maturities: [1, 2],
        prices: [15, 20, 9, 14, 5, 10],
      },
      undefined,
    ],
  ])('of %s comes back as the service gave it', async (_name, asked, options) => {
    const { result, answer } = await carried(asked, options);
    expect(answer?.refinement?.settings).toEqual(options?.refine ?? { objective: 'vega' });
    expect(result).toEqual({ ok: true, value: answer });
  });

  it('brings back what is infinite', async () => {
    const value = fakeCalibration('VarianceGamma', [Number.POSITIVE_INFINITY, 0.1, 0.1]);
    const client = clientOf(fakeService({ calibrate: async () => value }));
    const two: Surface = { ...contractGrid, strikes: [100], maturities: [1, 2], prices: [9, 14] };
    expect(await client.calibrate(two, 'VarianceGamma')).toEqual({ ok: true, value });
  });

  it('names the cell of a faulty quote, and passes on why nothing can be fitted', async () => {
    const prices = ragged.prices.with(4, -1);
    const faulty = await carried({ ...ragged, prices });
    expect(faulty.result).toMatchObject({
      ok: false,
      problems: [
        {
          message:
            'Strike 95, maturity 0.75: This quote has the price -1, which must be 0 or more and finite.',
          cell: { strike: 1, maturity: 1 },
        },
      ],
    });
    const few = await carried({
      ...ragged,
      prices: ragged.prices.map((p, i) => (i < 2 ? p : undefined)),
    });
    expect(few.result).toMatchObject({ ok: false, problems: [{ message: /at least 5 quotes/ }] });
  });

  it('refuses an answer that is not whole', async () => {
    const body = {
      model_name: 'VarianceGamma',
      parameters: { sigma: 0.2, nu: 0.3, theta: -0.1 },
      inference_time_ms: 1,
      success: true,
    };
    const headers = {
      'X-Backend': 'wasm',
      'X-Surface-Check': 'clean; cells=0',
      'X-Refined': 'exact',
    };
    const client = clientAnswering(() => Response.json(body, { headers }));
    expect(await client.calibrate(surface, 'VarianceGamma')).toMatchObject({
      ok: false,
      problems: [{ message: /not as the contract says/ }],
    });
  });
});

it('speaks the other routes', async () => {
  const client = clientOf(fakeService());
  expect(await client.health()).toMatchObject({ ok: true, value: { status: 'healthy' } });
  expect(await client.models()).toMatchObject({
    ok: true,
    value: { default_model: 'VarianceGamma' },
  });
  expect(await client.warmUp()).toMatchObject({ ok: true, value: { status: 'success' } });
  expect(await client.clearCache()).toMatchObject({ ok: true, value: { status: 'success' } });
});
