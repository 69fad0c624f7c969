import fc from 'fast-check';
import { getResponse } from 'msw/utils/get-response';
import { expect, it } from 'vitest';
import { localService } from '../calibration/local-service.ts';
import { quotedCells } from '../calibration/quotes/surface.ts';
import { RefinementError } from '../calibration/refine/refinement-error.ts';
import type { CalibrationService } from '../calibration/service.ts';
import { findModel } from '../levy/models.ts';
import { loadNetwork } from '../network/load-network.ts';
import { networkFiles } from '../training/learning/store.ts';
import { createHandlers } from './handlers.ts';
import { openApiDocument } from './openapi.ts';
import { answerCheck } from './testing/document-validator.ts';
import { fakeCalibration, fakeService } from './testing/fake-service.ts';
import { bodyText, contentType, gridText, refineText } from './testing/hostile-text.ts';
import { smallNetwork } from './testing/small-network.ts';

const base = 'http://localhost/app/';
const check = answerCheck(openApiDocument({ defaultModel: 'VarianceGamma' }));

/** Sends bodies, holds every answer to the document, and counts the answers by their kind. */
function sending(service: CalibrationService) {
  const handlers = createHandlers(service, base);
  const kinds = new Map<string, number>();
  const send = async (text: string, type: string | undefined) => {
    // Bytes, since a text would get a Content-Type of its own.
    const body = new TextEncoder().encode(text);
    const init = {
      method: 'POST',
      body,
      headers: type === undefined ? {} : { 'Content-Type': type },
    };
    const response = await getResponse(handlers, new Request(`${base}calibrate`, init));
    if (!response) throw new Error('not handled');
    const { status, headers } = response;
    const answer = await response.text();
    expect([200, 422, 503]).toContain(status);
    const seen = { method: 'POST', path: '/calibrate', status, headers, text: answer };
    expect(check(seen)).toEqual([]);
    expect(JSON.stringify([...headers])).not.toMatch(/NaN|Infinity|undefined/);
    const parsed = JSON.parse(answer);
    for (const { loc } of parsed.detail ?? []) expect(loc[0]).toBe('body');
    if (status === 200) {
      expect(answer).not.toMatch(/NaN|undefined/);
      const model = findModel(parsed.model_name)!;
      expect(model.domainProblem(Object.values(parsed.parameters))).toBeUndefined();
    }
    const refined = headers.has('X-Refined') ? 'refined' : 'network';
    const kind = status === 200 ? refined : (parsed.error ?? parsed.detail[0].type);
    kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
  };
  return { send, kinds };
}

/** Every error of a schema that a request can make. */
const schemaErrors = [
  ...['missing', 'json_invalid', 'float_type', 'float_parsing', 'finite_number', 'list_type'],
  ...['dict_type', 'enum', 'value_error', 'date_parsing', 'date_type', 'greater_than'],
  'greater_than_equal',
];

it('answers 10,000 bodies as the document says, whatever they are', async () => {
  const service = fakeService({
    calibrate: async (surface, model, { refine } = {}) => {
      if (refine && quotedCells(surface).length < 5) throw new RefinementError('too few');
      return fakeCalibration(model, refine && [Number.POSITIVE_INFINITY, 0.1, 0.1, 0.1]);
    },
  });
  const { send, kinds } = sending(service);
  const property = fc.asyncProperty(bodyText, contentType, send);
  await fc.assert(property, { numRuns: 10_000, seed: 20_261_128 });
  // Each was met, so that none of the bodies is in vain.
  const met = [
    'network',
    'refined',
    'InvalidInputDimensionError',
    'CalibrationError',
    ...schemaErrors,
  ];
  expect([...kinds.keys()].sort()).toEqual(met.sort());
  for (const kind of ['network', 'refined']) expect(kinds.get(kind)).toBeGreaterThan(500);
  expect(Object.keys(Object.prototype)).toEqual([]);
});

it('answers bodies by the networks that ship as the document says', async () => {
  const { send, kinds } = sending(localService((model) => loadNetwork(model, networkFiles())));
  const property = fc.asyncProperty(gridText, (text) => send(text, 'application/json'));
  await fc.assert(property, { numRuns: 300, seed: 20_261_128 });
  expect(kinds.get('network')).toBeGreaterThan(100);
});

it('refines, or says why not, as the document says', async () => {
  const { send, kinds } = sending(localService(async (model) => smallNetwork(model)));
  const property = fc.asyncProperty(refineText, (text) => send(text, 'application/json'));
  await fc.assert(property, { numRuns: 300, seed: 20_261_128 });
  expect(kinds.get('refined')).toBeGreaterThan(50);
});
