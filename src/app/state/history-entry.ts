import type { Outcome } from './calibration-store.ts';
import { type SavedCalibration, type SavedItem, savedCalibration } from './saved-calibration.ts';
import { sameSurface, surfaceDifference } from './surface-difference.ts';
import type { Origin, SurfaceDocument } from './surface-document.ts';

/** A calibration that was kept. */
export interface HistoryEntry {
  /** Letters and digits; ids of later entries come later in the alphabet. */
  readonly id: string;
  /** When it was calibrated, ISO 8601 in UTC. */
  readonly at: string;
  readonly name: string;
  readonly pinned: boolean;
  /** Root mean square error in basis points of volatility; undefined where it is not known. */
  readonly rmse: number | undefined;
  readonly saved: SavedCalibration;
}

export function importedEntry(item: SavedItem, now: Date): HistoryEntry {
  const { id, name, at, pinned, rmse, ...saved } = item;
  return {
    id: id ?? newId(now),
    at: at ?? now.toISOString(),
    name: name?.trim() || saved.origin.title,
    pinned: pinned ?? false,
    rmse,
    saved,
  };
}

/** The entry as files carry it. */
export function itemOf({ saved, rmse, ...entry }: HistoryEntry): SavedItem {
  return { ...saved, ...entry, ...(rmse !== undefined && { rmse }) };
}

/** Tells ids of one millisecond apart in the order they were made. */
let idsMade = 0;

function newId(now: Date): string {
  const count = idsMade++ % 36 ** 4;
  const random = crypto.getRandomValues(new Uint32Array(2));
  const tail = Array.from(random, (word) => base36(word, 7)).join('');
  return `${base36(now.getTime(), 9)}-${base36(count, 4)}${tail}`;
}

function base36(value: number, digits: number): string {
  return value.toString(36).padStart(digits, '0');
}

export function newEntry(outcome: Outcome, origin: Origin, name: string, now: Date): HistoryEntry {
  return {
    id: newId(now),
    at: now.toISOString(),
    name,
    pinned: false,
    rmse: outcome.diagnostics.volatility?.rmse,
    saved: savedCalibration(outcome, origin),
  };
}

/** Newest first; of one moment, what was written last. */
export function byTime(a: HistoryEntry, b: HistoryEntry): number {
  return compare(b.at, a.at) || compare(b.id, a.id);
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

export type Question = Pick<SavedCalibration, 'surface' | 'settings'> & { readonly model: string };

/** Whether two calibrations were asked the same. */
export function sameQuestion(a: Question, b: Question): boolean {
  return (
    a.model === b.model &&
    a.settings.by === b.settings.by &&
    a.settings.noise === b.settings.noise &&
    sameSurface(a.surface, b.surface)
  );
}

/** Whether `b` is `a` with other prices in the same grid and market. */
export function isEditOf(a: Question, b: Question): boolean {
  if (a.model !== b.model || a.settings.by !== b.settings.by) return false;
  const { sameGrid, cells, market } = surfaceDifference(a.surface, b.surface);
  return sameGrid && market.length === 0 && cells.length > 0;
}

/** Where an outcome's surface came from, and how it is named: by that and what was typed since. */
export function originOf(
  outcome: Outcome,
  document: SurfaceDocument,
  past: readonly SurfaceDocument[],
): { readonly origin: Origin; readonly name: string } {
  const documents = [...past, document];
  const at = documents.findLastIndex(({ surface }) => surface === outcome.surface);
  const found = documents[at] ?? document;
  const first = documents.find(({ origin }) => origin === found.origin) ?? found;
  return {
    origin: found.origin,
    name: `${found.origin.title}${editedText(first, outcome)}`,
  };
}

function editedText({ surface }: SurfaceDocument, outcome: Outcome): string {
  const { sameGrid, cells, market } = surfaceDifference(surface, outcome.surface);
  if (!sameGrid || market.length > 0) return ', edited';
  if (cells.length === 0) return '';
  return `, ${cells.length} ${cells.length === 1 ? 'price' : 'prices'} edited`;
}
