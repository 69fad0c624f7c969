import { serverFetch } from '../api/server-fetch.ts';
import { stoppableFetch } from '../api/stoppable-fetch.ts';

/** Who answers this page's requests: the service worker in front of the address, or the server at it. */
export type Way = 'service-worker' | 'server';

/** The contract's root, in which this page lies. */
export const root = new URL('.', document.baseURI).href;

/** Whether a service worker answers the requests of this page. */
export function hasServiceWorker(): boolean {
  return 'serviceWorker' in navigator && navigator.serviceWorker.controller !== null;
}

/** `fetch` by a way; a token goes to the server only. */
export function fetchBy(way: Way, token: string): typeof globalThis.fetch {
  const own = fetch.bind(globalThis);
  return way === 'service-worker'
    ? stoppableFetch(own, navigator.serviceWorker)
    : serverFetch(own, { url: root, ...(token && { token }) }, location.origin);
}
