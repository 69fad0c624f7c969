import type { PlotGuestProps } from '../../components/plot-guest.ts';

export function DensityView(_: PlotGuestProps) {
  return null;
}
