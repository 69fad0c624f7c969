import { fitsContract, surfaceToRequest } from '../../api/request-surface.ts';
import type { Surface } from '../../calibration/quotes/surface.ts';
import type { LevyModel } from '../../levy/model.ts';
import type { FitSettings } from '../state/fit-settings.ts';

/**
 * The body of `POST /calibrate` that asks what the screen asks: this surface, model and objective.
 * Where the network's answer alone is wanted it is the contract's plain request, as far as that can
 * say the surface.
 */
export function contractJson(surface: Surface, model: LevyModel, settings: FitSettings): string {
  const { by, noise } = settings;
  const asked = {
    objective: by === 'network' ? 'vega' : by,
    ...(noise !== undefined && { noise }),
  };
  const isPlain = by === 'network' && fitsContract(surface);
  return `${JSON.stringify(surfaceToRequest(surface, model.name, isPlain ? undefined : asked), null, 1)}\n`;
}
