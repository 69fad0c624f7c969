import { calibrateSurface } from '../../src/calibration/calibrate.ts';
import type { Surface } from '../../src/calibration/quotes/surface.ts';
import { contractGrid } from '../../src/levy/contract-grid.ts';
import type { LevyModel } from '../../src/levy/model.ts';
import { surfacePricer } from '../../src/levy/pricer.ts';
import type { Network } from '../../src/network/network-file.ts';
import { oracleForward } from '../../src/network/oracle.ts';
import { randomStream } from '../../src/training/data/random.ts';

/** Parameters at random over the training box, the same at each call. */
export function boxPoints(model: LevyModel, count: number): number[][] {
  const random = randomStream(1);
  return Array.from({ length: count }, () =>
    model.parameters.map(({ range }) => range.min + random() * (range.max - range.min)),
  );
}

/** Exact prices of the contract's grid. */
export function cleanSurface(model: LevyModel, point: readonly number[]): Surface {
  const prices = new Float64Array(contractGrid.strikes.length * contractGrid.maturities.length);
  surfacePricer(model, contractGrid).prices(point, 'call', prices);
  return { ...contractGrid, prices: [...prices] };
}

/** A calibration by the network alone, in float64. */
export function byNetwork(surface: Surface, network: Network) {
  const forward = async (inputs: Float32Array, rows: number) =>
    oracleForward(network, inputs, rows);
  return calibrateSurface(surface, network, forward, 'oracle');
}
