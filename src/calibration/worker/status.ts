import type { BackendChoice, BackendName, BackendTrial } from '../../network/engine/backend.ts';

export type { BackendChoice };

/** What runs the networks on this page, and how well. */
export interface EngineStatus {
  readonly phase: 'starting' | 'ready' | 'failed';
  readonly choice: BackendChoice;
  /** From here on, present when ready. */
  readonly backend?: BackendName | undefined;
  /** Graphics adapter or runtime, as the platform names it. */
  readonly adapter?: string | undefined;
  /** Graphics emulated on the processor. */
  readonly software?: boolean | undefined;
  /** Median time of one surface through the network, result read back. Absent without a network. */
  readonly latencyMs?: number | undefined;
  /** Largest parameter error against the float64 network, as a share of the parameter's range. */
  readonly oracleError?: number | undefined;
  /** Every backend tried since the last choice, in order, with the reason. */
  readonly trials: readonly BackendTrial[];
  /** Why the backend is not the chosen one, or why there is none. */
  readonly message?: string | undefined;
}
