import { beforeEach, expect, it, vi } from 'vitest';
import { createPrecache } from './precache.ts';

const scope = 'http://localhost/app/';
const files = [
  ['', 'sha256-page'],
  ['assets/a.js', 'sha256-a'],
] as const;

/** Names of the caches there are, and the requests that were stored. */
let names: string[];
let stored: Request[];

beforeEach(() => {
  names = [];
  stored = [];
  vi.stubGlobal('caches', {
    open: async (name: string) => {
      names.push(name);
      return { addAll: async (requests: Request[]) => void stored.push(...requests) };
    },
    keys: async () => [...names],
    delete: async (name: string) => {
      names = names.filter((other) => other !== name);
    },
  });
  return () => vi.unstubAllGlobals();
});

it('stores every file, and only as the build wrote it', async () => {
  await createPrecache(scope, { version: '1', files }).install();
  expect(stored.map(({ url, integrity }) => [url, integrity])).toEqual([
    [scope, 'sha256-page'],
    [`${scope}assets/a.js`, 'sha256-a'],
  ]);
});

it('deletes its own older versions, and nothing of a neighbour', async () => {
  const own = createPrecache(scope, { version: '2', files });
  await createPrecache(scope, { version: '1', files }).install();
  await createPrecache('http://localhost/', { version: '1', files }).install();
  await createPrecache(`${scope}deep/`, { version: '1', files }).install();
  await own.install();
  await own.activate();
  expect(names).toHaveLength(3);
  expect(names.filter((name) => name.includes(` ${scope} `))).toEqual([`precache ${scope} 2`]);
});

it('finds its files with any query, and the page under both its names', () => {
  const { find } = createPrecache(scope, { version: '1', files });
  expect(find(`${scope}?backend=wasm#x`)).toBe(scope);
  expect(find(`${scope}index.html`)).toBe(scope);
  expect(find(`${scope}assets/a.js`)).toBe(`${scope}assets/a.js`);
  expect(find(`${scope}assets/b.js`)).toBeUndefined();
  expect(find('http://localhost/assets/a.js')).toBeUndefined();
});
