import { createStore, type StoreApi } from 'zustand/vanilla';
import { type Fit, fitSurface } from '../../calibration/report/fit.ts';
import type { CalibrationStore, Outcome } from './calibration-store.ts';

/** Parameters moved by hand, held against the market. */
export interface WhatIf {
  /** The calibration that it started from, to which it snaps back. */
  readonly from: Outcome;
  readonly parameters: readonly number[];
  readonly fit: Fit;
}

export interface WhatIfState {
  /** Undefined while nothing is tried out. */
  readonly tried: WhatIf | undefined;
  /** Starts at the calibrated parameters; nothing happens before there are any. */
  readonly start: () => void;
  /** Moves one parameter, and reprices the surface. */
  readonly move: (index: number, value: number) => void;
  /** Back to the calibrated parameters, still trying. */
  readonly snapBack: () => void;
  readonly stop: () => void;
}

export type WhatIfStore = StoreApi<WhatIfState>;

/** What-if ends with a new outcome: it would no longer say what it is held against. */
export function createWhatIfStore(calibrations: CalibrationStore): WhatIfStore {
  const store = createStore<WhatIfState>()((set, get) => ({
    tried: undefined,
    start: () => {
      const { outcome } = calibrations.getState();
      if (outcome) set({ tried: untouched(outcome) });
    },
    move: (index, value) => {
      const { tried } = get();
      if (!tried) return;
      const { from } = tried;
      const parameters = tried.parameters.with(index, value);
      set({ tried: { from, parameters, fit: fitSurface(from.surface, from.model, parameters) } });
    },
    snapBack: () => {
      const { tried } = get();
      if (tried) set({ tried: untouched(tried.from) });
    },
    stop: () => set({ tried: undefined }),
  }));
  calibrations.subscribe((now, before) => {
    if (now.outcome !== before.outcome) store.getState().stop();
  });
  return store;
}

function untouched(from: Outcome): WhatIf {
  return { from, parameters: from.fit.parameters, fit: from.fit };
}
