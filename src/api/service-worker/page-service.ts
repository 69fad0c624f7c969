import { RefinementError } from '../../calibration/refine/refinement-error.ts';
import { type CalibrationService, ModelNotLoadedError } from '../../calibration/service.ts';
import { remoteService } from '../../calibration/worker/service-port.ts';
import { Lifeline } from '../../network/engine/lifeline.ts';
import type { HandOverMessage } from '../hand-over.ts';

/** A page that calibrates answers within a few milliseconds unless its main thread is blocked. */
const answerMs = 150;
/** The application waits for its own answer anyway: give it time to end what blocks it. */
const ownAnswerMs = 2000;
/** Head start of the page that sent the request over the others. */
const headStartMs = 30;
/** A page that was frozen after its answer never computes; one that does is heard every second. */
const silenceMs = 15_000;
const pollMs = 250;

/**
 * A service that computes in the calibration worker of a page, best of the page that sent the
 * request, and with `local` where no page answers, or the page fails or is gone before it is done.
 *
 * @param requester id of the client that sent the request.
 * @param scope URL of the application's page.
 * @param offered port to the requester's calibration worker, for the first call, where it offers one.
 */
export function pageService(
  clients: Clients,
  requester: string,
  scope: string,
  local: CalibrationService,
  offered?: MessagePort,
): CalibrationService {
  let offer = offered && { page: requester, port: offered };
  const run = async <T>(
    call: (service: CalibrationService) => Promise<T>,
    signal?: AbortSignal,
  ): Promise<T> => {
    const connection = offer ?? (await connect(clients, requester, scope));
    offer = undefined;
    if (!connection) return call(local);
    const { page, port } = connection;
    const lifeline = new Lifeline();
    const watch = watchPage(clients, page, port, () =>
      lifeline.end(new Error('The page is gone.')),
    );
    try {
      return await call(remoteService(port, lifeline));
    } catch (error) {
      // A page that is gone, or whose worker has died, is no reason to leave the request unanswered.
      if (isAnswer(error) || signal?.aborted) throw error;
      return await call(local);
    } finally {
      clearInterval(watch);
      port.close();
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

/** Errors that another engine would repeat. */
function isAnswer(error: unknown): boolean {
  return error instanceof ModelNotLoadedError || error instanceof RefinementError;
}

/** A page and a port to its calibration worker. */
interface Connection {
  /** Id of the client. */
  readonly page: string;
  readonly port: MessagePort;
}

async function connect(
  clients: Clients,
  requester: string,
  scope: string,
): Promise<Connection | undefined> {
  const page = await findPage(clients, requester, scope);
  if (!page) return undefined;
  const { port1, port2 } = new MessageChannel();
  page.postMessage('connect' satisfies HandOverMessage, [port2]);
  return { page: page.id, port: port1 };
}

/** The requester if it calibrates, else the first page that does, else undefined. */
async function findPage(
  clients: Clients,
  requester: string,
  scope: string,
): Promise<Client | undefined> {
  const pages = await clients.matchAll({ type: 'window' });
  if (pages.length === 0) return undefined;
  const own = pages.find(({ id }) => id === requester);
  const limit = own?.url.split(/[?#]/, 1)[0] === scope ? ownAnswerMs : answerMs;
  return new Promise((resolve) => {
    setTimeout(() => resolve(undefined), limit);
    for (const page of pages) {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => {
        port1.close();
        setTimeout(() => resolve(page), own && page !== own ? headStartMs : 0);
      };
      page.postMessage('who-calibrates' satisfies HandOverMessage, [port2]);
    }
  });
}

/** Calls `onGone` once `page` is closed or silent for too long; until the timer is cleared. */
function watchPage(clients: Clients, page: string, port: MessagePort, onGone: () => void) {
  let deadline = performance.now() + silenceMs;
  port.addEventListener('message', () => {
    deadline = performance.now() + silenceMs;
  });
  return setInterval(async () => {
    if (performance.now() > deadline || !(await clients.get(page))) onGone();
  }, pollMs);
}
