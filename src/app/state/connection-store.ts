import { createStore, type StoreApi } from 'zustand/vanilla';
import type { RequestLog } from '../../api/request-log.ts';
import type { Scenario } from '../../api/scenario.ts';
import { type Server, serverUrl } from '../../api/server-fetch.ts';
import type { Connection } from '../../api/start.ts';
import { serverProblem } from './server-check.ts';
import type { SmallStorage } from './small-storage.ts';

export interface ConnectionState {
  /** The way to the contract that is used; undefined until it is known. */
  readonly connection: Connection | undefined;
  /** The server that was asked for last, used or not, as it was typed where it is no address. */
  readonly url: string;
  /** What is known of that server. */
  readonly check:
    | { readonly phase: 'none' | 'checking' | 'passed' }
    | { readonly phase: 'failed'; readonly message: string };
  /** What the way that is used said of itself last; undefined where it was not asked yet. */
  readonly health: 'healthy' | 'degraded' | 'silent' | undefined;
  /** Trouble that is asked for, on purpose; never of a server. */
  readonly scenario: Scenario | undefined;
  /** What was asked for at the start and is not: a scenario of no name, a server without answer. */
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
  /** Keeps the address that was used last, to be offered again. */
  readonly storage: SmallStorage;
  /** Keeps which server is used, and its token, no longer than the tab and for no other. */
  readonly tab: SmallStorage;
  /** Asked for by the page's address. */
  readonly asked?: { readonly scenario?: Scenario; readonly message?: string };
}

const URL_KEY = 'levy-server';
const TOKEN_KEY = 'levy-server-token';

/** Where calibrations are answered. A tab that used a server goes back to it, if it answers. */
export function createConnectionStore(parts: ConnectionParts): ConnectionStore {
  const { log, local, connectServer, storage, tab, asked = {} } = parts;
  const used = tab.read(URL_KEY) ?? '';
  let attempt = 0;

  const store = createStore<ConnectionState>()((set, get) => ({
    connection: undefined,
    url: used || (storage.read(URL_KEY) ?? ''),
    check: { phase: 'none' },
    health: undefined,
    scenario: asked.scenario,
    notice: asked.message,
    useServer: async (typed, token) => {
      const own = ++attempt;
      const read = serverUrl(typed);
      if (!read.ok) {
        set({ url: typed, check: { phase: 'failed', message: read.message } });
        return;
      }
      const { url } = read;
      set({ url, check: { phase: 'checking' } });
      const connection = connectServer({ url, ...(token && { token }) });
      const problem = await serverProblem(connection);
      if (own !== attempt) return;
      if (problem !== undefined) {
        set({ check: { phase: 'failed', message: problem } });
        return;
      }
      storage.write(URL_KEY, url);
      tab.write(URL_KEY, url);
      tab.write(TOKEN_KEY, token);
      set({ connection, health: undefined, check: { phase: 'passed' }, notice: undefined });
    },
    useBrowser: () => {
      const own = ++attempt;
      tab.write(URL_KEY, '');
      tab.write(TOKEN_KEY, '');
      set({ check: { phase: 'none' } });
      void local.then((connection) => {
        const isOther = get().connection !== connection;
        if (own === attempt && isOther) set({ connection, health: undefined });
      });
    },
    play: (scenario) => set({ scenario, notice: undefined }),
    askHealth: async () => {
      const { connection, scenario } = get();
      if (!connection) return;
      const health = await connection.client.health();
      const isLate = get().connection !== connection || get().scenario !== scenario;
      if (!isLate) set({ health: health.ok ? health.value.status : 'silent' });
    },
  }));

  const started = (async () => {
    if (used !== '') await store.getState().useServer(used, tab.read(TOKEN_KEY) ?? '');
    const connection = await local;
    const { connection: found, check } = store.getState();
    if (found) return found;
    const notice =
      'The server could not be used: calibrated in this browser. The settings say why.';
    store.setState({ connection, ...(check.phase === 'failed' && { notice }) });
    return connection;
  })();

  return Object.assign(store, { log, ready: () => store.getState().connection ?? started });
}
