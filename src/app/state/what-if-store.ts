import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Surface } from '../../calibration/quotes/surface.ts';
import { type Fit, surfaceFitter } from '../../calibration/report/fit.ts';
import type { CalibrationStore, Outcome } from './calibration-store.ts';
import { runSteps } from './run-steps.ts';
import type { SurfaceStore } from './surface-store.ts';

/** Parameters moved by hand, held against the market. */
export interface WhatIf {
  /** The calibration that it started from, to whose parameters it snaps back. */
  readonly from: Outcome;
  /** Where the sliders stand; those of `from.fit` itself where none is moved. */
  readonly parameters: readonly number[];
  /** Of `parameters`, or for a moment of those just before; of the quotes on screen. */
  readonly fit: Fit;
  /** The calibrated parameters against the same quotes. */
  readonly calibrated: Fit;
  /** Why the values last asked for are none of the model's; the ones before them stay. */
  readonly refusal: Refusal | undefined;
}

export interface Refusal {
  /** The parameter that was to be moved. */
  readonly index: number;
  readonly message: string;
}

export interface WhatIfState {
  /** Undefined while nothing is tried out. */
  readonly tried: WhatIf | undefined;
  /** Starts at the calibrated parameters; nothing happens before there are any. */
  readonly start: () => void;
  /** Moves one parameter, and reprices the surface with the next picture. */
  readonly move: (index: number, value: number) => void;
  /** One parameter, or all of them, back to what was calibrated. */
  readonly snapBack: (index?: number) => void;
  readonly stop: () => void;
}

export type WhatIfStore = StoreApi<WhatIfState>;

/** Calls back when the next picture is drawn. */
export type NextFrame = (draw: () => void) => void;

/** What pricing may take of one picture; thousands of quotes take several. */
const FRAME_MS = 8;

/** A pricing under way, and what it prices. */
interface Pricing {
  readonly surface: Surface;
  readonly parameters: readonly number[];
  readonly steps: Generator<undefined, Pick<WhatIf, 'fit' | 'calibrated'>>;
}

/**
 * Parameters tried by hand. What is tried ends with a new outcome: it would no longer say what it is
 * held against. Quotes edited meanwhile are what it is held against at once. However fast a slider
 * moves, the surface is priced once a picture at most, the newest values last.
 */
export function createWhatIfStore(
  surfaces: SurfaceStore,
  calibrations: CalibrationStore,
  nextFrame: NextFrame,
): WhatIfStore {
  let isAwaited = false;
  let pricing: Pricing | undefined;
  let lastMoved = 0;
  let fitter: { surface: Surface; reprice: ReturnType<typeof surfaceFitter> } | undefined;

  const store = createStore<WhatIfState>()((set, get) => ({
    tried: undefined,
    start: () => {
      const { outcome: from } = calibrations.getState();
      if (!from) return;
      const { fit } = from;
      const { parameters } = fit;
      set({ tried: { from, parameters, fit, calibrated: fit, refusal: undefined } });
      if (onScreen() !== fit.surface) awaitFrame();
    },
    move: (index, value) => {
      const { tried } = get();
      if (tried && tried.parameters[index] !== value) take(tried, index, value);
    },
    snapBack: (index) => {
      const { tried } = get();
      if (!tried) return;
      const { parameters } = tried.from.fit;
      const calibrated = index === undefined ? undefined : parameters[index];
      if (index !== undefined && calibrated !== undefined) {
        take(tried, index, calibrated);
      } else {
        set({ tried: { ...tried, parameters, refusal: undefined } });
        awaitFrame();
      }
    },
    stop: () => {
      pricing = undefined;
      fitter = undefined;
      set({ tried: undefined });
    },
  }));

  function onScreen(): Surface {
    return surfaces.getState().document.surface;
  }

  function take(tried: WhatIf, index: number, value: number): void {
    const { model, fit } = tried.from;
    const asked = tried.parameters.with(index, value);
    const message = model.domainProblem(asked);
    if (message !== undefined) {
      store.setState({ tried: { ...tried, refusal: { index, message } } });
      return;
    }
    lastMoved = index;
    const isBack = asked.every((one, i) => one === fit.parameters[i]);
    const parameters = isBack ? fit.parameters : asked;
    store.setState({ tried: { ...tried, parameters, refusal: undefined } });
    awaitFrame();
  }

  function awaitFrame(): void {
    if (isAwaited) return;
    isAwaited = true;
    nextFrame(draw);
  }

  function draw(): void {
    isAwaited = false;
    const { tried } = store.getState();
    if (!tried) return;
    pricing ??= {
      surface: onScreen(),
      parameters: tried.parameters,
      steps: price(onScreen(), tried),
    };
    const { surface, parameters, steps } = pricing;
    try {
      const done = runSteps(steps, FRAME_MS);
      if (done) {
        pricing = undefined;
        store.setState({ tried: { ...tried, ...done.value } });
      }
      if (!done || parameters !== tried.parameters || surface !== onScreen()) awaitFrame();
    } catch (error) {
      // What the model allows may still be too extreme to be priced.
      pricing = undefined;
      const message = error instanceof Error ? error.message : String(error);
      const before = tried.fit === tried.calibrated ? tried.from.fit : tried.fit;
      const refusal = { index: lastMoved, message };
      store.setState({ tried: { ...tried, parameters: before.parameters, refusal } });
    }
  }

  /** What the quotes say of themselves is kept from one move to the next. */
  function* price(
    surface: Surface,
    { from, parameters, calibrated: known }: WhatIf,
  ): Pricing['steps'] {
    if (fitter?.surface !== surface) {
      fitter = { surface, reprice: surfaceFitter(surface, from.model) };
    }
    const { reprice } = fitter;
    const own = from.fit.parameters;
    const calibrated = known.surface === surface ? known : yield* reprice(own);
    return { calibrated, fit: parameters === own ? calibrated : yield* reprice(parameters) };
  }

  calibrations.subscribe((now, before) => {
    if (now.outcome !== before.outcome && store.getState().tried) store.getState().stop();
  });
  surfaces.subscribe((now, before) => {
    if (now.document.surface !== before.document.surface && store.getState().tried) awaitFrame();
  });
  return store;
}
