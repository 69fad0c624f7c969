import { beforeEach, expect, it, vi } from 'vitest';
import { createPrecache } from './precache.ts';

const scope = 'http://localhost/app/';
const files = [
  ['', 'sha256-page'],
  ['assets/a.js', 'sha256-a'],
  ['networks/VG/card.json?v=7', 'sha256-card'],
] as const;

/** The caches there are, oldest first, with the requests or answers they hold by URL. */
let kept: Map<string, Map<string, Request | Response>>;
/** What `addAll` says, in turn; afterwards that all is well. */
let refusals: Error[];
let fetched: Request[];

beforeEach(() => {
  kept = new Map();
  refusals = [];
  fetched = [];
  const open = async (name: string) => {
    const cache = kept.get(name) ?? new Map();
    kept.set(name, cache);
    return {
      addAll: async (requests: Request[]) => {
        const refusal = refusals.shift();
        if (refusal) throw refusal;
        for (const request of requests) cache.set(request.url, request);
      },
      put: async (url: string, response: Response) => void cache.set(url, response),
    };
  };
  vi.stubGlobal('caches', {
    open,
    has: async (name: string) => kept.has(name),
    keys: async () => [...kept.keys()],
    delete: async (name: string) => kept.delete(name),
    match: async (request: Request | string, { cacheName }: { cacheName: string }) =>
      kept.get(cacheName)?.get(typeof request === 'string' ? request : request.url),
  });
  vi.stubGlobal('fetch', async (input: Request | string) => {
    fetched.push(new Request(input));
    return new Response('from the network');
  });
  return () => vi.unstubAllGlobals();
});

const version = (name: string) => createPrecache(scope, { version: name, files });
const names = () => [...kept.keys()];

it('stores every file, and only as the build wrote it', async () => {
  await version('1').install();
  const stored = [...(kept.get(`precache ${scope} 1`)?.values() ?? [])] as Request[];
  expect(stored.map(({ url, integrity }) => [url, integrity])).toEqual([
    [scope, 'sha256-page'],
    [`${scope}assets/a.js`, 'sha256-a'],
    [`${scope}networks/VG/card.json?v=7`, 'sha256-card'],
  ]);
});

it('asks for the page as a page, since programs may get something else at its address', async () => {
  await version('1').install();
  const accepted = (request: Request) => request.headers.get('Accept');
  const stored = [...(kept.get(`precache ${scope} 1`)?.values() ?? [])] as Request[];
  expect(stored.map(accepted)).toEqual(['text/html', null, null]);
  kept.clear();
  await version('1').respond(scope);
  expect(fetched.map(accepted)).toEqual(['text/html']);
});

it('finds what it has kept, whatever that depended on', async () => {
  const page = new Response('page', { headers: { Vary: 'Accept' } });
  Object.assign(caches, {
    match: async (_url: string, { ignoreVary }: CacheQueryOptions) =>
      ignoreVary ? page : undefined,
  });
  expect(await version('1').respond(scope)).toBe(page);
});

it('deletes its own older versions, and nothing of a neighbour', async () => {
  await version('1').install();
  await createPrecache('http://localhost/', { version: '1', files }).install();
  await createPrecache(`${scope}deep/`, { version: '1', files }).install();
  await version('2').install();
  await version('2').tidy(false);
  expect(names()).toHaveLength(3);
  expect(names().filter((name) => name.includes(` ${scope} `))).toEqual([`precache ${scope} 2`]);
});

it('leaves the version before to the pages that are open, and no older one', async () => {
  for (const name of ['1', '2', '3']) await version(name).install();
  await version('3').tidy(true);
  expect(names()).toEqual([`precache ${scope} 2`, `precache ${scope} 3`]);
});

it('leaves nothing of a version that could not be fetched whole', async () => {
  await version('1').install();
  refusals = [new TypeError('Failed to fetch')];
  await expect(version('2').install()).rejects.toThrow('Failed to fetch');
  expect(names()).toEqual([`precache ${scope} 1`]);
  refusals = [new TypeError('Failed to fetch')];
  await expect(version('1').install()).rejects.toThrow('Failed to fetch');
  expect(names()).toEqual([`precache ${scope} 1`]);
});

it('makes room where there is none, but not at the cost of the version that runs', async () => {
  for (const name of ['1', '2']) await version(name).install();
  const full = () => new DOMException('full', 'QuotaExceededError');
  refusals = [full()];
  await version('3').install();
  expect(names()).toEqual([`precache ${scope} 2`, `precache ${scope} 3`]);
  refusals = [full(), full()];
  await expect(version('4').install()).rejects.toThrow('full');
  expect(names()).toEqual([`precache ${scope} 3`]);
});

it('finds its files with any query, and the page under both its names', () => {
  const { find } = version('1');
  expect(find(`${scope}?backend=wasm#x`)).toBe(scope);
  expect(find(`${scope}index.html`)).toBe(scope);
  expect(find(`${scope}assets/a.js`)).toBe(`${scope}assets/a.js`);
  expect(find(`${scope}assets/b.js`)).toBeUndefined();
  expect(find('http://localhost/assets/a.js')).toBeUndefined();
});

it('tells its networks from those of another version', () => {
  const { find } = version('1');
  const card = `${scope}networks/VG/card.json`;
  expect(find(`${card}?v=7`)).toBe(`${card}?v=7`);
  expect(find(card)).toBe(`${card}?v=7`);
  expect(find(`${card}?v=6`)).toBeUndefined();
});

it('fetches again, and keeps, what the browser has dropped; only as the build wrote it', async () => {
  await version('1').install();
  const url = `${scope}assets/a.js`;
  kept.get(`precache ${scope} 1`)?.delete(url);
  expect(await (await version('1').respond(url)).text()).toBe('from the network');
  expect(fetched.map(({ integrity }) => integrity)).toEqual(['sha256-a']);
  expect(kept.get(`precache ${scope} 1`)?.has(url)).toBe(true);
});

it('gives a page of the version before its own files, and never the new one’s', async () => {
  await version('1').install();
  const old = new Response('old');
  kept.get(`precache ${scope} 1`)?.set(`${scope}assets/old.js`, old);
  await version('2').install();
  const { respondToOther } = version('2');
  expect(await respondToOther(new Request(`${scope}assets/old.js`))).toBe(old);
  const lost = await respondToOther(new Request(`${scope}networks/VG/card.json?v=6`));
  expect(lost.type).toBe('error');
  expect(fetched).toEqual([]);
});
