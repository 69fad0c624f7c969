import type { Network } from '../network-file.ts';

/** What can compute a network: a TensorFlow.js backend, or the plain float64 network. */
export type BackendName = 'webgpu' | 'webgl' | 'wasm' | 'cpu' | 'oracle';

/** `auto`: the fastest that is right. */
export type BackendChoice = 'auto' | BackendName;

/** As its users call it. */
export const backendTitles: Readonly<Record<BackendName, string>> = {
  webgpu: 'WebGPU',
  webgl: 'WebGL',
  wasm: 'WASM',
  cpu: 'CPU',
  oracle: 'The float64 network',
};

/** What a backend would run on. */
export interface Adapter {
  /** As the platform names it. */
  readonly adapter: string;
  /** A graphics adapter that is emulated on the processor: correct, and slower than WASM. */
  readonly software: boolean;
}

/** Something that computes networks. Nothing heavy is fetched or started before `start`. */
export interface Backend {
  readonly name: BackendName;
  /** Rejects with an Error that says in words why it cannot run here. */
  readonly probe: () => Promise<Adapter>;
  /** Rejects likewise. */
  readonly start: () => Promise<RunningBackend>;
}

/** What TensorFlow.js holds, weights and all that is under way. */
export interface TensorMemory {
  readonly tensors: number;
  readonly bytes: number;
}

export interface RunningBackend {
  /** Calls `listener` when the device is lost; pending passes may then never settle. */
  readonly onLost: (listener: (reason: string) => void) => void;
  /** Copies the weights to where they are used and keeps them there. */
  readonly upload: (network: Network) => UploadedNetwork;
  /** Absent where no tensors are. */
  readonly memory?: () => TensorMemory;
  /** Frees the device. Dispose every uploaded network first. */
  readonly stop: () => void;
}

export interface UploadedNetwork {
  /** rows × inputs, standardised, row-major → rows × outputs, before the card's output scaling. */
  readonly run: (inputs: Float32Array, rows: number) => Promise<Float32Array | Float64Array>;
  readonly dispose: () => void;
}

/** What happened when a backend was tried. */
export interface BackendTrial extends Partial<Adapter> {
  readonly backend: BackendName;
  readonly accepted: boolean;
  /** One sentence. */
  readonly reason: string;
}

/** The message of whatever was thrown; WebAssembly start-up throws plain objects. */
export function reasonOf(thrown: unknown): string {
  const { message } = Object(thrown) as { message?: unknown };
  return typeof message === 'string' && message !== '' ? message : String(thrown);
}
