import type { CalibrationStore, Outcome } from './calibration-store.ts';
import {
  type HistoryEntry,
  isEditOf,
  newEntry,
  originOf,
  type Question,
  sameQuestion,
} from './history-entry.ts';
import type { HistoryStore } from './history-store.ts';
import { sameSurface } from './surface-difference.ts';
import type { SurfaceStore } from './surface-store.ts';

/** Edits in quicker succession leave one entry, the last. */
const SUCCESSION_MS = 2000;

/**
 * Keeps every calibration that the analyst asks for; those of the other models, for comparison,
 * are nobody's. What was kept before is read then, not sooner: it must not delay the first result.
 */
export function recordCalibrations(
  { calibrations, surfaces }: { calibrations: CalibrationStore; surfaces: SurfaceStore },
  history: HistoryStore,
  now: () => Date = () => new Date(),
): void {
  /** Id of the entry made by the last edit, whose place the next one may take. */
  let edited: string | undefined;
  let isFirst = true;

  const record = async (outcome: Outcome, before: Outcome | undefined) => {
    const { document, past } = surfaces.getState();
    const { origin, name } = originOf(outcome, document, past);
    const entry = newEntry(outcome, origin, name, now());
    const anywhere = isFirst;
    isFirst = false;
    if (history.getState().phase !== 'read') await history.getState().load();
    const { entries } = history.getState();
    const asked = question(outcome);
    const known =
      // A kept result that is shown again is no new calibration.
      entries.find(({ saved }) => saved.calibration === outcome.calibration) ??
      (anywhere ? entries.find(({ saved }) => sameQuestion(saved, asked)) : inARow(entries, asked));
    if (known) {
      edited = undefined;
      history.getState().shows(known.id);
      return;
    }
    const isEdit = before !== undefined && isEditOf(question(before), asked);
    const last = isEdit ? entries.find(({ id, pinned }) => id === edited && !pinned) : undefined;
    const isQuick = last && Date.parse(entry.at) - Date.parse(last.at) < SUCCESSION_MS;
    const made = isQuick ? { ...entry, id: last.id } : entry;
    edited = isEdit ? made.id : undefined;
    history.getState().keep(made);
  };

  calibrations.subscribe(({ outcome }, { outcome: before }) => {
    if (outcome && outcome !== before) void record(outcome, before);
  });
}

function question({ surface, settings, model }: Outcome): Question {
  return { surface, settings, model: model.name };
}

/**
 * The entry of the same question among the latest of the same surface: going from one model to the
 * other and back asks nothing new. (The page opens on a sample that is calibrated at every visit:
 * there the caller looks anywhere.)
 */
function inARow(entries: readonly HistoryEntry[], asked: Question): HistoryEntry | undefined {
  const other = entries.findIndex(({ saved }) => !sameSurface(saved.surface, asked.surface));
  const latest = other < 0 ? entries : entries.slice(0, other);
  return latest.find(({ saved }) => sameQuestion(saved, asked));
}
