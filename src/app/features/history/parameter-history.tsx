import type { PlotGuestProps } from '../../components/plot-guest.ts';

export function ParameterHistory(_: PlotGuestProps) {
  return null;
}
