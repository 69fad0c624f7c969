import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Answered, Trouble } from '../../api/client.ts';
import type { Problem, Surface } from '../../calibration/quotes/surface.ts';
import { type Diagnostics, diagnose } from '../../calibration/report/diagnostics.ts';
import { type Fit, surfaceFitter } from '../../calibration/report/fit.ts';
import type { Calibration, CalibrationOptions } from '../../calibration/service.ts';
import type { LevyModel } from '../../levy/model.ts';
import { models } from '../../levy/models.ts';
import { defaultSettings, type FitSettings, sameSettings, usableSettings } from './fit-settings.ts';
import { nextTask } from './next-task.ts';
import { runSteps } from './run-steps.ts';
import type { SurfaceStore } from './surface-store.ts';

/** One calibration with what it was asked, so that a later edit shows it as stale. */
export interface Outcome {
  readonly model: LevyModel;
  readonly surface: Surface;
  readonly settings: FitSettings;
  readonly calibration: Calibration;
  /** Of the refined parameters, or of the network's where nothing was refined. */
  readonly fit: Fit;
  readonly diagnostics: Diagnostics;
}

/** What one request came to. */
export type Answer =
  | { readonly outcome: Outcome }
  | {
      readonly failure: readonly Problem[];
      /** Of what kind the failure is, where no answer came that one could read. */
      readonly trouble?: Trouble;
    };

export interface CalibrationState {
  readonly model: LevyModel;
  /** As chosen; see `usableSettings` for what a surface is fitted by. */
  readonly settings: FitSettings;
  /** The request under way and when it began, in ms of `performance.now()`. */
  readonly work: { readonly since: number } | undefined;
  readonly outcome: Outcome | undefined;
  /** Why the last request gave nothing; the outcome before it stays. */
  readonly failure: readonly Problem[] | undefined;
  /** Of what kind that is; undefined where the surface or the program is to blame. */
  readonly trouble: Trouble | undefined;
  readonly cancelled: boolean;
  /** By model name, the answers for the surface and settings of `outcome`, its own included. */
  readonly comparison: ReadonlyMap<string, Answer>;
  readonly choose: (model: LevyModel) => void;
  /** Fits by these settings from now on, at once. */
  readonly fitBy: (settings: FitSettings) => void;
  /** Calibrates the model to the surface of now, at once. */
  readonly calibrate: () => void;
  readonly cancel: () => void;
  /**
   * Shows a kept result in place of a request; its surface has to be the one on screen by then.
   */
  readonly show: (outcome: Outcome) => void;
  /**
   * Goes on where the page was left; the surface has to be on screen by then. Asks only for what it
   * had no answer to.
   */
  readonly resume: (left: LeftCalibrations) => void;
}

/** What a page was left with. */
export interface LeftCalibrations
  extends Pick<CalibrationState, 'model' | 'settings' | 'cancelled'> {
  /** The one on screen, then those of other models to the same question. */
  readonly outcomes: readonly Outcome[];
}

export type CalibrationStore = StoreApi<CalibrationState>;

export type Calibrate = (
  surface: Surface,
  model: string,
  options: CalibrationOptions,
) => Promise<Answered<Calibration>>;

const untroubled = { failure: undefined, trouble: undefined, cancelled: false };

/** Edits in quicker succession than this (a key held down) share one request, for the last of them. */
const EDITS_MS = 40;
/** The other models wait until the answer is drawn and the analyst has not gone on. */
const COMPARE_MS = 400;
/** What the page may be kept from answering input. */
const TASK_MS = 12;

/**
 * Calibrates at once whenever the surface, the model or the settings change; only the newest request
 * counts, and ends the one before. Then calibrates the other models for comparison, which any newer
 * request ends.
 */
export function createCalibrationStore(
  surfaces: SurfaceStore,
  firstModel: LevyModel,
  calibrate: Calibrate,
): CalibrationStore {
  let request: AbortController | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isEdited = false;
  let started = Number.NEGATIVE_INFINITY;

  const store = createStore<CalibrationState>()((set, get) => {
    const stop = () => {
      clearTimeout(timer);
      isEdited = false;
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
      started = performance.now();
      set({ ...untroubled, work: { since: started } });
      const { model, settings } = get();
      const usable = usableSettings(settings, surface);
      const answer = await ask(calibrate, surface, model, usable, controller.signal);
      if (request !== controller) return;
      request = undefined;
      if ('failure' in answer) {
        set({ work: undefined, ...answer });
        return;
      }
      const { outcome } = answer;
      const comparison = withAnswer(get().comparison, outcome);
      set({ work: undefined, outcome, comparison });
      compareLater(outcome);
    };

    const compareLater = (outcome: Outcome) => {
      if (outcome.calibration.check.verdict === 'no-surface') return;
      timer = setTimeout(() => void compare(outcome), COMPARE_MS);
    };

    const compare = async ({ surface, settings }: Outcome) => {
      const controller = new AbortController();
      request = controller;
      for (const model of models) {
        if (get().comparison.has(model.name)) continue;
        const answer = await ask(calibrate, surface, model, settings, controller.signal);
        if (request !== controller) return;
        set({ comparison: new Map(get().comparison).set(model.name, answer) });
      }
      request = undefined;
    };

    return {
      model: firstModel,
      settings: defaultSettings,
      work: undefined,
      outcome: undefined,
      ...untroubled,
      comparison: new Map(),
      choose: (model) => {
        if (model === get().model) return;
        set({ model });
        void start();
      },
      fitBy: (settings) => {
        if (sameSettings(settings, get().settings)) return;
        set({ settings });
        void start();
      },
      calibrate: () => void start(),
      show: (outcome) => {
        stop();
        const { model, settings } = outcome;
        const comparison = new Map([[model.name, { outcome }]]);
        const done = { ...untroubled, work: undefined };
        set({ ...done, model, settings, outcome, comparison });
        timer = setTimeout(() => void compare(outcome), COMPARE_MS);
      },
      resume: ({ model, settings, cancelled, outcomes }) => {
        stop();
        const [outcome] = outcomes;
        const comparison = new Map(outcomes.map((each) => [each.model.name, { outcome: each }]));
        const done = { ...untroubled, work: undefined };
        set({ ...done, model, settings, cancelled, outcome, comparison });
        const { surface } = surfaces.getState().document;
        const isAnswer =
          outcome?.surface === surface &&
          outcome.model === model &&
          sameSettings(outcome.settings, usableSettings(settings, surface));
        if (outcome && isAnswer) compareLater(outcome);
        else if (!cancelled) void start();
      },
      cancel: () => {
        stop();
        set({ work: undefined, cancelled: true });
      },
    };
  });

  surfaces.subscribe((now, before) => {
    const { surface, problems } = now.document;
    const isMended = before.document.problems.length > 0 && problems.length === 0;
    const { outcome, work } = store.getState();
    // Undone step by step, an edit may leave a mistake that kept this surface from being calibrated.
    const isUnasked = isMended && !work && outcome?.surface !== surface;
    if (surface === before.document.surface && !isUnasked) return;
    clearTimeout(timer);
    request?.abort();
    request = undefined;
    isEdited = true;
    // Once for all that changes together, and before the page draws it. A kept result that is shown
    // with its surface takes the edit back.
    queueMicrotask(() => {
      if (!isEdited) return;
      isEdited = false;
      const wait = started + EDITS_MS - performance.now();
      if (wait <= 0) store.getState().calibrate();
      else timer = setTimeout(store.getState().calibrate, wait);
    });
  });
  return store;
}

/** The answers that still hold beside a new outcome, and that outcome. */
function withAnswer(
  comparison: CalibrationState['comparison'],
  outcome: Outcome,
): ReadonlyMap<string, Answer> {
  const holds = ([, answer]: readonly [string, Answer]) =>
    'outcome' in answer &&
    answer.outcome.surface === outcome.surface &&
    answer.outcome.settings === outcome.settings;
  return new Map([...comparison].filter(holds)).set(outcome.model.name, { outcome });
}

async function ask(
  calibrate: Calibrate,
  surface: Surface,
  model: LevyModel,
  settings: FitSettings,
  signal: AbortSignal,
): Promise<Answer> {
  const { by, noise } = settings;
  const refine =
    by === 'network' ? undefined : { objective: by, ...(noise !== undefined && { noise }) };
  try {
    const answer = await calibrate(surface, model.name, { ...(refine && { refine }), signal });
    if (!answer.ok) return { failure: answer.problems, trouble: answer.trouble };
    const calibration = refine ? answer.value : networkOnly(answer.value);
    const parameters = calibration.refinement?.parameters ?? calibration.parameters;
    const fit = await pricedInTasks(surfaceFitter(surface, model)(parameters));
    const diagnostics = diagnose(fit, calibration);
    return { outcome: { model, surface, settings, calibration, fit, diagnostics } };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { failure: [{ message: `The calibration did not finish: ${reason}` }] };
  }
}

/** A few hundred quotes are priced at once; thousands would block the page, and take several tasks. */
async function pricedInTasks(steps: Generator<undefined, Fit>): Promise<Fit> {
  let done = runSteps(steps, TASK_MS);
  while (!done) {
    await nextTask();
    done = runSteps(steps, TASK_MS);
    // What follows prices as many again.
    if (done) await nextTask();
  }
  return done.value;
}

/** Quotes beyond the contract's are refined though nobody asks. */
function networkOnly({ refinement: _, ...calibration }: Calibration): Calibration {
  return calibration;
}
