import { getResponse } from 'msw/utils/get-response';
import type { CalibrationService } from '../calibration/service.ts';
import { createHandlers } from './handlers.ts';

/**
 * A `fetch` that answers everything under `base` in this page, for where no service worker runs.
 * Rejects when the request is stopped, as `fetch` does.
 */
export function inProcessFetch(service: CalibrationService, base: string): typeof fetch {
  const handlers = createHandlers(service, base);
  return async (input, init) => {
    const request = new Request(input, init);
    const { signal } = request;
    const stopped = new Promise<never>((_resolve, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason), { once: true });
    });
    signal.throwIfAborted();
    const response = await Promise.race([getResponse(handlers, request), stopped]);
    return response ?? Response.error();
  };
}
