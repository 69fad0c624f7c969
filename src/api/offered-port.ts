/**
 * How a page spares its request the way back: beside a request that calibrates, it gives the service
 * worker a port to its own calibration worker. Otherwise the service worker would ask who calibrates
 * (see hand-over.ts), and the page, busy drawing what was edited, would answer late, twice.
 */
const offerHeader = 'X-Offer';

export interface OfferMessage {
  readonly offer: string;
}

/** What comes with a request comes within this, or is lost. */
const waitMs = 50;
/** An offer whose request never comes. */
const staleMs = 10_000;

/** The page's side. `connect` passes a port to what exposes a `CalibrationService` on it. */
export function offeringFetch(
  fetch: typeof globalThis.fetch,
  container: Pick<ServiceWorkerContainer, 'controller'>,
  connect: (port: MessagePort) => void,
): typeof globalThis.fetch {
  return (input, init) => {
    const { controller } = container;
    if (!controller || init?.method !== 'POST' || init.signal?.aborted) return fetch(input, init);
    const id = crypto.randomUUID();
    const { port1, port2 } = new MessageChannel();
    connect(port2);
    controller.postMessage({ offer: id } satisfies OfferMessage, [port1]);
    const headers = new Headers(init.headers);
    headers.set(offerHeader, id);
    return fetch(input, { ...init, headers });
  };
}

/** The service worker's side: the ports whose requests are on their way, and the other way round. */
export class OfferedPorts {
  readonly #ports = new Map<string, MessagePort>();
  readonly #awaited = new Map<string, (port: MessagePort | undefined) => void>();

  /** Keeps the port of a message that offers one. */
  heed(message: unknown, [port]: readonly MessagePort[]): void {
    if (typeof message !== 'object' || message === null || !('offer' in message) || !port) return;
    const id = String(message.offer);
    const waiting = this.#awaited.get(id);
    if (waiting) {
      waiting(port);
      return;
    }
    this.#ports.set(id, port);
    setTimeout(() => {
      if (this.#ports.delete(id)) port.close();
    }, staleMs);
  }

  /** The port that the request's page offers with it; undefined where it offers none. */
  async take(request: Request): Promise<MessagePort | undefined> {
    const id = request.headers.get(offerHeader);
    if (id === null) return undefined;
    const known = this.#ports.get(id);
    this.#ports.delete(id);
    if (known) return known;
    const awaited = Promise.withResolvers<MessagePort | undefined>();
    this.#awaited.set(id, awaited.resolve);
    const timer = setTimeout(() => awaited.resolve(undefined), waitMs);
    const port = await awaited.promise;
    clearTimeout(timer);
    this.#awaited.delete(id);
    return port;
  }
}
