import { RefinementError } from '../../calibration/refine/refinement-error.ts';
import { type CalibrationService, ModelNotLoadedError } from '../../calibration/service.ts';
import { PageConnection } from './page-connection.ts';
import type { PageConnections } from './page-connections.ts';

/**
 * A service that computes in the calibration worker of a page, best of the page that sent the
 * request, and with `local` where no page answers, or the page fails or is gone before it is done.
 *
 * @param requester id of the client that sent the request.
 * @param offered port to the requester's calibration worker, for the first call, where it offers one.
 */
export function pageService(
  pages: PageConnections,
  requester: string,
  local: CalibrationService,
  offered?: MessagePort,
): CalibrationService {
  let offer = offered && new PageConnection(pages.clients, requester, offered);
  const run = async <T>(
    call: (service: CalibrationService) => Promise<T>,
    signal?: AbortSignal,
  ): Promise<T> => {
    const once = offer;
    offer = undefined;
    try {
      const first = once ?? (await pages.find(requester));
      const isOld = first?.hasAnswered;
      const answer = first && (await attempt(first, call, signal));
      if (answer) return answer.value;
      // One of before may have been closed or frozen since: who is there now?
      const second = isOld && first?.isOver ? await pages.find(requester) : undefined;
      const next = second && (await attempt(second, call, signal));
      return next ? next.value : await call(local);
    } finally {
      once?.end();
    }
  };
  return {
    calibrate: (surface, model, options) =>
      run((service) => service.calibrate(surface, model, options), options?.signal),
    warmUp: () => run((service) => service.warmUp()),
    state: () => run((service) => service.state()),
    clear: async () => {
      const [state] = await Promise.all([run((service) => service.clear()), local.clear()]);
      return state;
    },
  };
}

/** Undefined where the page is at fault: no reason to leave the request unanswered. */
async function attempt<T>(
  connection: PageConnection,
  call: (service: CalibrationService) => Promise<T>,
  signal: AbortSignal | undefined,
): Promise<{ readonly value: T } | undefined> {
  try {
    return { value: await connection.use(call) };
  } catch (error) {
    if (isAnswer(error) || signal?.aborted) throw error;
    return undefined;
  }
}

/** Errors that another engine would repeat. */
function isAnswer(error: unknown): boolean {
  return error instanceof ModelNotLoadedError || error instanceof RefinementError;
}
