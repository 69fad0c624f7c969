import { ModelNotLoadedError } from '../network/model-not-loaded-error.ts';
import type { Network } from '../network/network-file.ts';
import type { NetworkState } from './service.ts';

/** Networks in memory, each loaded once; a failed load is remembered, and tried again when asked. */
export class NetworkCache {
  readonly #models: readonly string[];
  readonly #load: (model: string) => Promise<Network>;
  #loads = new Map<string, Promise<Network>>();
  #failures = new Map<string, string>();

  /** `models` are those that {@link state} tells of, in its order. */
  constructor(models: readonly string[], load: (model: string) => Promise<Network>) {
    this.#models = models;
    this.#load = load;
  }

  /** From memory, or loaded. Rejects with {@link ModelNotLoadedError}. */
  get(model: string): Promise<Network> {
    const known = this.#loads.get(model);
    if (known) return known;
    // Those of now: after a `clear` meanwhile, nobody looks at them any more.
    const loads = this.#loads;
    const failures = this.#failures;
    const loading = this.#load(model);
    loads.set(model, loading);
    loading.then(
      () => failures.delete(model),
      (error: unknown) => {
        loads.delete(model);
        const known = error instanceof ModelNotLoadedError;
        failures.set(model, known ? error.reason : 'of an unexpected error.');
      },
    );
    return loading;
  }

  /** Every network in memory, after the loads under way. */
  async loaded(): Promise<Network[]> {
    const results = await Promise.allSettled(this.#loads.values());
    return results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
  }

  async state(): Promise<NetworkState> {
    const names = (await this.loaded()).map(({ card }) => card.model);
    const failures = this.#failures;
    return {
      loaded: this.#models.filter((model) => names.includes(model)),
      failed: this.#models.flatMap((model) => {
        const reason = failures.get(model);
        return reason === undefined ? [] : [{ model, reason }];
      }),
    };
  }

  clear(): void {
    this.#loads = new Map();
    this.#failures = new Map();
  }
}
