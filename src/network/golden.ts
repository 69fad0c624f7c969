import { contractGrid } from '../levy/contract-grid.ts';
import type { LevyModel } from '../levy/model.ts';
import { findModel } from '../levy/models.ts';
import { surfacePricer } from '../levy/pricer.ts';
import { networkInputs, surfaceFeatures } from './features.ts';
import type { Network } from './network-file.ts';
import { CELL_COUNT } from './network-grid.ts';
import { networkAnswer } from './outputs.ts';

/** Where in the training box the golden surfaces lie, as shares of each parameter's range. */
const PLACES = [0, 0.2, 0.4, 0.6, 0.8, 1];

/**
 * Inputs on which a backend must agree with the float64 network before it may answer: surfaces of
 * the model across its box, neighbouring parameters at different places, corners included.
 */
export function goldenInputs(network: Network): Float32Array {
  const model = modelOf(network);
  const width = network.card.layers[0] ?? 0;
  const pricer = surfacePricer(model, contractGrid);
  const calls = new Float64Array(CELL_COUNT);
  const inputs = new Float32Array(PLACES.length * width);
  for (const row of PLACES.keys()) {
    const parameters = model.parameters.map(({ range }, i) => {
      const place = PLACES[(row + 2 * i) % PLACES.length] ?? 0;
      return range.min + place * (range.max - range.min);
    });
    pricer.forwardCalls(parameters, calls);
    const features = surfaceFeatures(calls, network.card.input.floor);
    inputs.set(networkInputs(network, features), row * width);
  }
  return inputs;
}

/**
 * Largest difference between the parameters of two sets of network outputs (rows × outputs), as a
 * share of each parameter's range; NaN where an output is not finite.
 */
export function largestParameterError(
  network: Network,
  outputs: ArrayLike<number>,
  truth: ArrayLike<number>,
): number {
  const model = modelOf(network);
  const width = network.card.layers.at(-1) ?? 1;
  let largest = 0;
  for (let row = 0; row * width < truth.length; row++) {
    const at = (values: ArrayLike<number>) => {
      const part = Float64Array.from(
        { length: width },
        (_, i) => values[row * width + i] as number,
      );
      return networkAnswer(model, network.card, part).parameters;
    };
    const own = at(outputs);
    const wanted = at(truth);
    for (const [i, { range }] of model.parameters.entries()) {
      const error = Math.abs((own[i] ?? NaN) - (wanted[i] ?? NaN)) / (range.max - range.min);
      // A NaN stays: no comparison with it is true.
      if (Number.isNaN(error) || error > largest) largest = error;
    }
  }
  return largest;
}

function modelOf(network: Network): LevyModel {
  const model = findModel(network.card.model);
  if (!model) throw new RangeError(`No model is called ${network.card.model}.`);
  return model;
}
