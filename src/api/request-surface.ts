import type { Surface } from '../calibration/surface.ts';
import { contractGrid } from '../levy/contract-grid.ts';
import type { CalibrationRequest } from './schemas.ts';

/** The surface a request means; what it leaves out is taken from the contract's grid. */
export function requestToSurface(request: CalibrationRequest): Surface {
  return {
    strikes: request.strikes ?? contractGrid.strikes,
    maturities: request.maturities ?? contractGrid.maturities,
    prices: request.option_prices,
    spot: request.spot_price,
    rate: request.risk_free_rate,
  };
}

/** The request that means this surface and model. */
export function surfaceToRequest(surface: Surface, model: string) {
  return {
    option_prices: surface.prices,
    strikes: surface.strikes,
    maturities: surface.maturities,
    model_name: model,
    spot_price: surface.spot,
    risk_free_rate: surface.rate,
  };
}
