/**
 * How the page stops a request that the service worker answers. Chromium (156) leaves the signal of
 * a FetchEvent's request alone when the page aborts its fetch, so the page numbers its requests in a
 * header and says in a message which one it gave up.
 */
const requestIdHeader = 'X-Request-Id';

export interface StopMessage {
  readonly stop: string;
}

/** The page's side: `fetch` whose signal reaches the service worker in control too. */
export function stoppableFetch(
  fetch: typeof globalThis.fetch,
  container: Pick<ServiceWorkerContainer, 'controller'>,
): typeof globalThis.fetch {
  return (input, init) => {
    const signal = init?.signal;
    if (!signal) return fetch(input, init);
    const headers = new Headers(init.headers);
    // A caller that numbers its own requests finds them again under that number.
    const id = headers.get(requestIdHeader) ?? crypto.randomUUID();
    const stop = () => container.controller?.postMessage({ stop: id } satisfies StopMessage);
    signal.addEventListener('abort', stop, { once: true });
    headers.set(requestIdHeader, id);
    return fetch(input, { ...init, headers }).finally(() => {
      signal.removeEventListener('abort', stop);
    });
  };
}

/** The service worker's side: the requests under way that their pages may stop. */
export class StoppableRequests {
  readonly #running = new Map<string, AbortController>();

  /** Answers the request, whose signal now heeds the page's message. */
  async answer(
    request: Request,
    answer: (request: Request) => Promise<Response>,
  ): Promise<Response> {
    const id = request.headers.get(requestIdHeader);
    if (id === null) return answer(request);
    const controller = new AbortController();
    this.#running.set(id, controller);
    try {
      const response = await answer(new Request(request, { signal: controller.signal }));
      // Nobody reads it, and the console would report an error's status.
      return controller.signal.aborted ? new Response(null, { status: 204 }) : response;
    } finally {
      this.#running.delete(id);
    }
  }

  /** Stops the request of a message that asks for it. */
  heed(message: unknown): void {
    if (typeof message !== 'object' || message === null || !('stop' in message)) return;
    this.#running.get(String(message.stop))?.abort();
  }
}
