import { contractGrid } from '../levy/contract-grid.ts';
import type { LevyModel } from '../levy/model.ts';
import { surfacePricer } from '../levy/pricer.ts';
import { timeValues } from '../network/features.ts';
import { CELL_COUNT } from '../network/network-grid.ts';
import { randomStream } from './random.ts';
import { sobolPoints } from './sobol.ts';

/** Surfaces and what made them, one row a sample. */
export interface Dataset {
  readonly count: number;
  /** Out-of-the-money time values over the forward, `count` × 200. */
  readonly timeValues: Float32Array;
  /** Model parameters, `count` × parameters. */
  readonly parameters: Float64Array;
}

/** `sobol` spreads training points evenly; `random` draws held-out points independently. */
export type Sampling = 'sobol' | 'random';

export interface DatasetOptions {
  readonly model: LevyModel;
  readonly count: number;
  readonly seed: number;
  readonly sampling: Sampling;
  /** Widening of the training box on each side, as a share of its width, inside the domain. */
  readonly margin: number;
  readonly onProgress?: (done: number) => void;
}

/** Prices `count` surfaces at points of the model's training box. */
export function makeDataset(options: DatasetOptions): Dataset {
  const { model, count, seed, sampling, margin } = options;
  const dimensions = model.parameters.length;
  const pricer = surfacePricer(model, contractGrid);
  const calls = new Float64Array(CELL_COUNT);
  const row = new Float64Array(CELL_COUNT);
  const points =
    sampling === 'sobol' ? sobolPoints(dimensions, seed) : randomPoints(dimensions, seed);
  const dataset = {
    count,
    timeValues: new Float32Array(count * CELL_COUNT),
    parameters: new Float64Array(count * dimensions),
  };
  const parameters = new Float64Array(dimensions);
  let made = 0;
  for (const point of points) {
    if (made === count) break;
    placeInBox(model, point, margin, parameters);
    if (model.domainProblem(parameters)) continue;
    pricer.forwardCalls(parameters, calls);
    timeValues(calls, row);
    dataset.timeValues.set(row, made * CELL_COUNT);
    dataset.parameters.set(parameters, made * dimensions);
    made++;
    if (made % 1000 === 0) options.onProgress?.(made);
  }
  return dataset;
}

function* randomPoints(dimensions: number, seed: number): Generator<Float64Array> {
  const random = randomStream(seed);
  const point = new Float64Array(dimensions);
  for (;;) {
    for (let d = 0; d < dimensions; d++) point[d] = random();
    yield point;
  }
}

function placeInBox(
  model: LevyModel,
  point: Float64Array,
  margin: number,
  out: Float64Array,
): void {
  for (const [i, { range, domain }] of model.parameters.entries()) {
    const width = range.max - range.min;
    // Half-way to the domain's edge at most, so that no sample sits on a singularity.
    const min = Math.max(range.min - margin * width, (range.min + domain.min) / 2);
    const max = Math.min(range.max + margin * width, (range.max + domain.max) / 2);
    out[i] = min + (max - min) * (point[i] ?? 0);
  }
}
