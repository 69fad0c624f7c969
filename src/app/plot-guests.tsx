import { type ComponentType, lazy } from 'react';
import type { PlotGuestProps } from './components/plot-guest.ts';

/** Views among the plots that are features of their own, each in a file loaded when first shown. */
export const plotGuests: Readonly<
  Record<'density' | 'surface' | 'history', ComponentType<PlotGuestProps>>
> = {
  density: lazy(async () => {
    const { DensityView } = await import('./features/density/density-view.tsx');
    return { default: DensityView };
  }),
  surface: lazy(async () => {
    const { Surface3d } = await import('./features/surface-3d/surface-3d.tsx');
    return { default: Surface3d };
  }),
  history: lazy(async () => {
    const { ParameterHistory } = await import('./features/history/parameter-history.tsx');
    return { default: ParameterHistory };
  }),
};
