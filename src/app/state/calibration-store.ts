import { createStore, type StoreApi } from 'zustand/vanilla';
import { type Fit, fitSurface } from '../../calibration/fit.ts';
import type { Calibration } from '../../calibration/service.ts';
import type { Problem, Result, Surface } from '../../calibration/surface.ts';
import type { LevyModel } from '../../levy/model.ts';
import type { SurfaceStore } from './surface-store.ts';

/** One calibration with what it was asked, so that a later edit shows it as stale. */
export interface Outcome {
  readonly model: LevyModel;
  readonly surface: Surface;
  readonly calibration: Calibration;
  readonly fit: Fit;
}

export interface CalibrationState {
  readonly model: LevyModel;
  /** The request under way and when it began, in ms of `performance.now()`. */
  readonly work: { readonly since: number } | undefined;
  readonly outcome: Outcome | undefined;
  /** Why the last request gave nothing; the outcome before it stays. */
  readonly failure: readonly Problem[] | undefined;
  readonly cancelled: boolean;
  readonly choose: (model: LevyModel) => void;
  /** Calibrates the model to the surface of now, at once. */
  readonly calibrate: () => void;
  readonly cancel: () => void;
}

export type CalibrationStore = StoreApi<CalibrationState>;

export type Calibrate = (
  surface: Surface,
  model: string,
  signal: AbortSignal,
) => Promise<Result<Calibration>>;

/** Cells may change in quick succession (undo, fast typing); only the last state is asked for. */
const SETTLE_MS = 150;

/** Calibrates whenever the surface or the model changes; only the newest request counts. */
export function createCalibrationStore(
  surfaces: SurfaceStore,
  firstModel: LevyModel,
  calibrate: Calibrate,
): CalibrationStore {
  let request: AbortController | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const store = createStore<CalibrationState>()((set, get) => {
    const stop = () => {
      clearTimeout(timer);
      request?.abort();
      request = undefined;
    };

    const start = async () => {
      stop();
      const { surface, problems } = surfaces.getState().document;
      if (problems.length > 0) {
        set({ work: undefined });
        return;
      }
      const controller = new AbortController();
      request = controller;
      set({ work: { since: performance.now() }, failure: undefined, cancelled: false });
      const answer = await ask(calibrate, surface, get().model, controller.signal);
      if (request !== controller) return;
      request = undefined;
      set({ work: undefined, ...answer });
    };

    return {
      model: firstModel,
      work: undefined,
      outcome: undefined,
      failure: undefined,
      cancelled: false,
      choose: (model) => {
        if (model === get().model) return;
        set({ model });
        void start();
      },
      calibrate: () => void start(),
      cancel: () => {
        stop();
        set({ work: undefined, cancelled: true });
      },
    };
  });

  surfaces.subscribe((now, before) => {
    if (now.document.surface === before.document.surface) return;
    clearTimeout(timer);
    timer = setTimeout(store.getState().calibrate, SETTLE_MS);
  });
  return store;
}

async function ask(
  calibrate: Calibrate,
  surface: Surface,
  model: LevyModel,
  signal: AbortSignal,
): Promise<Pick<CalibrationState, 'failure'> | Pick<CalibrationState, 'outcome'>> {
  try {
    const answer = await calibrate(surface, model.name, signal);
    if (!answer.ok) return { failure: answer.problems };
    const calibration = answer.value;
    const fit = fitSurface(surface, model, calibration.parameters);
    return { outcome: { model, surface, calibration, fit } };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { failure: [{ message: `The calibration did not finish: ${reason}` }] };
  }
}
