import { createStore, type StoreApi } from 'zustand/vanilla';
import type { BackendChoice, EngineStatus } from '../../calibration/worker/status.ts';

export interface EngineState {
  readonly status: EngineStatus;
  /** What was wrong with the choice in the page's address. */
  readonly notice: string | undefined;
  readonly choose: (choice: BackendChoice) => void;
}

export type EngineStore = StoreApi<EngineState>;

/** What the screen needs of the engine. */
export interface Engine {
  readonly status: () => EngineStatus;
  readonly subscribe: (listener: () => void) => () => void;
  readonly choose: (choice: BackendChoice) => Promise<void>;
}

/** Mirrors the engine's status once it exists; `chosen` is called when another backend runs. */
export function createEngineStore(
  engine: Promise<Engine>,
  choice: BackendChoice,
  notice: string | undefined,
  chosen: () => void,
): EngineStore {
  const store = createStore<EngineState>()(() => ({
    status: { phase: 'starting', choice, trials: [] },
    notice,
    // A failed choice is in the status, with its reason.
    choose: (next) => void engine.then((it) => it.choose(next)).then(chosen, () => undefined),
  }));
  void engine.then((it) => {
    const mirror = () => store.setState({ status: it.status() });
    it.subscribe(mirror);
    mirror();
  });
  return store;
}
