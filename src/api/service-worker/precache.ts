/** The files of one version of the application, as the Vite plugin lists them. */
export interface Manifest {
  /** Changes with any file. */
  readonly version: string;
  /**
   * Path from the scope, empty for the page itself, and the file's subresource integrity. A name that
   * other versions give to other bytes is told apart by a query, `networks/…?v=…`.
   */
  readonly files: ReadonlyArray<readonly [path: string, integrity: string]>;
}

/** One version of the application, whole and offline, in a cache of its own. */
export interface Precache {
  /** Fetches every file; rejects when one is missing or belongs to another version. */
  readonly install: () => Promise<void>;
  /**
   * Deletes the caches of other versions.
   * @param isInUse whether pages of the version before are still open: theirs stays
   */
  readonly tidy: (isInUse: boolean) => Promise<void>;
  /** URL under which the answer to `url` is kept, undefined for what is not kept. */
  readonly find: (url: string) => string | undefined;
  /** The kept response; where the browser has dropped it, the network's, which is kept again. */
  readonly respond: (found: string) => Promise<Response>;
  /** What a page of the version before asks for; an error where only another version's is left. */
  readonly respondToOther: (request: Request) => Promise<Response>;
}

/** @param scope URL of the page; it ends with a slash. */
export function createPrecache(scope: string, { version, files }: Manifest): Precache {
  const prefix = `precache ${scope} `;
  const cacheName = prefix + version;
  const integrity = new Map(files.map(([path, hash]) => [new URL(path, scope).href, hash]));
  const named = new Map(Array.from(integrity.keys(), (url) => [url.split('?', 1)[0] ?? url, url]));
  const indexFile = new URL('index.html', scope).href;

  // `no-cache` spends no bytes on what the page has just loaded, and asks whether it is current.
  const requestOf = (url: string, cache: RequestCache = 'no-cache') => {
    const hash = integrity.get(url);
    return new Request(url, {
      cache,
      ...(hash !== undefined && { integrity: hash }),
      // At the root a server may give programs the contract, and the page to who asks for a page.
      ...(url === scope && { headers: { Accept: 'text/html' } }),
    });
  };

  /** Caches of other versions; the browser lists them as they were made, so the last is the newest. */
  const others = async () =>
    (await caches.keys()).filter((name) => name.startsWith(prefix) && name !== cacheName);

  const fill = async () => {
    const cache = await caches.open(cacheName);
    await cache.addAll(Array.from(integrity.keys(), (url) => requestOf(url)));
  };

  const deleteAll = (names: readonly string[]) =>
    Promise.all(names.map((name) => caches.delete(name)));

  return {
    async install() {
      const isKnown = await caches.has(cacheName);
      try {
        await fill().catch(async (error: unknown) => {
          if (!(error instanceof DOMException) || error.name !== 'QuotaExceededError') throw error;
          // Room is made, but not at the cost of the version that runs.
          await deleteAll((await others()).slice(0, -1));
          await fill();
        });
      } catch (error) {
        // A part of a version is of no use, and would pass for the newest one.
        if (!isKnown) await caches.delete(cacheName);
        throw error;
      }
    },
    async tidy(isInUse) {
      const names = await others();
      await deleteAll(isInUse ? names.slice(0, -1) : names);
    },
    find(url) {
      const { origin, pathname, search } = new URL(url);
      const file = origin + pathname === indexFile ? scope : origin + pathname;
      const kept = named.get(file);
      const isOther = kept?.includes('?') && search.startsWith('?v=') && kept !== file + search;
      return isOther ? undefined : kept;
    },
    async respond(found) {
      const kept = await caches.match(found, { cacheName, ignoreVary: true });
      if (kept) return kept;
      try {
        const response = await fetch(requestOf(found, 'reload'));
        if (response.ok) await keep(cacheName, found, response.clone());
        return response;
      } catch (error) {
        // The page names its own files, of whatever version it is; any other file would be mixed in.
        if (found === scope) return fetch(new Request(found, { headers: { Accept: 'text/html' } }));
        throw error;
      }
    },
    async respondToOther(request) {
      const newest = (await others()).at(-1);
      const kept = newest && (await caches.match(request, { cacheName: newest, ignoreVary: true }));
      if (kept) return kept;
      // The network has the new version's file of the name; any other name is of one version only.
      return new URL(request.url).searchParams.has('v') ? Response.error() : fetch(request);
    },
  };
}

/** Without room the answer is good all the same. */
async function keep(cacheName: string, url: string, response: Response): Promise<void> {
  try {
    await (await caches.open(cacheName)).put(url, response);
  } catch {
    return;
  }
}
