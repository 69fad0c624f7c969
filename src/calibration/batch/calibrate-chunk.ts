import { findModel } from '../../levy/models.ts';
import { reasonOf } from '../../network/engine/backend.ts';
import type { Network } from '../../network/network-file.ts';
import { oracleForward } from '../../network/oracle.ts';
import { calibrateSurfaces } from '../calibrate.ts';
import { fitProblem } from '../fit-problem.ts';
import { quoteTable } from '../quotes/quote-table.ts';
import type { Surface } from '../quotes/surface.ts';
import { refine } from '../refine/refine.ts';
import type { RefineSettings } from '../refine/refinement.ts';
import { RefinementError } from '../refine/refinement-error.ts';
import type { Calibration } from '../service.ts';
import { type BatchFit, batchFit } from './batch-fit.ts';

/** One surface of a batch and what is asked of it. */
export interface BatchTask {
  readonly surface: Surface;
  /** Contract name. */
  readonly model: string;
  /** The network's answer alone where it is undefined. */
  readonly refine?: RefineSettings;
}

/** The fit, or a sentence that says why there is none. */
export type BatchAnswer = BatchFit | { readonly error: string };

/**
 * Calibrates surfaces on this thread, order kept: those of a model pass through its network, in
 * float64, together. What fails for one surface is its own answer. Rejects where `networkOf` does.
 */
export async function calibrateChunk(
  tasks: readonly BatchTask[],
  networkOf: (model: string) => Promise<Network>,
): Promise<BatchAnswer[]> {
  const answers: BatchAnswer[] = [];
  for (const [model, own] of Map.groupBy(tasks.keys(), (i) => tasks[i]?.model ?? '')) {
    const network = await networkOf(model);
    const forward = async (inputs: Float32Array, rows: number) =>
      oracleForward(network, inputs, rows);
    const surfaces = own.map((i) => (tasks[i] as BatchTask).surface);
    const calibrations = await together(surfaces, (some) =>
      calibrateSurfaces(some, network, forward, 'oracle'),
    );
    for (const [n, calibration] of calibrations.entries()) {
      const i = own[n] ?? 0;
      answers[i] = answerTo(tasks[i] as BatchTask, calibration);
    }
  }
  return answers;
}

/** All at once; where that fails each by itself, to tell whose fault it is. */
async function together(
  surfaces: readonly Surface[],
  calibrate: (some: readonly Surface[]) => Promise<Calibration[]>,
): Promise<Array<Calibration | { readonly error: string }>> {
  try {
    return await calibrate(surfaces);
  } catch (error) {
    if (surfaces.length <= 1) return surfaces.map(() => ({ error: unexplained(error) }));
    const alone: Array<Calibration | { readonly error: string }> = [];
    for (const surface of surfaces) alone.push(...(await together([surface], calibrate)));
    return alone;
  }
}

function answerTo(
  { surface, refine: settings }: BatchTask,
  network: Calibration | { readonly error: string },
): BatchAnswer {
  if ('error' in network) return network;
  try {
    const calibration = settings ? refined(surface, network, settings) : network;
    const error = fitProblem(calibration);
    return error === undefined ? batchFit(calibration) : { error };
  } catch (error) {
    return { error: error instanceof RefinementError ? error.message : unexplained(error) };
  }
}

/** What the computation threw says little of what to do: these are what it fails for. */
function unexplained(error: unknown): string {
  return `The surface cannot be calibrated. Check that its maturities are in years, and its strikes, spot and rate in their usual size. (${reasonOf(error)})`;
}

function refined(surface: Surface, network: Calibration, settings: RefineSettings): Calibration {
  const model = findModel(network.model);
  if (!model) throw new RangeError(`No model is called ${network.model}.`);
  const refinement = refine(quoteTable(surface), model, network.parameters, settings);
  return { ...network, refinement };
}
