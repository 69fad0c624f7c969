import { getResponse } from 'msw/utils/get-response';
import { describe, expect, it } from 'vitest';
import type { CalibrationService } from '../calibration/service.ts';
import type { Surface } from '../calibration/surface.ts';
import { contractGrid } from '../levy/contract-grid.ts';
import { createClient } from './client.ts';
import { createHandlers } from './handlers.ts';
import { fakeCalibration, fakeService } from './testing/fake-service.ts';

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
    expect(await clientOf(fakeService()).calibrate({ ...surface, prices }, 'CGMY')).toEqual({
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
    expect(result).toEqual({
      ok: false,
      problems: [{ message: 'Spot: Input should be a number greater than 0, not -1.' }],
    });
  });

  it('passes on the contract’s errors', async () => {
    const result = await clientOf(fakeService()).calibrate({ ...surface, prices: [1] }, 'CGMY');
    const message = 'Invalid input dimension. Expected 200, received 1';
    expect(result).toEqual({ ok: false, problems: [{ message }] });
  });

  it('tells a stop from a failure', async () => {
    const client = createClient(async (_input, init) => {
      init?.signal?.throwIfAborted();
      throw new TypeError('Failed to fetch');
    }, base);
    const stopped = await client.calibrate(surface, 'CGMY', AbortSignal.abort());
    const failed = await client.calibrate(surface, 'CGMY', new AbortController().signal);
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
