import type { CalibrationService } from '../../calibration/service.ts';
import { remoteService } from '../../calibration/worker/service-port.ts';
import { Lifeline } from '../../network/engine/lifeline.ts';

/** A worker at work is heard after 50 ms: one that was heard before and is not now may be frozen. */
const DOUBT_MS = 150;
/** A page that was frozen after its answer never computes; one that does is heard every second. */
const SILENCE_MS = 15_000;
const POLL_MS = 250;

/** The calibration worker of a page, behind a port, for as long as both live. */
export class PageConnection {
  readonly #clients: Clients;
  readonly #page: string;
  readonly #port: MessagePort;
  readonly #lifeline = new Lifeline();
  readonly #service: CalibrationService;
  #lastHeard: number | undefined;
  #deadline = 0;
  #calls = 0;
  #watch: ReturnType<typeof setInterval> | undefined;
  #isOver = false;

  readonly #onMessage = () => {
    this.#lastHeard = performance.now();
    this.#deadline = this.#lastHeard + SILENCE_MS;
  };
  readonly #onClose = () => this.end();

  /** @param page id of the client */
  constructor(clients: Clients, page: string, port: MessagePort) {
    this.#clients = clients;
    this.#page = page;
    this.#port = port;
    this.#service = remoteService(port, this.#lifeline);
    port.addEventListener('message', this.#onMessage);
    // Newer browsers tell that page or worker are closed; where they do not, it is found out.
    port.addEventListener('close', this.#onClose);
  }

  /** Whether the page has answered by it. */
  get hasAnswered(): boolean {
    return this.#lastHeard !== undefined;
  }

  /** Whether it can be used no more. */
  get isOver(): boolean {
    return this.#isOver;
  }

  /** Rejects as `call` does, and as soon as the page is known to be gone. */
  async use<T>(call: (service: CalibrationService) => Promise<T>): Promise<T> {
    const began = performance.now();
    const doubt =
      this.#lastHeard !== undefined &&
      setTimeout(() => {
        if ((this.#lastHeard ?? 0) < began) this.end();
      }, DOUBT_MS);
    if (this.#calls++ === 0) this.#startWatch(began);
    try {
      return await call(this.#service);
    } finally {
      if (doubt) clearTimeout(doubt);
      if (--this.#calls === 0) clearInterval(this.#watch);
    }
  }

  /** Rejects the calls under way; the worker gives them up where the browser tells it. */
  end(): void {
    if (this.#isOver) return;
    this.#isOver = true;
    clearInterval(this.#watch);
    // Comlink keeps the port until what wraps it is gone: listeners that lead there would keep both.
    this.#port.removeEventListener('message', this.#onMessage);
    this.#port.removeEventListener('close', this.#onClose);
    this.#port.close();
    this.#lifeline.end(new Error('The page is gone.'));
  }

  #startWatch(now: number): void {
    this.#deadline = now + SILENCE_MS;
    this.#watch = setInterval(async () => {
      const isSilent = performance.now() > this.#deadline;
      if (isSilent || !(await this.#clients.get(this.#page))) this.end();
    }, POLL_MS);
  }
}
