import type { PlotGuestProps } from '../../components/plot-guest.ts';

export function Surface3d(_: PlotGuestProps) {
  return null;
}
