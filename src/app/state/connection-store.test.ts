import { expect, test } from 'vitest';
import type { Answered, Client, Trouble } from '../../api/client.ts';
import { createRequestLog } from '../../api/request-log.ts';
import { scenarioOf } from '../../api/scenario.ts';
import type { Server } from '../../api/server-fetch.ts';
import type { Connection } from '../../api/start.ts';
import { createConnectionStore } from './connection-store.ts';
import type { SmallStorage } from './small-storage.ts';

const healthy = { status: 'healthy', version: '1.0.0', model_loaded: true } as const;
const offered = {
  available_models: ['VarianceGamma'],
  default_model: 'VarianceGamma',
  expected_input_dimension: 200,
};
const ok = <T>(value: T) => ({ ok: true, value }) as const;
const no = (kind: Trouble['kind'], message: string) =>
  ({ ok: false, problems: [{ message }], trouble: { kind } }) as const;

/** A way whose health and models are answered by hand. */
function way(transport: Connection['transport'], baseUrl: string) {
  const health = Promise.withResolvers<Awaited<ReturnType<Client['health']>>>();
  const models = Promise.withResolvers<Answered<typeof offered>>();
  const asked: string[] = [];
  const client = {
    health: () => {
      asked.push('/health');
      return health.promise;
    },
    models: () => {
      asked.push('/models');
      return models.promise;
    },
  } as Partial<Client> as Client;
  const connection: Connection = { transport, baseUrl, client, fetch: globalThis.fetch };
  const pass = () => {
    health.resolve(ok(healthy));
    models.resolve(ok(offered));
  };
  return { connection, asked, health: health.resolve, models: models.resolve, pass };
}

function memory(kept: Record<string, string> = {}): SmallStorage & { kept: typeof kept } {
  return {
    kept,
    read: (key) => kept[key] ?? null,
    write: (key, value) => {
      kept[key] = value;
    },
  };
}

function setUp({ storage = memory(), tab = memory() } = {}) {
  const ways: Array<ReturnType<typeof way>> = [];
  const servers: Server[] = [];
  const browser = way('in-process', 'http://page/');
  const store = createConnectionStore({
    log: createRequestLog(),
    local: Promise.resolve(browser.connection),
    connectServer: (server) => {
      const next = way('http', server.url);
      servers.push(server);
      ways.push(next);
      return next.connection;
    },
    storage,
    tab,
  });
  return { store, state: () => store.getState(), ways, servers, browser, storage, tab };
}

const A = 'http://localhost:8001/';
const B = 'http://localhost:8002/';
const settled = () => new Promise((resolve) => setTimeout(resolve));

/** On server A, with a token. */
async function onServer() {
  const set = setUp();
  await set.store.ready();
  const using = set.state().useServer('localhost:8001', 'secret');
  set.ways[0]?.pass();
  await using;
  expect(set.state().connection?.baseUrl).toBe(A);
  return set;
}

test('this browser answers until a server has passed', async () => {
  const { store, state, ways, browser } = setUp();
  expect(await store.ready()).toBe(browser.connection);
  const using = state().useServer('localhost:8001', '');
  expect(state()).toMatchObject({ url: A, check: { phase: 'checking' } });
  const [server] = ways;
  await settled();
  expect(server?.asked).toEqual(['/health']);
  server?.health(ok(healthy));
  await settled();
  expect(server?.asked).toEqual(['/health', '/models']);
  expect(state().connection).toBe(browser.connection);
  server?.models(ok(offered));
  await using;
  expect(state()).toMatchObject({ connection: server?.connection, check: { phase: 'passed' } });
  expect(store.ready()).toBe(server?.connection);
});

test.each<[string, (server: ReturnType<typeof way> | undefined) => void, RegExp]>([
  [
    'cannot be reached',
    (server) => server?.health(no('unreachable', 'Gone.')),
    /^Gone\. It may be down/,
  ],
  ['asks for a token', (server) => server?.health(no('unauthorised', 'x')), /asks for a token/],
  [
    'asks for a token for its models only',
    (server) => {
      server?.health(ok(healthy));
      server?.models(no('unauthorised', 'x'));
    },
    /asks for a token/,
  ],
  ['is another program', (server) => server?.health(no('refused', 'x')), /no server of this/],
  [
    'answers something else',
    (server) => server?.health(no('not-the-contract', 'x')),
    /no server of this/,
  ],
  [
    'has none of the models',
    (server) => {
      server?.health(ok(healthy));
      server?.models(ok({ ...offered, available_models: ['Heston'] }));
    },
    /it offers Heston/,
  ],
])(
  'a server that %s is not used; the one before and what was typed stay',
  async (_, answer, said) => {
    const { state, ways, storage, tab } = await onServer();
    const before = state().connection;
    const using = state().useServer(B, 'other');
    answer(ways[1]);
    await using;
    expect(state()).toMatchObject({ connection: before, url: B });
    expect(state().check).toEqual({ phase: 'failed', message: expect.stringMatching(said) });
    expect(storage.kept).toEqual({ 'levy-server': A });
    expect(tab.kept).toEqual({ 'levy-server': A, 'levy-server-token': 'secret' });
  },
);

test('what is no address is said to be none, and asked nothing', async () => {
  const { state, servers } = await onServer();
  await state().useServer('ftp://here', '');
  expect(state()).toMatchObject({ url: 'ftp://here', check: { phase: 'failed' } });
  expect(state().connection?.baseUrl).toBe(A);
  expect(servers).toHaveLength(1);
});

test('of two checks the newer counts, whichever ends first', async () => {
  const { store, state, ways } = setUp();
  await store.ready();
  const first = state().useServer(A, '');
  const second = state().useServer(B, '');
  ways[1]?.pass();
  await second;
  ways[0]?.pass();
  await first;
  expect(state()).toMatchObject({ url: B, check: { phase: 'passed' } });
  expect(state().connection?.baseUrl).toBe(B);
});

test('an older check that fails does not speak for the newer', async () => {
  const { store, state, ways } = setUp();
  await store.ready();
  const first = state().useServer(A, '');
  const second = state().useServer(B, '');
  ways[0]?.health(no('unreachable', 'Gone.'));
  await first;
  expect(state().check.phase).toBe('checking');
  ways[1]?.pass();
  await second;
  expect(state().connection?.baseUrl).toBe(B);
});

test('who chooses this browser during a check stays there', async () => {
  const { store, state, ways, browser, tab } = setUp();
  await store.ready();
  const using = state().useServer(A, 'secret');
  state().useBrowser();
  ways[0]?.pass();
  await using;
  expect(state()).toMatchObject({ connection: browser.connection, check: { phase: 'none' } });
  expect(tab.kept['levy-server-token']).toBe('');
});

test('a token is kept with the tab, and forgotten with the server', async () => {
  const { state, servers, storage, tab, browser } = await onServer();
  expect(servers).toEqual([{ url: A, token: 'secret' }]);
  expect(tab.kept).toEqual({ 'levy-server': A, 'levy-server-token': 'secret' });
  expect(JSON.stringify(storage.kept)).not.toContain('secret');
  state().useBrowser();
  await settled();
  expect(state().connection).toBe(browser.connection);
  expect(tab.kept).toEqual({ 'levy-server': '', 'levy-server-token': '' });
  // To be offered again.
  expect(storage.kept).toEqual({ 'levy-server': A });
});

test('a tab goes back to its server with its token; another tab does not', async () => {
  const { storage, tab } = await onServer();
  const again = setUp({ storage, tab });
  const ready = again.store.ready();
  again.ways[0]?.pass();
  expect((await ready).baseUrl).toBe(A);
  expect(again.servers).toEqual([{ url: A, token: 'secret' }]);
  expect(again.state().notice).toBeUndefined();

  const other = setUp({ storage });
  expect((await other.store.ready()).transport).toBe('in-process');
  expect(other.servers).toEqual([]);
  expect(other.state().url).toBe(A);
});

test('a server that is gone after a reload is said to be, and asked again after the next', async () => {
  const { storage, tab } = await onServer();
  const again = setUp({ storage, tab });
  const ready = again.store.ready();
  again.ways[0]?.health(no('unreachable', 'Gone.'));
  expect(await ready).toBe(again.browser.connection);
  expect(again.state().notice).toContain('could not be used');
  expect(again.state().check.phase).toBe('failed');
  expect(tab.kept).toEqual({ 'levy-server': A, 'levy-server-token': 'secret' });
});

test('health is of the way that is used, and of the scenario of then', async () => {
  const { store, state, browser, ways } = setUp();
  await store.ready();
  const asked = state().askHealth();
  browser.health(ok({ ...healthy, status: 'degraded' }));
  await asked;
  expect(state().health).toBe('degraded');
  const using = state().useServer(A, '');
  ways[0]?.pass();
  await using;
  expect(state().health).toBeUndefined();

  const late = state().askHealth();
  state().play(scenarioOf('degraded'));
  await late;
  expect(state().health).toBeUndefined();
  await state().askHealth();
  expect(state().health).toBe('healthy');
});

test('a way that does not say how it is, is silent', async () => {
  const { store, state, browser } = setUp();
  await store.ready();
  browser.health(no('unreachable', 'Gone.'));
  await state().askHealth();
  expect(state().health).toBe('silent');
});
