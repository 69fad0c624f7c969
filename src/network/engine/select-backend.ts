import type { Network } from '../network-file.ts';
import {
  type Adapter,
  type Backend,
  type BackendChoice,
  type BackendName,
  type BackendTrial,
  reasonOf,
} from './backend.ts';
import { BackendSession, type GoldenCheck } from './backend-session.ts';
import { Lifeline } from './lifeline.ts';

/** From the fastest on the machines that have it to the one that runs anywhere. */
const AUTO_ORDER: readonly BackendName[] = ['webgpu', 'webgl', 'wasm', 'cpu', 'oracle'];

const PROBE_LIMIT_MS = 10_000;
const SOFTWARE = 'It would run on software graphics, which are slower than WASM.';

interface Selection {
  readonly choice: BackendChoice;
  /** Not to be tried again. */
  readonly excluded: ReadonlySet<BackendName>;
  /** Networks that the backend must compute rightly; backends start while they load. */
  readonly networks: Promise<readonly Network[]> | readonly Network[];
  readonly backends: Readonly<Record<BackendName, Backend>>;
  readonly golden: GoldenCheck;
  readonly onLost: (session: BackendSession) => void;
}

interface Selected {
  /** Absent if no backend will do. */
  readonly session?: BackendSession;
  /** Every backend tried, in order. */
  readonly trials: readonly BackendTrial[];
}

/**
 * Tries the chosen backend, then the rest in their usual order, until one starts and agrees with
 * the oracle. Software graphics only does for who chose it: WASM is faster.
 */
export async function selectBackend(selection: Selection): Promise<Selected> {
  const { choice, excluded, networks, backends, golden, onLost } = selection;
  const order = new Set(choice === 'auto' ? AUTO_ORDER : [choice, ...AUTO_ORDER]);
  const trials: BackendTrial[] = [];
  for (const name of order) {
    if (excluded.has(name)) continue;
    const backend = backends[name];
    let adapter: Adapter | undefined;
    let session: BackendSession | undefined;
    try {
      adapter = await new Lifeline().guard(backend.probe(), PROBE_LIMIT_MS);
      if (adapter.software && name !== choice) throw new Error(SOFTWARE);
      session = await BackendSession.start(backend, adapter, golden, onLost);
      for (const network of await networks) await session.prepare(network);
      const reason = name === choice ? 'Chosen by you.' : 'The first that agrees with the oracle.';
      trials.push({ backend: name, accepted: true, reason, ...adapter });
      return { session, trials };
    } catch (error) {
      session?.stop();
      trials.push({ backend: name, accepted: false, reason: reasonOf(error), ...adapter });
    }
  }
  return { trials };
}
