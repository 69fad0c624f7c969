import { findModel } from '../levy/models.ts';
import type { Forward } from '../network/engine/inference-engine.ts';
import type { Network } from '../network/network-file.ts';
import { networkReader } from '../network/network-reader.ts';
import { quoteTable } from './quotes/quote-table.ts';
import type { Surface } from './quotes/surface.ts';
import { checkSurface } from './quotes/surface-check.ts';
import { refineSteps } from './refine/refine.ts';
import type { BackendName, Calibration, CalibrationOptions } from './service.ts';
import { surfaceReader } from './surface-reader.ts';

/**
 * Looks at a surface off the network's grid this often; each look leaves some hundredths of the
 * interpolation's error.
 */
const LOOKS = 4;

/** Calibrates one surface with one network. Rejects only where `forward` does. */
export async function calibrateSurface(
  surface: Surface,
  network: Network,
  forward: Forward,
  backend: BackendName,
): Promise<Calibration> {
  const { card } = network;
  const model = findModel(card.model);
  if (!model) throw new RangeError(`No model is called ${card.model}.`);
  const started = performance.now();
  const reader = surfaceReader(model, quoteTable(surface), card.input.floor);
  const ofNetwork = networkReader(network);
  const look = async (timeValues: Float64Array) => {
    const { inputs, noise } = ofNetwork.read(timeValues);
    return { timeValues, noise, outputs: await forward(inputs, 1) };
  };
  let seen = await look(reader.first());
  for (let n = 1; n < LOOKS && !reader.exact; n++) {
    seen = await look(reader.around(ofNetwork.parameters(seen.outputs)));
  }
  const answer = ofNetwork.answer(seen.timeValues, seen.noise, seen.outputs);
  const inferenceMs = performance.now() - started;
  const { verdict, brokenCells } = checkSurface(surface);
  return {
    model: model.name,
    parameters: [...answer.parameters],
    atEdge: answer.atEdge,
    trust: answer.trust,
    check: { verdict, brokenCells },
    inferenceMs,
    backend,
  };
}

/**
 * The calibration with the least-squares fit that `options` ask for; the same object where they ask
 * for none. Lets other work in every few milliseconds. Rejects with the signal's reason once it is
 * aborted, and with `RefinementError` where the quotes cannot be fitted as asked.
 */
export async function refineCalibration(
  surface: Surface,
  calibration: Calibration,
  { refine: settings, signal }: CalibrationOptions,
): Promise<Calibration> {
  signal?.throwIfAborted();
  const model = findModel(calibration.model);
  if (!settings || !model) return calibration;
  const steps = refineSteps(quoteTable(surface), model, calibration.parameters, settings);
  return { ...calibration, refinement: await inSlices(steps, signal) };
}

const SLICE_MS = 24;

/** Runs steps to their end, with a pause for other tasks after every slice of time. */
async function inSlices<T>(
  steps: Generator<undefined, T>,
  signal: AbortSignal | undefined,
): Promise<T> {
  let sliceEnd = performance.now() + SLICE_MS;
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    if (performance.now() < sliceEnd) continue;
    await new Promise((resolve) => setTimeout(resolve));
    signal?.throwIfAborted();
    sliceEnd = performance.now() + SLICE_MS;
  }
}
