/// The service worker: the REST contract for every page of the origin, and the application offline.
import { getResponse } from 'msw/utils/get-response';
import { localService } from '../../calibration/local-service.ts';
import type { CalibrationService } from '../../calibration/service.ts';
import { loadNetwork } from '../../network/load-network.ts';
import { claimMessage } from '../hand-over.ts';
import { createHandlers, isRoute } from '../handlers.ts';
import { Metrics } from '../metrics.ts';
import { OfferedPorts } from '../offered-port.ts';
import { scenarioHandlers } from '../scenario-handlers.ts';
import { passHeader } from '../server-fetch.ts';
import { StoppableRequests } from '../stoppable-fetch.ts';
import { pageService } from './page-service.ts';
import { createPrecache, type Manifest } from './precache.ts';

declare const self: ServiceWorkerGlobalScope;
/** Written by the Vite plugin; undefined under the development server, which serves all files. */
declare const __MANIFEST__: Manifest | undefined;

const { scope } = self.registration;
const networks = new URL('networks/', scope).href;
const precache = __MANIFEST__ && createPrecache(scope, __MANIFEST__);

/** For requests that no page can compute. */
const local = lazyService(() =>
  localService((model) =>
    loadNetwork(model, async (path) => (await read(networks + path)).arrayBuffer()),
  ),
);

/** Counts since the browser last started this worker. */
const metrics = new Metrics();
const docs = new URL('docs.html', scope).href;
const stoppable = new StoppableRequests();
const offers = new OfferedPorts();

self.addEventListener('install', (event) => {
  if (precache) event.waitUntil(precache.install());
  // A new version waits until the last page of the old one is closed: its files belong together.
  else void self.skipWaiting();
});

self.addEventListener('activate', (event) => {
  // Claiming serves the first visit; a later version has no page left to claim.
  event.waitUntil(Promise.all([precache?.activate(), self.clients.claim()]));
});

self.addEventListener('message', (event) => {
  if (event.data === claimMessage) event.waitUntil(self.clients.claim());
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
    event.respondWith(stoppable.answer(request, (own) => answer(own, event.clientId)));
  } else if (file && precache) {
    event.respondWith(precache.respond(file));
  }
});

/** A program asks for what the application has not: the contract's 404, no host's error page. */
function isUnknown({ destination, url }: Request): boolean {
  const isFile = [networks, new URL('assets/', scope).href].some((root) => url.startsWith(root));
  return precache !== undefined && destination === '' && !isFile;
}

async function answer(request: Request, requester: string): Promise<Response> {
  const offered = await offers.take(request);
  const service = pageService(self.clients, requester, scope, local, offered);
  const handlers = createHandlers(service, scope, { metrics, docsPage: () => read(docs) });
  const response = await getResponse([...scenarioHandlers(scope), ...handlers], request);
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
