/** A server that answers the contract over HTTP. */
export interface Server {
  /** The contract's root; it ends with a slash. */
  readonly url: string;
  /** Bearer token, sent in a header and nowhere else. */
  readonly token?: string;
}

/** By which the service worker knows a request that is meant for the server behind it. */
export const passHeader = 'X-Transport';

/**
 * `fetch` to a server: with its token, past the service worker where it is this page's own origin,
 * and with nothing else that tells of this browser.
 *
 * @param origin of the page
 */
export function serverFetch(
  fetch: typeof globalThis.fetch,
  { url, token }: Server,
  origin: string,
): typeof globalThis.fetch {
  const isOwn = new URL(url).origin === origin;
  return (input, init) => {
    const headers = new Headers(init?.headers);
    const asked = new URL(input instanceof Request ? input.url : input, url).href;
    if (token && asked.startsWith(url)) headers.set('Authorization', `Bearer ${token}`);
    // Another origin would have to allow it.
    if (isOwn) headers.set(passHeader, 'http');
    const own = { credentials: 'omit', cache: 'no-store', referrerPolicy: 'no-referrer' } as const;
    return fetch(input, { ...init, ...own, headers });
  };
}

/** The root of the contract in what an analyst typed, or what is wrong with it. */
export function serverUrl(
  typed: string,
): { readonly ok: true; readonly url: string } | { readonly ok: false; readonly message: string } {
  const text = typed.trim();
  if (text === '') return fault('Type the address of the server, such as http://localhost:8000.');
  const url = URL.parse(/^[a-z][a-z\d+.-]*:\/\//i.test(text) ? text : `http://${text}`);
  if (!url || !/^https?:$/.test(url.protocol)) {
    return fault(`“${text}” is no address of a server: one looks like http://localhost:8000.`);
  }
  if (url.username || url.password) {
    return fault(
      'Leave the name and the password out of the address: the token has its own field.',
    );
  }
  url.search = '';
  url.hash = '';
  if (!url.pathname.endsWith('/')) url.pathname += '/';
  return { ok: true, url: url.href };
}

function fault(message: string) {
  return { ok: false, message } as const;
}
