import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Answered } from '../../api/client.ts';
import type { RequestLog } from '../../api/request-log.ts';
import type { Scenario } from '../../api/scenario.ts';
import { type Server, serverUrl } from '../../api/server-fetch.ts';
import type { Connection } from '../../api/start.ts';
import { models } from '../../levy/models.ts';
import type { SmallStorage } from './small-storage.ts';

export interface ConnectionState {
  /** The way to the contract that is used; undefined until it is known. */
  readonly connection: Connection | undefined;
  /** The server that was asked for last, used or not. */
  readonly url: string;
  /** What is known of that server. */
  readonly check:
    | { readonly phase: 'none' | 'checking' | 'passed' }
    | { readonly phase: 'failed'; readonly message: string };
  /** What the way that is used said of itself last; undefined where it was not asked. */
  readonly health: 'healthy' | 'degraded' | undefined;
  /** Trouble that is asked for, on purpose; never of a server. */
  readonly scenario: Scenario | undefined;
  /** What was wrong with the scenario in the page's address. */
  readonly notice: string | undefined;
  /** Goes over to a server, once it answers as the contract says. */
  readonly useServer: (typed: string, token: string) => Promise<void>;
  readonly useBrowser: () => void;
  readonly play: (scenario: Scenario | undefined) => void;
  /** Asks the way that is used how it is. */
  readonly askHealth: () => Promise<void>;
}

export interface ConnectionStore extends StoreApi<ConnectionState> {
  readonly log: RequestLog;
  /** The way that is used, as soon as there is one. */
  readonly ready: () => Connection | Promise<Connection>;
}

export interface ConnectionParts {
  readonly log: RequestLog;
  /** The way within this browser. */
  readonly local: Promise<Connection>;
  readonly connectServer: (server: Server) => Connection;
  /** Keeps the server's address. */
  readonly storage: SmallStorage;
  /** Keeps the token, no longer than the tab. */
  readonly tokens: SmallStorage;
  /** Asked for by the page's address. */
  readonly asked?: { readonly scenario?: Scenario; readonly message?: string };
}

const URL_KEY = 'levy-server';
const TOKEN_KEY = 'levy-server-token';

/** Where calibrations are answered. A server that was used is gone back to, if it answers. */
export function createConnectionStore(parts: ConnectionParts): ConnectionStore {
  const { log, local, connectServer, storage, tokens, asked = {} } = parts;
  const remembered = storage.read(URL_KEY) ?? '';
  let attempt = 0;

  const store = createStore<ConnectionState>()((set, get) => ({
    connection: undefined,
    url: remembered,
    check: { phase: 'none' },
    health: undefined,
    scenario: asked.scenario,
    notice: asked.message,
    useServer: async (typed, token) => {
      const own = ++attempt;
      const read = serverUrl(typed);
      if (!read.ok) {
        set({ check: { phase: 'failed', message: read.message } });
        return;
      }
      const { url } = read;
      set({ url, check: { phase: 'checking' } });
      const connection = connectServer({ url, ...(token && { token }) });
      const problem = await problemOf(connection);
      if (own !== attempt) return;
      if (problem !== undefined) {
        set({ check: { phase: 'failed', message: problem } });
        return;
      }
      storage.write(URL_KEY, url);
      tokens.write(TOKEN_KEY, token);
      set({ connection, check: { phase: 'passed' } });
    },
    useBrowser: () => {
      const own = ++attempt;
      storage.write(URL_KEY, '');
      tokens.write(TOKEN_KEY, '');
      set({ check: { phase: 'none' } });
      void local.then((connection) => {
        if (own === attempt && get().connection !== connection) set({ connection });
      });
    },
    play: (scenario) => set({ scenario, notice: undefined }),
    askHealth: async () => {
      const { connection, scenario } = get();
      const health = await connection?.client.health();
      const isLate = get().connection !== connection || get().scenario !== scenario;
      if (!isLate) set({ health: health?.ok ? health.value.status : undefined });
    },
  }));

  const started = (async () => {
    if (remembered !== '') {
      await store.getState().useServer(remembered, tokens.read(TOKEN_KEY) ?? '');
    }
    const connection = await local;
    // Unless a server was found.
    if (!store.getState().connection) store.setState({ connection });
    return store.getState().connection ?? connection;
  })();

  return Object.assign(store, { log, ready: () => store.getState().connection ?? started });
}

/** Why a server is not used: it does not answer, or not as the contract says. */
async function problemOf({ client }: Connection): Promise<string | undefined> {
  const health = await client.health();
  if (!health.ok) return refusalText(health);
  const offered = await client.models();
  if (!offered.ok) return refusalText(offered);
  const { available_models: names } = offered.value;
  if (models.some(({ name }) => names.includes(name))) return undefined;
  return `This server calibrates none of the models here: it offers ${names.join(', ') || 'none'}.`;
}

function refusalText({ trouble, problems }: Extract<Answered<unknown>, { ok: false }>): string {
  if (trouble.kind === 'unauthorised') return 'This server asks for a token, and not this one.';
  return problems.map(({ message }) => message).join(' ');
}
