/** Between the first try and the second where the answer does not say. */
const BACKOFF_MS = 300;
/** Who is to wait longer is told so, and decides. */
const MOST_WAIT_MS = 5000;

export interface ResilientOptions {
  /** Until an answer has come; none where nobody but the caller should give up. */
  readonly timeoutMs?: number;
  readonly random?: () => number;
}

/**
 * `fetch` that tries once more after status 503: after what `Retry-After` says, else after a moment
 * that is not the same for all. What was tried in vain is passed on as it is. Rejects with a
 * `TimeoutError` where no answer came in time, and as `fetch` does.
 */
export function resilientFetch(
  fetch: typeof globalThis.fetch,
  { timeoutMs, random = Math.random }: ResilientOptions = {},
): typeof globalThis.fetch {
  const once = (input: RequestInfo | URL, init: RequestInit | undefined) => {
    if (timeoutMs === undefined) return fetch(input, init);
    const timeout = AbortSignal.timeout(timeoutMs);
    const signal = init?.signal ? AbortSignal.any([init.signal, timeout]) : timeout;
    return fetch(input, { ...init, signal });
  };
  return async (input, init) => {
    const first = await once(input, init);
    if (first.status !== 503) return first;
    const wait = retryAfterMs(first.headers) ?? BACKOFF_MS * (1 + random());
    if (wait > MOST_WAIT_MS) return first;
    // An answer that nobody reads would hold its connection.
    await first.body?.cancel();
    await pause(wait, init?.signal ?? undefined);
    return once(input, init);
  };
}

/** What `Retry-After` says, seconds or a date, in ms from now; undefined without it. */
export function retryAfterMs(headers: Headers): number | undefined {
  const text = headers.get('Retry-After');
  if (text === null) return undefined;
  const ms = /^\d+$/.test(text.trim()) ? 1000 * Number(text) : Date.parse(text) - Date.now();
  return Number.isNaN(ms) ? undefined : Math.max(ms, 0);
}

function pause(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted();
    const stop = () => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', stop);
      resolve();
    }, ms);
    signal?.addEventListener('abort', stop, { once: true });
  });
}
