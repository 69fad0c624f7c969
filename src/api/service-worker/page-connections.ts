import type { HandOverMessage } from '../hand-over.ts';
import { PageConnection } from './page-connection.ts';

/** A page that calibrates answers within a few milliseconds unless its main thread is blocked. */
const ANSWER_MS = 150;
/** The application waits for its own answer anyway: give it time to end what blocks it. */
const OWN_ANSWER_MS = 2000;
/** Head start of the page that sent the request over the others. */
const HEAD_START_MS = 30;
/** Pages come and go; one that is forgotten costs a question. */
const MOST_REQUESTERS = 64;

/**
 * Ways to the pages that calibrate. One that was found is kept for the next request of the same
 * sender, as long as its page lives; all are lost without harm when the browser stops the worker.
 */
export class PageConnections {
  readonly clients: Clients;
  readonly #scope: string;
  readonly #found = new Map<string, PageConnection>();
  readonly #asking = new Map<string, Promise<PageConnection | undefined>>();

  /** @param scope URL of the application's page */
  constructor(clients: Clients, scope: string) {
    this.clients = clients;
    this.#scope = scope;
  }

  /**
   * To the page that sent the request if it calibrates, else the first that does, else undefined.
   *
   * @param requester id of the client that sent the request
   */
  async find(requester: string): Promise<PageConnection | undefined> {
    const found = this.#found.get(requester);
    if (found && !found.isOver) return found;
    // Requests that come at once ask once.
    const asking =
      this.#asking.get(requester) ??
      this.#connect(requester).finally(() => this.#asking.delete(requester));
    this.#asking.set(requester, asking);
    return asking;
  }

  async #connect(requester: string): Promise<PageConnection | undefined> {
    const pages = await this.clients.matchAll({ type: 'window' });
    const own = pages.find(({ id, url }) => id === requester && this.#isApplication(url));
    const others = pages.filter((page) => page !== own && this.#isApplication(page.url));
    const page = await firstToAnswer(own, others);
    if (!page) return undefined;
    const { port1, port2 } = new MessageChannel();
    page.postMessage('connect' satisfies HandOverMessage, [port2]);
    const connection = new PageConnection(this.clients, page.id, port1);
    // The application's own requests belong to its own engine as soon as that answers.
    if (page === own || !own) this.#keep(requester, connection);
    return connection;
  }

  #keep(requester: string, connection: PageConnection): void {
    this.#found.delete(requester);
    this.#found.set(requester, connection);
    const [oldest] = this.#found.keys();
    if (this.#found.size > MOST_REQUESTERS && oldest !== undefined) this.#found.delete(oldest);
  }

  /** Other pages of the origin calibrate nothing, and need not be asked. */
  #isApplication(url: string): boolean {
    const address = url.split(/[?#]/, 1)[0];
    return address === this.#scope || address === `${this.#scope}index.html`;
  }
}

/** Asks all who calibrates; `own` has a head start, and more time. */
function firstToAnswer(
  own: Client | undefined,
  others: readonly Client[],
): Promise<Client | undefined> {
  const pages = own ? [own, ...others] : others;
  if (pages.length === 0) return Promise.resolve(undefined);
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(undefined), own ? OWN_ANSWER_MS : ANSWER_MS);
    for (const page of pages) {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => {
        port1.close();
        clearTimeout(timer);
        if (own && page !== own) setTimeout(() => resolve(page), HEAD_START_MS);
        else resolve(page);
      };
      page.postMessage('who-calibrates' satisfies HandOverMessage, [port2]);
    }
  });
}
