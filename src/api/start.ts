import type { CalibrationService } from '../calibration/service.ts';
import { scriptUrl } from '../calibration/worker/script-url.ts';
import { type Client, createClient } from './client.ts';
import { claimMessage, offerCalibration } from './hand-over.ts';
import { offeringFetch } from './offered-port.ts';
import { loggedFetch, type RequestLog } from './request-log.ts';
import { resilientFetch } from './resilient-fetch.ts';
import { type Scenario, scenarioFetch } from './scenario.ts';
import { type Server, serverFetch } from './server-fetch.ts';
import { stoppableFetch } from './stoppable-fetch.ts';

/** What answers the REST contract: the service worker, the same handlers in this page, or a server. */
export type Transport = 'service-worker' | 'in-process' | 'http';

/** A way to the contract: for the screen a client, for the console the requests themselves. */
export interface Connection {
  readonly transport: Transport;
  /** URL of the contract's root; it ends with a slash. */
  readonly baseUrl: string;
  readonly client: Client;
  /** One request, one answer: nothing is tried again. */
  readonly fetch: typeof globalThis.fetch;
  /** Whether `fetch` sends a bearer token along. */
  readonly hasToken?: boolean;
}

export interface ConnectOptions {
  /** Where every request is noted. */
  readonly log: RequestLog;
  /** What trouble is asked for now; a server is never asked for any. */
  readonly scenario: () => Scenario | undefined;
}

/** The first visit waits for the worker to install, which fetches the whole application. */
const controlTimeoutMs = 3000;
/** A server that says nothing for so long will not answer any more. */
const serverTimeoutMs = 60_000;

/**
 * Starts the REST contract and returns the way to it. Never rejects: where no service worker gains
 * control in time (private windows, blocked storage, plain http), the page answers itself.
 *
 * @param connect passes a port to the calibration worker, which exposes its service on it.
 * @param service the same service, for answers in process.
 */
export async function startApi(
  connect: (port: MessagePort) => void,
  service: CalibrationService,
  options: ConnectOptions,
): Promise<Connection> {
  const base = new URL('.', document.baseURI).href;
  try {
    offerCalibration(navigator.serviceWorker, connect);
    await Promise.race([gainControl(base), failAfter(controlTimeoutMs)]);
    const { serviceWorker } = navigator;
    const offering = offeringFetch(fetch.bind(globalThis), serviceWorker, connect);
    return connection('service-worker', base, stoppableFetch(offering, serviceWorker), options);
  } catch (error) {
    console.info('The REST contract is answered in this page:', error);
    const inProcess = import('./in-process.ts').then(({ inProcessFetch }) =>
      inProcessFetch(service, base),
    );
    // Whoever asks is told; nobody may ask.
    inProcess.catch(() => undefined);
    return connection('in-process', base, async (...args) => (await inProcess)(...args), options);
  }
}

/** The way to a server; nothing is asked of it yet. */
export function connectServer(server: Server, { log }: Pick<ConnectOptions, 'log'>): Connection {
  const { url } = server;
  const own = serverFetch(fetch.bind(globalThis), server, location.origin);
  const logged = loggedFetch(own, log, 'http', url);
  const patient = resilientFetch(logged, { timeoutMs: serverTimeoutMs });
  const unreachable = `The server at ${url} cannot be reached.`;
  return {
    transport: 'http',
    baseUrl: url,
    client: createClient(patient, url, unreachable),
    fetch: logged,
    hasToken: !!server.token,
  };
}

function connection(
  transport: Transport,
  baseUrl: string,
  fetch: typeof globalThis.fetch,
  { log, scenario }: ConnectOptions,
): Connection {
  const asking = scenarioFetch(fetch, scenario);
  const logged = loggedFetch(asking, log, transport, baseUrl);
  return {
    transport,
    baseUrl,
    client: createClient(resilientFetch(logged), baseUrl),
    fetch: logged,
  };
}

/** Resolves when our service worker controls this page, without a reload. */
async function gainControl(base: string): Promise<void> {
  const { serviceWorker } = navigator;
  const script = new URL('sw.js', base).href;
  const registering = serviceWorker.register(scriptUrl(script), { scope: base });
  if (serviceWorker.controller?.scriptURL === script) {
    // Offline the check for a new version fails; the version in control goes on.
    registering.catch(() => {});
    return;
  }
  const controlled = new Promise<void>((resolve) => {
    serviceWorker.addEventListener('controllerchange', () => resolve(), { once: true });
  });
  await registering;
  const { active } = await serviceWorker.ready;
  // A page loaded past the worker (hard reload) stays uncontrolled until the worker claims it.
  active?.postMessage(claimMessage);
  await controlled;
}

function failAfter(ms: number): Promise<never> {
  return new Promise((_resolve, reject) => {
    setTimeout(() => reject(new Error(`no service worker in control after ${ms} ms`)), ms);
  });
}
