import { getResponse } from 'msw/utils/get-response';
import type { CalibrationService } from '../calibration/service.ts';
import { untilAborted } from '../calibration/worker/until-aborted.ts';
import { contractAnswerer, createHandlers, isStreamed } from './handlers.ts';
import { Metrics } from './metrics.ts';
import { scenarioHandlers } from './scenario-handlers.ts';

/**
 * A `fetch` that answers everything under `base` in this page, for where no service worker runs.
 * Rejects when the request is stopped, as `fetch` does.
 */
export function inProcessFetch(service: CalibrationService, base: string): typeof fetch {
  const options = { metrics: new Metrics() };
  const contract = createHandlers(service, base, options);
  const streamed = contractAnswerer(service, base, options);
  const handlers = [...scenarioHandlers(base), ...contract];
  return async (input, init) => {
    const request = new Request(input, init);
    const { signal } = request;
    signal.throwIfAborted();
    const answer = isStreamed(base, request) ? streamed(request) : getResponse(handlers, request);
    const response = await untilAborted(answer, signal);
    return response ?? Response.error();
  };
}
