import { getResponse } from 'msw/utils/get-response';
import { createHandlers } from '../../../src/api/handlers.ts';
import { surfaceToRequest } from '../../../src/api/request-surface.ts';
import { smallNetwork } from '../../../src/api/testing/small-network.ts';
import { samples } from '../../../src/app/features/import/example-samples.ts';
import { localService } from '../../../src/calibration/local-service.ts';
import type { CalibrationService } from '../../../src/calibration/service.ts';
import { junk, mutated } from '../mutate.ts';
import { claim, claimCleanPrototypes, type Target } from '../target.ts';

/** Requests of any method, path and body, to the handlers that every host of the contract runs. */

const BASE = 'http://localhost/levy/';
const real = localService(async (model) => smallNetwork(model));
let asked = 0;
const service: CalibrationService = {
  ...real,
  calibrate: (...request) => {
    asked++;
    return real.calibrate(...request);
  },
};
const handlers = createHandlers(service, BASE);

const few = {
  strikes: [90, 95, 100, 105, 110],
  maturities: [0.5, 1],
  prices: [14.2, 17.1, 10.5, 13.7, 7.4, 10.8, 4.9, 8.3, 3.1, 6.2],
  spot: 100,
  rate: 0.05,
  dividendYield: 0,
};
const quotes = {
  quotes: few.prices.map((price, i) => ({
    strike: few.strikes[i >> 1],
    maturity: few.maturities[i % 2],
    option_type: 'call',
    price,
  })),
  forwards: [{ maturity: 0.5, forward: 102.5 }],
  spot_price: 100,
  refine: true,
};
const plain = samples.map((sample) => surfaceToRequest(sample.make(), 'VarianceGamma'));
const refined = [surfaceToRequest(few, 'CGMY', { objective: 'vega' }), quotes];
const bodies = { plain: plain.map(asText), refined: refined.map(asText) };

const elsewhere = [
  'GET / text/plain',
  'GET /health text/plain',
  'PUT /calibrate application/json',
  'POST /calibrate/ application/json',
  'POST /warmup application/json',
  'POST /%00/../calibrate text/csv',
  'GET /metrics text/plain',
  'DELETE /openapi.json text/plain',
];
const STATUSES = new Set([200, 307, 404, 405, 422]);

export const contractTarget: Target = {
  name: 'contract',
  draw: (random) => {
    const { pick, below } = random;
    const way = below(20) === 0 ? pick(elsewhere) : 'POST /calibrate application/json';
    if (below(10) === 0) return { way, data: junk(random) };
    // A refinement costs ten times as much.
    const texts = below(4) === 0 ? bodies.refined : bodies.plain;
    return { way, data: mutated(pick(texts), random, pick(texts)) };
  },
  meet: async ({ way, data }) => {
    const [method = '', path = '', type = ''] = way.split(' ');
    const before = asked;
    const response = await getResponse(
      handlers,
      new Request(new URL(path.slice(1), BASE), {
        method,
        headers: { 'Content-Type': type },
        ...(method !== 'GET' && { body: data }),
      }),
    );
    claim(response !== undefined, 'Nobody answered.');
    const { status } = response;
    claim(STATUSES.has(status), `The status is ${status}: ${await response.clone().text()}`);
    const isJson = response.headers.get('Content-Type') === 'application/json';
    const body: unknown = isJson ? await response.json() : undefined;
    claimCleanPrototypes();
    if (status === 200) return 'accepted';
    const isByRule = status === 422 && Array.isArray((body as { detail?: unknown }).detail);
    claim(!isByRule || asked === before, 'A request that breaks a rule was calibrated.');
    const { failed } = await real.state();
    claim(failed.length === 0, 'A model has been lost.');
    return 'refused';
  },
};

function asText(body: object): string {
  return JSON.stringify(body);
}
