import { calibrateSurface, refineCalibration } from '../src/calibration/calibrate.ts';
import { contractGrid } from '../src/levy/contract-grid.ts';
import { models } from '../src/levy/models.ts';
import { surfacePricer } from '../src/levy/pricer.ts';
import { loadNetwork } from '../src/network/load-network.ts';
import { oracleForward } from '../src/network/oracle.ts';
import { randomStream } from '../src/training/data/random.ts';
import { networkFiles } from '../src/training/learning/store.ts';

/** A request of a load, and what only its own answer says. */
export interface LoadRequest {
  readonly id: string;
  readonly body: string;
  readonly expected:
    | {
        readonly model: (typeof models)[number];
        readonly isRefined: boolean;
        /** By the float64 network, in Node. */
        readonly parameters: readonly number[];
      }
    | { readonly wrongItem: number; readonly wrongValue: string };
}

const CELLS = contractGrid.strikes.length * contractGrid.maturities.length;

/**
 * Requests with the prices of random parameters, the models in turn; one in ten is refined, and one
 * in ten has a price that is none.
 */
export async function loadRequests(count: number, seed: number): Promise<LoadRequest[]> {
  const random = randomStream(seed);
  const engines = await Promise.all(
    models.map(async (model) => {
      const network = await loadNetwork(model.name, networkFiles());
      return { model, network, pricer: surfacePricer(model, contractGrid) };
    }),
  );
  const requests: LoadRequest[] = [];
  for (let n = 0; n < count; n++) {
    const { model, network, pricer } = engines[n % engines.length]!;
    const truth = model.parameters.map(
      ({ range }) => range.min + random() * (range.max - range.min),
    );
    const prices = new Float64Array(CELLS);
    pricer.prices(truth, 'call', prices);
    const id = `load-${seed}-${n}`;
    const request = { option_prices: [...prices] as unknown[], model_name: model.name };
    if (n % 10 === 7) {
      const wrongItem = n % CELLS;
      const wrongValue = `price ${id}`;
      request.option_prices[wrongItem] = wrongValue;
      requests.push({ id, body: JSON.stringify(request), expected: { wrongItem, wrongValue } });
      continue;
    }
    const isRefined = n % 10 === 2 || n % 20 === 5;
    const surface = { ...contractGrid, prices: [...prices] };
    const forward = async (inputs: Float32Array, rows: number) =>
      oracleForward(network, inputs, rows);
    const byNetwork = await calibrateSurface(surface, network, forward, 'oracle');
    const settings = isRefined ? { refine: { objective: 'vega' as const } } : {};
    const { parameters, refinement } = await refineCalibration(surface, byNetwork, settings);
    requests.push({
      id,
      body: JSON.stringify({ ...request, ...(isRefined && { refine: true }) }),
      expected: { model, isRefined, parameters: refinement?.parameters ?? parameters },
    });
  }
  return requests;
}
