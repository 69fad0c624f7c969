import { quotedCells, type Surface } from '../../calibration/quotes/surface.ts';
import type { Objective } from '../../calibration/refine/objective.ts';

/** What a fit minimises; `network` stops at the network's answer. */
export type FitBy = Objective | 'network';

/** How the analyst wants surfaces fitted. */
export interface FitSettings {
  readonly by: FitBy;
  /** Of a quote, one standard deviation, in the objective's unit; estimated where absent. */
  readonly noise?: number;
}

export const defaultSettings: FitSettings = { by: 'vega' };

/** Whether every quote has a bid and an ask, as a fit by the spread needs. */
export function hasAllSpreads(surface: Surface): boolean {
  return quotedCells(surface).every((cell) => surface.spreads?.[cell] !== undefined);
}

/**
 * The settings that a surface can be fitted by: a fit by the spread falls back where a quote has
 * none, and returns with the spreads. The same object where nothing has to change.
 */
export function usableSettings(asked: FitSettings, surface: Surface): FitSettings {
  return asked.by === 'spread' && !hasAllSpreads(surface) ? defaultSettings : asked;
}

export function sameSettings(a: FitSettings, b: FitSettings): boolean {
  return a.by === b.by && a.noise === b.noise;
}
