import { getResponse } from 'msw/utils/get-response';
import { expect, it } from 'vitest';
import type { CalibrationService, ServiceState } from '../calibration/service.ts';
import { createHandlers } from './handlers.ts';
import { fakeService } from './testing/fake-service.ts';

const base = 'http://localhost/';

async function metrics(service: CalibrationService): Promise<string> {
  const response = await getResponse(createHandlers(service, base), new Request(`${base}metrics`));
  return response?.text() ?? '';
}

it('tells what the engine holds, where it has tensors', async () => {
  const known: ServiceState = { loaded: [], failed: [], backend: 'wasm' };
  const state = async () => ({ ...known, memory: { tensors: 12, bytes: 345 } });
  const text = await metrics(fakeService({ state }));
  expect(text).toMatch(/^levy_tensors 12$/m);
  expect(text).toMatch(/^levy_tensor_bytes 345$/m);
  expect(await metrics(fakeService())).not.toContain('levy_tensor');
});
