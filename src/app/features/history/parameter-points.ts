import type { LevyModel } from '../../../levy/model.ts';
import type { HistoryEntry } from '../../state/history-entry.ts';

/** One parameter of one kept calibration. */
export interface ParameterPoint {
  readonly entry: HistoryEntry;
  readonly value: number;
  /** 95 % interval of a refined value that the quotes tell. */
  readonly interval: readonly [number, number] | undefined;
}

/** Calibrations that are drawn; of longer histories the last ones. */
const MOST_POINTS = 200;

/** The parameters of a model over its kept calibrations, oldest first: a list a parameter. */
export function parameterPoints(
  model: LevyModel,
  entries: readonly HistoryEntry[],
): ParameterPoint[][] {
  const own = entries
    .filter(({ saved }) => saved.model === model.name && saved.calibration)
    .slice(0, MOST_POINTS)
    .reverse();
  return model.parameters.map((_, i) =>
    own.flatMap((entry) => {
      const { calibration } = entry.saved;
      const { refinement } = calibration ?? {};
      const value = (refinement?.parameters ?? calibration?.parameters)?.[i];
      if (value === undefined) return [];
      const known = refinement?.uncertainties[i];
      const isKnown = known && known.identification !== 'not identified';
      return [{ entry, value, interval: isKnown ? known.interval : undefined }];
    }),
  );
}
