import { createContext, useContext } from 'react';
import { useStore } from 'zustand';
import type { Fit } from '../../calibration/report/fit.ts';
import type { BatchStore } from './batch/batch-store.ts';
import type { CalibrationState, CalibrationStore } from './calibration-store.ts';
import type { ConnectionState, ConnectionStore } from './connection-store.ts';
import type { DeskState, DeskStore } from './desk-store.ts';
import type { EngineState, EngineStore } from './engine-store.ts';
import type { HistoryState, HistoryStore } from './history-store.ts';
import type { ImportState, ImportStore } from './import-store.ts';
import type { SurfaceState, SurfaceStore } from './surface-store.ts';
import type { VersionStore, VersionStoreState } from './version-store.ts';
import type { ViewState, ViewStore } from './view-store.ts';
import type { WhatIfState, WhatIfStore } from './what-if-store.ts';

export interface Stores {
  readonly surfaces: SurfaceStore;
  readonly imports: ImportStore;
  readonly calibrations: CalibrationStore;
  readonly engine: EngineStore;
  readonly connections: ConnectionStore;
  readonly view: ViewStore;
  readonly whatIf: WhatIfStore;
  readonly history: HistoryStore;
  readonly versions: VersionStore;
  readonly desk: DeskStore;
  /** Made when it is first asked for: few batches are calibrated, and none on a first visit. */
  readonly batch: () => Promise<BatchStore>;
}

export const StoresContext = createContext<Stores | undefined>(undefined);

export function useStores(): Stores {
  const stores = useContext(StoresContext);
  if (stores === undefined) throw new Error('This component stands outside StoresContext.');
  return stores;
}

export function useSurface<T>(select: (state: SurfaceState) => T): T {
  return useStore(useStores().surfaces, select);
}

export function useCalibration<T>(select: (state: CalibrationState) => T): T {
  return useStore(useStores().calibrations, select);
}

export function useImport<T>(select: (state: ImportState) => T): T {
  return useStore(useStores().imports, select);
}

export function useEngine<T>(select: (state: EngineState) => T): T {
  return useStore(useStores().engine, select);
}

export function useConnection<T>(select: (state: ConnectionState) => T): T {
  return useStore(useStores().connections, select);
}

export function useView<T>(select: (state: ViewState) => T): T {
  return useStore(useStores().view, select);
}

export function useWhatIf<T>(select: (state: WhatIfState) => T): T {
  return useStore(useStores().whatIf, select);
}

export function useVersion<T>(select: (state: VersionStoreState) => T): T {
  return useStore(useStores().versions, select);
}

export function useHistory<T>(select: (state: HistoryState) => T): T {
  return useStore(useStores().history, select);
}

export function useDesk<T>(select: (state: DeskState) => T): T {
  return useStore(useStores().desk, select);
}

/** The fit that the screen shows: of the parameters being tried out, else of the last calibration. */
export function useShownFit(): Fit | undefined {
  const tried = useWhatIf((state) => state.tried?.fit);
  const calibrated = useCalibration((state) => state.outcome?.fit);
  return tried ?? calibrated;
}
