import { getResponse } from 'msw/utils/get-response';
import { describe, expect, it } from 'vitest';
import {
  type Call,
  type Deviation,
  damagedDeviations,
  deviations,
} from '../../e2e/contract-deviations.ts';
import { localService } from '../calibration/local-service.ts';
import type { CalibrationService } from '../calibration/service.ts';
import { loadNetwork, type ReadFile } from '../network/load-network.ts';
import { networkFiles } from '../training/learning/store.ts';
import { createHandlers } from './handlers.ts';

const base = 'http://localhost/app/';
const files = networkFiles();
const whole = localService((model) => loadNetwork(model, files));

/** Files of which those named so are told otherwise. */
function damaged(file: string, damage: ReadFile): CalibrationService {
  const read: ReadFile = (path) => (path === `VarianceGamma/${file}` ? damage(path) : files(path));
  return localService((model) => loadNetwork(model, read));
}

async function replies(service: CalibrationService, calls: readonly Call[]) {
  const answered = [];
  for (const { method, path, headers = {}, body } of calls) {
    // Bytes, since a text would get a Content-Type of its own.
    const bytes = body === undefined ? null : new TextEncoder().encode(body);
    const request = new Request(base + path.slice(1), { method, headers, body: bytes });
    const response = await getResponse(createHandlers(service, base), request);
    if (!response) throw new Error('not handled');
    const { status } = response;
    const text = await response.text();
    answered.push({ status, headers: Object.fromEntries(response.headers), text });
  }
  return answered;
}

async function holds({ calls, expected, observed }: Deviation, service: CalibrationService) {
  expect(observed(await replies(service, calls))).toEqual(expected);
}

describe('what the contract does better than the reference', () => {
  it.each(deviations)('$name', (deviation) => holds(deviation, whole));
});

describe.each<[string, string, ReadFile]>([
  ['no weights', 'weights.safetensors', () => Promise.reject(new Error('ENOENT /srv/networks'))],
  ['no card', 'card.json', () => Promise.reject(new Error('ENOENT /srv/networks'))],
  ['short weights', 'weights.safetensors', async (path) => (await files(path)).slice(0, -4)],
  [
    'weights with one other byte',
    'weights.safetensors',
    async (path) => {
      const bytes = new Uint8Array(await files(path)).with(100_000, 7);
      return bytes.buffer;
    },
  ],
  ['a card that is no JSON', 'card.json', async () => new TextEncoder().encode('{"a":').buffer],
  [
    'a card without its scaler',
    'card.json',
    async (path) => {
      const { output: _, ...card } = JSON.parse(new TextDecoder().decode(await files(path)));
      return new TextEncoder().encode(JSON.stringify(card)).buffer;
    },
  ],
])('what the contract does better than the reference, with %s', (_name, file, damage) => {
  const service = damaged(file, damage);
  it.each(damagedDeviations)('$name', (deviation) => holds(deviation, service));
});
