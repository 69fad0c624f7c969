import { createContext, useContext } from 'react';
import { useStore } from 'zustand';
import type { CalibrationState, CalibrationStore } from './calibration-store.ts';
import type { EngineState, EngineStore } from './engine-store.ts';
import type { SurfaceState, SurfaceStore } from './surface-store.ts';
import type { ViewState, ViewStore } from './view-store.ts';

export interface Stores {
  readonly surfaces: SurfaceStore;
  readonly calibrations: CalibrationStore;
  readonly engine: EngineStore;
  readonly view: ViewStore;
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

export function useEngine<T>(select: (state: EngineState) => T): T {
  return useStore(useStores().engine, select);
}

export function useView<T>(select: (state: ViewState) => T): T {
  return useStore(useStores().view, select);
}
