/** One request of this page and what came of it. Nothing of its content: bodies hold positions. */
export interface LoggedRequest {
  /** ISO 8601 in UTC. */
  readonly at: string;
  readonly method: string;
  /** Within the contract, `/calibrate`. */
  readonly path: string;
  readonly transport: string;
  /** Undefined where no answer came. */
  readonly status: number | undefined;
  /** Name of what went wrong where no answer came: `AbortError`. */
  readonly failure: string | undefined;
  /** Until the answer's headers were here. */
  readonly ms: number;
  readonly requestId: string | undefined;
  readonly backend: string | undefined;
  readonly cache: string | undefined;
  readonly serverTiming: string | undefined;
  /** Characters sent. */
  readonly sent: number;
}

/** The newest requests of this page, newest last. */
export interface RequestLog {
  readonly entries: () => readonly LoggedRequest[];
  readonly add: (entry: LoggedRequest) => void;
  readonly clear: () => void;
  readonly subscribe: (listener: () => void) => () => void;
}

const MOST_ENTRIES = 500;

export function createRequestLog(): RequestLog {
  let entries: readonly LoggedRequest[] = [];
  const listeners = new Set<() => void>();
  const set = (next: readonly LoggedRequest[]) => {
    entries = next;
    for (const listener of listeners) listener();
  };
  return {
    entries: () => entries,
    add: (entry) => set([...entries.slice(1 - MOST_ENTRIES), entry]),
    clear: () => set([]),
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** One JSON object a line, as log collectors take it. */
export function logLines(entries: readonly LoggedRequest[]): string {
  return entries.map((entry) => `${JSON.stringify(entry)}\n`).join('');
}

/** `fetch` that notes every request to the contract at `baseUrl` in `log`. */
export function loggedFetch(
  fetch: typeof globalThis.fetch,
  log: RequestLog,
  transport: string,
  baseUrl: string,
): typeof globalThis.fetch {
  const { pathname: root } = new URL(baseUrl);
  return async (input, init) => {
    const { pathname } = new URL(input instanceof Request ? input.url : input, baseUrl);
    const started = performance.now();
    const note = (response: Response | undefined, failure: string | undefined) => {
      const header = (name: string) => response?.headers.get(name) ?? undefined;
      log.add({
        at: new Date().toISOString(),
        method: init?.method ?? (input instanceof Request ? input.method : 'GET'),
        path: pathname.startsWith(root) ? pathname.slice(root.length - 1) : pathname,
        transport,
        status: response?.status,
        failure,
        ms: performance.now() - started,
        requestId: header('X-Request-ID'),
        backend: header('X-Backend'),
        cache: header('X-Cache'),
        serverTiming: header('Server-Timing'),
        sent: typeof init?.body === 'string' ? init.body.length : 0,
      });
    };
    try {
      const response = await fetch(input, init);
      note(response, undefined);
      return response;
    } catch (error) {
      note(undefined, error instanceof Error ? error.name : 'Error');
      throw error;
    }
  };
}
