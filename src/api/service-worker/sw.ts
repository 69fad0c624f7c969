/// The service worker: the REST contract for every page of the origin, and the application offline.
import { getResponse } from 'msw/utils/get-response';
import { localService } from '../../calibration/local-service.ts';
import type { CalibrationService } from '../../calibration/service.ts';
import { boundedBytes } from '../../network/bounded-bytes.ts';
import { loadNetwork } from '../../network/load-network.ts';
import { MOST_WEIGHTS } from '../../network/network-card.ts';
import { networkPath } from '../../network/network-path.ts';
import { claimMessage, takeOverMessage } from '../hand-over.ts';
import { contractAnswerer, createHandlers, isRoute, isStreamed } from '../handlers.ts';
import { Metrics } from '../metrics.ts';
import { OfferedPorts } from '../offered-port.ts';
import { scenarioHandlers } from '../scenario-handlers.ts';
import { passHeader } from '../server-fetch.ts';
import { StoppableRequests } from '../stoppable-fetch.ts';
import { PageConnections } from './page-connections.ts';
import { pageService } from './page-service.ts';
import { createPrecache, type Manifest, type Precache } from './precache.ts';

declare const self: ServiceWorkerGlobalScope;
/** Written by the Vite plugin; undefined under the development server, which serves all files. */
declare const __MANIFEST__: Manifest | undefined;

const { scope } = self.registration;
const precache = __MANIFEST__ && createPrecache(scope, __MANIFEST__);

/** For requests that no page can compute. */
const local = lazyService(() =>
  localService((model) =>
    loadNetwork(model, async (path) =>
      boundedBytes(await read(scope + networkPath(path)), MOST_WEIGHTS),
    ),
  ),
);

/** Counts since the browser last started this worker. */
const metrics = new Metrics();
const docs = new URL('docs.html', scope).href;
const scenarios = scenarioHandlers(scope);
const stoppable = new StoppableRequests();
const offers = new OfferedPorts();
const pages = new PageConnections(self.clients, scope);

self.addEventListener('install', (event) => {
  if (precache) event.waitUntil(precache.install());
  // A new version waits until the analyst takes it, or the last page of the old one is closed.
  else void self.skipWaiting();
});

self.addEventListener('activate', (event) => {
  const start = async () => {
    await precache?.tidy((await openPages()).length > 0);
    // Serves the first visit, and the pages that were open when the analyst took this version.
    await self.clients.claim();
  };
  event.waitUntil(start());
});

self.addEventListener('message', (event) => {
  if (event.data === claimMessage) event.waitUntil(self.clients.claim());
  if (event.data === takeOverMessage) event.waitUntil(self.skipWaiting());
  stoppable.heed(event.data);
  offers.heed(event.data, event.ports);
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  // What is meant for a server on this origin goes past.
  if (!request.url.startsWith(scope) || request.headers.has(passHeader)) return;
  const file = request.method === 'GET' ? precache?.find(request.url) : undefined;
  const navigates = request.mode === 'navigate';
  const isPage = navigates && new URL(request.url).pathname === new URL(scope).pathname;
  if (!isPage && (isRoute(scope, request.url) || (!file && !navigates && isUnknown(request)))) {
    event.respondWith(stoppable.answer(request, (own) => answer(own, event)));
  } else if (file && precache) {
    event.respondWith(file === scope ? openPage(precache, event) : precache.respond(file));
  } else if (precache && request.method === 'GET' && isFile(request)) {
    event.respondWith(precache.respondToOther(request));
  }
});

/** A program asks for what the application has not: the contract's 404, no host's error page. */
function isUnknown(request: Request): boolean {
  return precache !== undefined && request.destination === '' && !isFile(request);
}

function isFile({ url }: Request): boolean {
  return ['networks/', 'assets/'].some((folder) => url.startsWith(scope + folder));
}

function openPages(): Promise<readonly WindowClient[]> {
  return self.clients.matchAll({ type: 'window', includeUncontrolled: true });
}

/** The new version that was given way to already: if it did not come, the one that runs goes on. */
let gaveWayTo: ServiceWorker | undefined;

/**
 * The page itself. Where this is the one page that is open, nothing is interrupted by a new version
 * that waits: it takes over, and the page is asked for once more. So a reload is a way out of a
 * version that does not work.
 */
async function openPage(kept: Precache, event: FetchEvent): Promise<Response> {
  const { waiting } = self.registration;
  // A page that is reloaded is still open.
  const isAlone = event.request.mode === 'navigate' && (await openPages()).length < 2;
  if (isAlone && !waiting) event.waitUntil(kept.tidy(false));
  if (!isAlone || !waiting || waiting === gaveWayTo) return kept.respond(scope);
  gaveWayTo = waiting;
  waiting.postMessage(takeOverMessage satisfies string);
  return new Response('', { headers: { 'Content-Type': 'text/html', Refresh: '0' } });
}

async function answer(request: Request, event: FetchEvent): Promise<Response> {
  const offered = await offers.take(request);
  const service = pageService(pages, event.clientId, local, offered);
  // The browser would stop a worker that has answered and still writes.
  const onStream = (ended: Promise<void>) => event.waitUntil(ended);
  const options = { metrics, docsPage: () => read(docs), onStream };
  if (isStreamed(scope, request)) return contractAnswerer(service, scope, options)(request);
  const handlers = createHandlers(service, scope, options);
  const response = await getResponse([...scenarios, ...handlers], request);
  return response ?? Response.error();
}

async function read(url: string): Promise<Response> {
  const file = precache?.find(url);
  const response = await (file && precache ? precache.respond(file) : fetch(url));
  if (!response.ok) throw new Error(`HTTP status ${response.status}`);
  return response;
}

/** A service that starts with its first use, and is gone with all it holds after `clear`. */
function lazyService(create: () => CalibrationService): CalibrationService {
  let service: CalibrationService | undefined;
  const started = () => {
    service ??= create();
    return service;
  };
  return {
    calibrate: (...request) => started().calibrate(...request),
    warmUp: () => started().warmUp(),
    state: () => started().state(),
    clear: async () => {
      service = undefined;
      return { loaded: [], failed: [], backend: 'oracle' };
    },
  };
}
