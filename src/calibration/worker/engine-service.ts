import type { Backend, BackendName } from '../../network/engine/backend.ts';
import type { GoldenCheck } from '../../network/engine/backend-session.ts';
import { type Forward, InferenceEngine } from '../../network/engine/inference-engine.ts';
import type { Network } from '../../network/network-file.ts';
import { AnswerCache } from '../answer-cache.ts';
import { NetworkCache } from '../network-cache.ts';
import type { Surface } from '../quotes/surface.ts';
import type {
  Calibration,
  CalibrationOptions,
  CalibrationService,
  ServiceState,
} from '../service.ts';
import type { BackendChoice, EngineStatus } from './status.ts';

interface EngineServiceOptions {
  /** Contract names of the models to have in memory from the start. */
  readonly models: readonly string[];
  readonly loadNetwork: (model: string) => Promise<Network>;
  readonly backends: Readonly<Record<BackendName, Backend>>;
  readonly golden: GoldenCheck;
  readonly calibrate: (
    surface: Surface,
    network: Network,
    forward: Forward,
    backend: BackendName,
  ) => Promise<Calibration>;
  readonly refine: (
    surface: Surface,
    calibration: Calibration,
    options: CalibrationOptions,
  ) => Promise<Calibration>;
  readonly onStatus: (status: EngineStatus) => void;
}

/** Calibrations on the best backend that works here; the networks compute one after the other. */
export class EngineService implements CalibrationService {
  readonly #options: EngineServiceOptions;
  readonly #networks: NetworkCache;
  readonly #engine: InferenceEngine;
  readonly #answers = new AnswerCache();
  #choice: BackendChoice = 'auto';
  #queue: Promise<unknown> = Promise.resolve();
  #published = '';

  constructor(options: EngineServiceOptions) {
    this.#options = options;
    this.#networks = new NetworkCache(options.models, options.loadNetwork);
    this.#engine = new InferenceEngine({
      backends: options.backends,
      golden: options.golden,
      onLost: () => void this.#recover(),
    });
  }

  /** Loads the networks while the backend starts. Rejects if no backend will do. */
  choose(choice: BackendChoice): Promise<void> {
    return this.#enqueue(async () => {
      this.#choice = choice;
      // Another backend is asked for its own answers.
      this.#answers.clear();
      this.#publish({ phase: 'starting', choice, trials: [] });
      for (const model of this.#options.models) this.#networks.get(model).catch(() => {});
      await this.#engine.choose(choice, this.#networks.loaded());
    });
  }

  async calibrate(
    surface: Surface,
    model: string,
    options: CalibrationOptions = {},
  ): Promise<Calibration> {
    const { known, keep } = this.#answers.ask(surface, model, options.refine);
    if (known) return known;
    const calibration = await this.#enqueue(async () => {
      options.signal?.throwIfAborted();
      const network = await this.#networks.get(model);
      return this.#engine.use(network, (forward, backend) =>
        this.#options.calibrate(surface, network, forward, backend),
      );
    });
    // Out of the queue: a long fit needs no backend, and pauses for the next network's turn.
    const refined = await this.#options.refine(surface, calibration, options);
    // Not what was answered by a backend that was given up meanwhile.
    if (calibration.backend === this.#engine.session?.name) keep(refined);
    return refined;
  }

  async warmUp(): Promise<ServiceState> {
    await this.#enqueue(async () => {
      const loads = this.#options.models.map((model) => this.#networks.get(model));
      await Promise.allSettled(loads);
      for (const network of await this.#networks.loaded()) {
        await this.#engine.use(network, async () => {});
      }
      // Without a backend the status says so; the networks are in memory nevertheless.
    }).catch(() => {});
    return this.state();
  }

  async state(): Promise<ServiceState> {
    const networks = await this.#networks.state();
    const { name: backend, memory } = this.#engine.session ?? {};
    return { ...networks, backend, ...(memory && { memory }) };
  }

  async clear(): Promise<ServiceState> {
    await this.#enqueue(async () => {
      this.#answers.clear();
      this.#networks.clear();
      this.#engine.release();
    });
    return this.state();
  }

  #recover(): Promise<void> {
    return this.#enqueue(async () => {
      await this.#engine.recover(await this.#networks.loaded());
    }).catch(() => {}); // the status says that no backend is left
  }

  /** Runs jobs in turn, since TensorFlow.js has one active backend, and tells what they changed. */
  #enqueue<T>(job: () => Promise<T>): Promise<T> {
    const done = this.#queue.then(job).finally(() => this.#publish(this.#status()));
    this.#queue = done.catch(() => {});
    return done;
  }

  #status(): EngineStatus {
    const { session, trials, message } = this.#engine;
    const choice = this.#choice;
    if (!session) {
      const reasons = trials.map(({ backend, reason }) => `${backend}: ${reason}`).join(' ');
      const failure = `No backend could run the networks here. ${reasons}`;
      return { phase: 'failed', choice, trials, message: failure };
    }
    const { name: backend, adapter, latencyMs, oracleError } = session;
    const phase = 'ready';
    return { phase, choice, backend, ...adapter, latencyMs, oracleError, trials, message };
  }

  #publish(status: EngineStatus): void {
    const text = JSON.stringify(status);
    if (text === this.#published) return;
    this.#published = text;
    this.#options.onStatus(status);
  }
}
