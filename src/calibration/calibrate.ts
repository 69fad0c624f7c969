import { findModel } from '../levy/models.ts';
import type { Forward } from '../network/engine/inference-engine.ts';
import type { Network } from '../network/network-file.ts';
import { networkReader } from '../network/network-reader.ts';
import type { PriceNoise } from '../network/price-noise.ts';
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
  const [calibration] = await calibrateSurfaces([surface], network, forward, backend);
  if (!calibration) throw new RangeError('A surface has one calibration.');
  return calibration;
}

/**
 * {@link calibrateSurface} of several, which pass through the network together: each has the same
 * answer as alone, and its share of the time.
 */
export async function calibrateSurfaces(
  surfaces: readonly Surface[],
  network: Network,
  forward: Forward,
  backend: BackendName,
): Promise<Calibration[]> {
  const { card } = network;
  const model = findModel(card.model);
  if (!model) throw new RangeError(`No model is called ${card.model}.`);
  const started = performance.now();
  const ofNetwork = networkReader(network);
  const readers = surfaces.map((surface) =>
    surfaceReader(model, quoteTable(surface), card.input.floor),
  );
  const looks: Look[] = [];
  for (let n = 0; n < LOOKS; n++) {
    const due = [...readers.entries()].filter(([, { exact }]) => n === 0 || !exact);
    if (due.length === 0) break;
    const read = due.map(([i, reader]) => {
      const seen = looks[i];
      const timeValues = seen ? reader.around(ofNetwork.parameters(seen.outputs)) : reader.first();
      return { i, timeValues, ...ofNetwork.read(timeValues) };
    });
    const outputs = await forward(inputRows(read), read.length);
    const width = outputs.length / read.length;
    for (const [row, { i, timeValues, noise }] of read.entries()) {
      const own = outputs.subarray(row * width, (row + 1) * width);
      looks[i] = { timeValues, noise, outputs: own };
    }
  }
  const answers = looks.map(({ timeValues, noise, outputs }) =>
    ofNetwork.answer(timeValues, noise, outputs),
  );
  const inferenceMs = (performance.now() - started) / surfaces.length;
  return answers.map((answer, i) => {
    const { verdict, brokenCells } = checkSurface(surfaces[i] as Surface);
    return {
      model: model.name,
      parameters: [...answer.parameters],
      atEdge: answer.atEdge,
      trust: answer.trust,
      check: { verdict, brokenCells },
      inferenceMs,
      backend,
    };
  });
}

/** What the network was shown of a surface last, and what it said. */
interface Look {
  readonly timeValues: Float64Array;
  readonly noise: PriceNoise;
  readonly outputs: Float32Array | Float64Array;
}

function inputRows(read: ReadonlyArray<{ readonly inputs: Float32Array }>): Float32Array {
  const width = read[0]?.inputs.length ?? 0;
  const rows = new Float32Array(width * read.length);
  for (const [row, { inputs }] of read.entries()) rows.set(inputs, row * width);
  return rows;
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
