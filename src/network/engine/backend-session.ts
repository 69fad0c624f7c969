import type { Network } from '../network-file.ts';
import { oracleForward } from '../oracle.ts';
import {
  type Adapter,
  type Backend,
  type BackendName,
  type RunningBackend,
  reasonOf,
  type TensorMemory,
  type UploadedNetwork,
} from './backend.ts';
import { Lifeline } from './lifeline.ts';

/** Largest difference from the oracle, as a share of a parameter's range. */
const TOLERANCE = 1e-4;
/** A download on a bad line, or shaders compiled on a busy processor, take their time. */
const START_LIMIT_MS = 60_000;
const PASS_LIMIT_MS = 20_000;

/** What a backend must compute rightly before it is trusted. */
export interface GoldenCheck {
  /** Rows of standardised inputs that cover the network's range. */
  readonly inputs: (network: Network) => Float32Array;
  /** Largest difference of the parameters two outputs stand for, as a share of their range. */
  readonly error: (
    network: Network,
    outputs: ArrayLike<number>,
    expected: ArrayLike<number>,
  ) => number;
}

/** The backend is to blame, and another may do better. */
export class BackendError extends Error {
  override readonly name = 'BackendError';
}

/** A started backend with the networks that it has computed rightly. */
export class BackendSession {
  readonly name: BackendName;
  readonly adapter: Adapter;
  readonly #running: RunningBackend;
  readonly #golden: GoldenCheck;
  readonly #uploaded = new Map<Network, UploadedNetwork>();
  readonly #lifeline = new Lifeline();
  #lost: string | undefined;
  #latencyMs: number | undefined;
  #oracleError: number | undefined;

  private constructor(
    name: BackendName,
    adapter: Adapter,
    running: RunningBackend,
    golden: GoldenCheck,
  ) {
    this.name = name;
    this.adapter = adapter;
    this.#running = running;
    this.#golden = golden;
  }

  /** Rejects with {@link BackendError}. `onLost` is called if the device dies. */
  static async start(
    backend: Backend,
    adapter: Adapter,
    golden: GoldenCheck,
    onLost: (session: BackendSession) => void,
  ): Promise<BackendSession> {
    const starting = new Lifeline().guard(backend.start(), START_LIMIT_MS);
    const running = await starting.catch(blame);
    const session = new BackendSession(backend.name, adapter, running, golden);
    running.onLost((reason) => {
      session.#lost ??= reason;
      session.#lifeline.end(new BackendError(reason));
      onLost(session);
    });
    return session;
  }

  /** Why the device is gone; undefined while it works. */
  get lost(): string | undefined {
    return this.#lost;
  }

  /** Median time of one surface, in ms, until its result is back; of the last network prepared. */
  get latencyMs(): number | undefined {
    return this.#latencyMs;
  }

  /** Largest error against the oracle so far, as a share of the parameter's range. */
  get oracleError(): number | undefined {
    return this.#oracleError;
  }

  /** What the backend holds; undefined where it has no tensors. */
  get memory(): TensorMemory | undefined {
    return this.#running.memory?.();
  }

  /**
   * Uploads the network unless it is, and compares its golden outputs with the oracle's. Rejects
   * with {@link BackendError} where they differ.
   */
  async prepare(network: Network): Promise<void> {
    if (this.#uploaded.has(network)) return;
    try {
      this.#uploaded.set(network, this.#running.upload(network));
    } catch (error) {
      blame(error);
    }
    try {
      await this.#check(network);
    } catch (error) {
      this.#uploaded.get(network)?.dispose();
      this.#uploaded.delete(network);
      throw error;
    }
  }

  /** rows × inputs → rows × outputs. Rejects with {@link BackendError} if the backend failed. */
  async run(
    network: Network,
    inputs: Float32Array,
    rows: number,
  ): Promise<Float32Array | Float64Array> {
    const uploaded = this.#uploaded.get(network);
    if (!uploaded) throw new Error('The network has not been prepared on this backend.');
    if (!inputs.every(Number.isFinite)) throw new RangeError('Network inputs must be finite.');
    const pass = this.#lifeline.guard(uploaded.run(inputs, rows), PASS_LIMIT_MS);
    const outputs = await pass.catch(blame);
    if (outputs.length !== rows * (network.layers.at(-1) ?? 0)) {
      throw new BackendError('It gave a result of the wrong size.');
    }
    if (!outputs.every(Number.isFinite)) {
      throw new BackendError('It gave a result that is not a number.');
    }
    return outputs;
  }

  /** Frees every network. */
  release(): void {
    for (const uploaded of this.#uploaded.values()) uploaded.dispose();
    this.#uploaded.clear();
  }

  /** Frees every network and the device; pending passes reject. */
  stop(): void {
    this.#lifeline.end(new BackendError('It was stopped.'));
    try {
      this.release();
      this.#running.stop();
    } catch (error) {
      // A dead device cannot be freed, and must not keep the next backend from starting.
      console.warn(`${this.name} did not stop cleanly:`, error);
    }
  }

  async #check(network: Network): Promise<void> {
    const inputs = this.#golden.inputs(network);
    const width = network.layers[0] ?? 1;
    const rows = inputs.length / width;
    const outputs: number[] = [];
    const times: number[] = [];
    // Row by row, as calibrations will come: other shapes run other shaders.
    for (let row = 0; row < rows; row++) {
      const start = performance.now();
      const input = inputs.slice(row * width, (row + 1) * width);
      outputs.push(...(await this.run(network, input, 1)));
      times.push(performance.now() - start);
    }
    const error = this.#golden.error(network, outputs, oracleForward(network, inputs, rows));
    if (!(error <= TOLERANCE)) {
      const share = `${(100 * error).toPrecision(2)} %`;
      throw new BackendError(`Its parameters are off by ${share} of their range.`);
    }
    this.#oracleError = Math.max(this.#oracleError ?? 0, error);
    this.#latencyMs = median(times.slice(1)); // the first compiles
  }
}

function median(values: readonly number[]): number | undefined {
  return [...values].sort((a, b) => a - b)[values.length >> 1];
}

function blame(error: unknown): never {
  throw new BackendError(reasonOf(error), { cause: error });
}
