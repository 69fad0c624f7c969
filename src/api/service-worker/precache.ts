/** The files of one version of the application, as the Vite plugin lists them. */
export interface Manifest {
  /** Changes with any file. */
  readonly version: string;
  /** Path from the scope, empty for the page itself, and the file's subresource integrity. */
  readonly files: ReadonlyArray<readonly [path: string, integrity: string]>;
}

/** One version of the application, whole and offline, in a cache of its own. */
export interface Precache {
  /** Fetches every file; rejects when one is missing or belongs to another version. */
  readonly install: () => Promise<void>;
  /** Deletes the caches of other versions. */
  readonly activate: () => Promise<void>;
  /** URL under which the answer to `url` is kept, undefined for what is not kept. */
  readonly find: (url: string) => string | undefined;
  /** The kept response, else the network's. */
  readonly respond: (found: string) => Promise<Response>;
}

/** @param scope URL of the page; it ends with a slash. */
export function createPrecache(scope: string, { version, files }: Manifest): Precache {
  const prefix = `precache ${scope} `;
  const cacheName = prefix + version;
  const integrity = new Map(files.map(([path, hash]) => [new URL(path, scope).href, hash]));
  const indexFile = new URL('index.html', scope).href;
  return {
    async install() {
      const cache = await caches.open(cacheName);
      // `no-cache` spends no bytes on what the page has just loaded, and asks whether it is current.
      await cache.addAll(
        Array.from(
          integrity,
          ([url, hash]) => new Request(url, { integrity: hash, cache: 'no-cache' }),
        ),
      );
    },
    async activate() {
      const names = await caches.keys();
      const old = names.filter((name) => name.startsWith(prefix) && name !== cacheName);
      await Promise.all(old.map((name) => caches.delete(name)));
    },
    find(url) {
      const { origin, pathname } = new URL(url);
      const file = origin + pathname === indexFile ? scope : origin + pathname;
      return integrity.has(file) ? file : undefined;
    },
    async respond(found) {
      return (await caches.match(found, { cacheName })) ?? fetch(found);
    },
  };
}
