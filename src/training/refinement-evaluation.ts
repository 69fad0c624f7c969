import { calibrateSurface } from '../calibration/calibrate.ts';
import { refine } from '../calibration/refine.ts';
import { contractGrid } from '../levy/contract-grid.ts';
import type { LevyModel } from '../levy/model.ts';
import { surfacePricer } from '../levy/pricer.ts';
import type { Network } from '../network/network-file.ts';
import { oracleForward } from '../network/oracle.ts';
import { randomStream } from './random.ts';

/** How refinement from the network's answer ends on clean surfaces of the training box. */
export interface RefinementEvaluation {
  readonly model: string;
  readonly samples: number;
  readonly seed: number;
  /** Share with every price within 1e-7 and every parameter within 1e-4 of its range. */
  readonly recovered: number;
  readonly iterations: { readonly median: number; readonly largest: number };
  /** Time of a refinement alone, on one thread. */
  readonly ms: { readonly median: number; readonly p99: number };
}

/** Refines `samples` clean surfaces at random points of the box. */
export async function evaluateRefinement(
  model: LevyModel,
  network: Network,
  samples: number,
  seed: number,
): Promise<RefinementEvaluation> {
  const random = randomStream(seed);
  const pricer = surfacePricer(model, contractGrid);
  const prices = new Float64Array(200);
  const forward = async (inputs: Float32Array, rows: number) =>
    oracleForward(network, inputs, rows);
  const times: number[] = [];
  const iterations: number[] = [];
  let recovered = 0;
  for (let n = 0; n < samples; n++) {
    const truth = model.parameters.map(
      ({ range }) => range.min + random() * (range.max - range.min),
    );
    pricer.prices(truth, 'call', prices);
    const surface = { ...contractGrid, prices: [...prices] };
    const start = await calibrateSurface(surface, network, forward, 'oracle');
    const started = performance.now();
    const result = refine(surface, model, start.parameters, 'vega');
    times.push(performance.now() - started);
    iterations.push(result.iterations);
    const near = model.parameters.every(({ range }, i) => {
      const error = (result.parameters[i] ?? Number.NaN) - (truth[i] ?? Number.NaN);
      return Math.abs(error) <= 1e-4 * (range.max - range.min);
    });
    if (near && result.residuals.every((residual) => Math.abs(residual) <= 1e-7)) recovered++;
  }
  const quantile = (values: readonly number[], q: number) =>
    values.toSorted((a, b) => a - b)[Math.min(samples - 1, Math.floor(q * samples))] ?? Number.NaN;
  return {
    model: model.name,
    samples,
    seed,
    recovered: recovered / samples,
    iterations: { median: quantile(iterations, 0.5), largest: Math.max(...iterations) },
    ms: { median: quantile(times, 0.5), p99: quantile(times, 0.99) },
  };
}
