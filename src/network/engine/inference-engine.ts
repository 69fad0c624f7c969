import type { Network } from '../network-file.ts';
import {
  type Backend,
  type BackendChoice,
  type BackendName,
  type BackendTrial,
  backendTitles,
} from './backend.ts';
import { BackendError, type BackendSession, type GoldenCheck } from './backend-session.ts';
import { selectBackend } from './select-backend.ts';

/** Standardised inputs, rows × inputs, to outputs, rows × outputs. */
export type Forward = (inputs: Float32Array, rows: number) => Promise<Float32Array | Float64Array>;

interface EngineOptions {
  readonly backends: Readonly<Record<BackendName, Backend>>;
  readonly golden: GoldenCheck;
  /** The backend in use died between two uses: {@link InferenceEngine.recover} when it suits. */
  readonly onLost: () => void;
}

/**
 * Keeps one backend that works: selects it, and replaces it when it fails. TensorFlow.js has one
 * active backend for the whole thread, so have one engine, and wait for each call before the next.
 */
export class InferenceEngine {
  readonly #options: EngineOptions;
  #choice: BackendChoice = 'auto';
  #session: BackendSession | undefined;
  #trials: readonly BackendTrial[] = [];
  #message: string | undefined;

  constructor(options: EngineOptions) {
    this.#options = options;
  }

  /** The backend in use; undefined before the first choice and when none will do. */
  get session(): BackendSession | undefined {
    return this.#session;
  }

  /** Every backend tried since the last choice. */
  get trials(): readonly BackendTrial[] {
    return this.#trials;
  }

  /** Why the backend in use is not the one expected; undefined where it is. */
  get message(): string | undefined {
    return this.#message;
  }

  /** Starts afresh with this choice. Rejects if no backend will do. */
  async choose(
    choice: BackendChoice,
    networks: Promise<readonly Network[]> | readonly Network[],
  ): Promise<void> {
    this.#session?.stop();
    this.#session = undefined;
    this.#choice = choice;
    this.#trials = [];
    this.#message = undefined;
    await this.#select(networks);
    const [first] = this.#trials;
    if (choice !== 'auto' && first?.accepted === false) {
      this.#report(choice, 'does not run here', first.reason);
    }
  }

  /**
   * Runs `task` with the network on the backend in use; where the backend fails, on the next one
   * from the start. Rejects if no backend is left, or as `task` does.
   */
  async use<T>(
    network: Network,
    task: (forward: Forward, backend: BackendName) => Promise<T>,
  ): Promise<T> {
    for (;;) {
      const session = this.#session ?? (await this.#select([network]));
      try {
        await session.prepare(network);
        return await task((inputs, rows) => session.run(network, inputs, rows), session.name);
      } catch (error) {
        if (!(error instanceof BackendError)) throw error;
        await this.#replace(session, error.message, [network]);
      }
    }
  }

  /** Replaces the backend in use if its device is lost. */
  async recover(networks: readonly Network[]): Promise<void> {
    const session = this.#session;
    if (session?.lost) await this.#replace(session, session.lost, networks);
  }

  /** Frees the networks; the backend goes on. */
  release(): void {
    this.#session?.release();
  }

  async #select(
    networks: Promise<readonly Network[]> | readonly Network[],
  ): Promise<BackendSession> {
    const { session, trials } = await selectBackend({
      ...this.#options,
      choice: this.#choice,
      excluded: new Set(this.#trials.map(({ backend }) => backend)),
      networks,
      onLost: (lost) => {
        if (lost === this.#session) this.#options.onLost();
      },
    });
    this.#trials = [...this.#trials, ...trials];
    this.#session = session;
    if (!session) throw new Error('No backend could run the network here.');
    return session;
  }

  async #replace(failed: BackendSession, reason: string, networks: readonly Network[]) {
    failed.stop();
    this.#session = undefined;
    this.#trials = this.#trials.map((trial) =>
      trial.backend === failed.name ? { ...trial, accepted: false, reason } : trial,
    );
    await this.#select(networks);
    this.#report(failed.name, 'stopped working', reason);
  }

  #report(backend: BackendName, what: string, reason: string): void {
    if (!this.#session) return;
    const next = backendTitles[this.#session.name];
    this.#message = `${backendTitles[backend]} ${what}: ${reason} ${next} is used instead.`;
  }
}
