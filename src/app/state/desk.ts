import type { Surface } from '../../calibration/quotes/surface.ts';
import type { Calibration } from '../../calibration/service.ts';
import type { LevyModel } from '../../levy/model.ts';
import type { FitSettings } from './fit-settings.ts';
import type { Stores } from './stores.ts';
import type { SurfaceDocument } from './surface-document.ts';
import type { ViewState } from './view-store.ts';

/** In tab storage the id of its desk; in the browser's, that there is a desk at all. */
export const DESK_KEY = 'levy-desk';

/** Lies beside the history's. */
export const DESK_DATABASE = 'levy-calibration-desks';

/** All that lies on the desk of one tab: what a reload or a crash must not take away. */
export interface Desk {
  /** As in the surface store: the newest last. */
  readonly past: readonly SurfaceDocument[];
  readonly document: SurfaceDocument;
  /** The next one first. */
  readonly future: readonly SurfaceDocument[];
  readonly model: LevyModel;
  readonly settings: FitSettings;
  readonly cancelled: boolean;
  /** Undefined before the first answer. */
  readonly answer: DeskAnswer | undefined;
  readonly view: DeskView;
}

/** What cannot be computed again without asking. */
export interface DeskAnswer {
  readonly surface: Surface;
  readonly settings: FitSettings;
  /** The one on screen, then those of other models to the same question. */
  readonly calibrations: readonly Calibration[];
}

export type DeskView = Pick<ViewState, 'gridView' | 'plotView' | 'maturity'>;

/** What is kept of the page as it stands. */
export function deskOf({
  surfaces,
  calibrations,
  view,
}: Pick<Stores, 'surfaces' | 'calibrations' | 'view'>): Desk {
  const { past, document, future } = surfaces.getState();
  const { model, settings, cancelled, outcome, comparison } = calibrations.getState();
  const { gridView, plotView, maturity } = view.getState();
  const others = [...comparison.values()].flatMap((answer) =>
    'outcome' in answer && answer.outcome.model !== outcome?.model
      ? [answer.outcome.calibration]
      : [],
  );
  const answer = outcome && {
    surface: outcome.surface,
    settings: outcome.settings,
    calibrations: [outcome.calibration, ...others],
  };
  return {
    ...{ past, document, future, model, settings, cancelled, answer },
    view: { gridView, plotView, maturity },
  };
}
