import type { BackendName, TensorMemory } from '../network/engine/backend.ts';
import { ModelNotLoadedError } from '../network/model-not-loaded-error.ts';
import type { Trust } from '../network/network-reader.ts';
import type { Surface } from './quotes/surface.ts';
import type { Refinement, RefineSettings } from './refine/refinement.ts';

export type { BackendName, TensorMemory };
export { ModelNotLoadedError };

/** How far a grid is from what any arbitrage-free model could produce. */
export interface SurfaceCheck {
  /**
   * `clean`: no static arbitrage. `arbitrage`: some, as noisy quotes have. `no-surface`: so much
   * that these numbers are no option surface and the parameters mean nothing.
   */
  readonly verdict: 'clean' | 'arbitrage' | 'no-surface';
  /** Cells that break a bound, of all cells. */
  readonly brokenCells: number;
}

/** The answer to one calibration. */
export interface Calibration {
  /** Contract name of the model. */
  readonly model: string;
  /** The network's, in the order of the model's parameters; always inside the model's domain. */
  readonly parameters: readonly number[];
  /** Keys of the parameters at or beyond the edge of what the network was trained on. */
  readonly atEdge: readonly string[];
  /** What the network says of the worth of `parameters`: infinite errors where it says nothing. */
  readonly trust: Trust;
  readonly check: SurfaceCheck;
  /** Time of features, network and reparametrisation, without queueing and transport. */
  readonly inferenceMs: number;
  /** What computed the network; of a server that does not say, only that. */
  readonly backend: BackendName | 'server';
  /** The least-squares fit that starts there, where it was asked for. */
  readonly refinement?: Refinement;
  /** Answered from memory, without computing; see `AnswerCache`. */
  readonly cached?: boolean;
}

/** What a calibration may be asked beyond the contract. */
export interface CalibrationOptions {
  /** Goes on from the network's parameters to the least-squares fit of the quotes. */
  readonly refine?: RefineSettings;
  /** Gives the calibration up; it then rejects with the signal's reason. */
  readonly signal?: AbortSignal;
}

/** Which networks are in memory, why the others are not, what would compute them, and what it holds. */
export interface ServiceState extends NetworkState {
  /** Undefined where none runs. */
  readonly backend: BackendName | undefined;
  /** Absent where the backend has no tensors. */
  readonly memory?: TensorMemory | undefined;
}

/** Which networks are in memory, and why the others are not. */
export interface NetworkState {
  readonly loaded: readonly string[];
  /** Models whose last load failed; no file path in the reason. */
  readonly failed: ReadonlyArray<{ readonly model: string; readonly reason: string }>;
}

/** What stands behind the REST contract, wherever it is answered. */
export interface CalibrationService {
  /**
   * Loads the network if it is not in memory. Rejects with {@link ModelNotLoadedError}, and with
   * `RefinementError` where the quotes cannot be fitted as asked.
   */
  readonly calibrate: (
    surface: Surface,
    model: string,
    options?: CalibrationOptions,
  ) => Promise<Calibration>;
  /** Loads every network and compiles what runs it; never rejects. */
  readonly warmUp: () => Promise<ServiceState>;
  /** State now; waits for a load under way, starts none. */
  readonly state: () => Promise<ServiceState>;
  /** Drops every network and every answer, and frees their memory; the state after it. */
  readonly clear: () => Promise<ServiceState>;
}
