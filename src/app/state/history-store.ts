import { createStore, type StoreApi } from 'zustand/vanilla';
import type { SavedCalibration } from './saved-calibration.ts';

/** A calibration that was kept. */
export interface HistoryEntry {
  readonly id: string;
  /** When it was calibrated, ISO 8601. */
  readonly at: string;
  readonly name: string;
  readonly pinned: boolean;
  readonly saved: SavedCalibration;
}

export interface HistoryState {
  /** Newest first. */
  readonly entries: readonly HistoryEntry[];
}

export type HistoryStore = StoreApi<HistoryState>;

export function createHistoryStore(): HistoryStore {
  return createStore<HistoryState>()(() => ({ entries: [] }));
}
