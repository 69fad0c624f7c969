import { contractGrid } from '../levy/contract-grid.ts';
import type { LevyModel } from '../levy/model.ts';
import { findModel } from '../levy/models.ts';
import { surfacePricer } from '../levy/pricer.ts';
import { createDenoiser } from './denoiser.ts';
import { networkInputs, timeValues } from './features.ts';
import type { Network } from './network-file.ts';
import { CELL_COUNT } from './network-grid.ts';
import { networkAnswer } from './outputs.ts';

/** Where in the training box the golden surfaces lie, as shares of each parameter's range. */
const PLACES = [0, 0.2, 0.4, 0.6, 0.8, 1];

/**
 * Inputs on which a backend must agree with the float64 network before it may answer: surfaces of
 * the model across its box and on its faces, neighbouring parameters at different places. Corners
 * are left to `npm run evaluate -- --backends`.
 */
export function goldenInputs(network: Network): Float32Array {
  const model = modelOf(network);
  const width = network.layers[0] ?? 0;
  const denoise = createDenoiser(network.family);
  const values = new Float64Array(CELL_COUNT);
  const pricer = surfacePricer(model, contractGrid);
  const calls = new Float64Array(CELL_COUNT);
  const inputs = new Float32Array(PLACES.length * width);
  for (const row of PLACES.keys()) {
    const parameters = model.parameters.map(({ range }, i) => {
      const place = PLACES[(row + 2 * i) % PLACES.length] ?? 0;
      return range.min + place * (range.max - range.min);
    });
    pricer.forwardCalls(parameters, calls);
    timeValues(calls, values);
    inputs.set(networkInputs(denoise(values)), row * width);
  }
  return inputs;
}

/** So much off, as a share of itself, is a half-width as wrong as a parameter is by its range. */
const HALF_WIDTH_SHARE = 10;

/**
 * Largest difference between the answers of two sets of network outputs (rows × outputs): of a
 * parameter as a share of its range, or of a half-width as a tenth of its share of itself; NaN where
 * an output is not finite.
 */
export function largestAnswerError(
  network: Network,
  outputs: ArrayLike<number>,
  truth: ArrayLike<number>,
): number {
  const model = modelOf(network);
  const width = network.layers.at(-1) ?? 1;
  let largest = 0;
  // A NaN stays: no comparison with it is true.
  const add = (error: number) => {
    if (Number.isNaN(error) || error > largest) largest = error;
  };
  for (let row = 0; row * width < truth.length; row++) {
    const at = (values: ArrayLike<number>) => {
      const part = Float64Array.from(
        { length: width },
        (_, i) => values[row * width + i] as number,
      );
      return networkAnswer(model, network.card, part);
    };
    const own = at(outputs);
    const wanted = at(truth);
    for (const [i, { range }] of model.parameters.entries()) {
      const difference = (own.parameters[i] ?? NaN) - (wanted.parameters[i] ?? NaN);
      add(Math.abs(difference) / (range.max - range.min));
      for (const share of ['p68', 'p95'] as const) {
        const ratio = (own.errors[i]?.[share] ?? NaN) / (wanted.errors[i]?.[share] ?? NaN);
        add(Math.abs(ratio - 1) / HALF_WIDTH_SHARE);
      }
    }
  }
  return largest;
}

function modelOf(network: Network): LevyModel {
  const model = findModel(network.card.model);
  if (!model) throw new RangeError(`No model is called ${network.card.model}.`);
  return model;
}
