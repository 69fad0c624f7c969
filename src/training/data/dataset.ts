import { contractGrid } from '../../levy/contract-grid.ts';
import type { LevyModel } from '../../levy/model.ts';
import { surfacePricer } from '../../levy/pricer.ts';
import { timeValues } from '../../network/features.ts';
import { CELL_COUNT } from '../../network/network-grid.ts';
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
  /**
   * From 0 to under 1, how far points are drawn from the middle towards the box's faces, where a
   * network has samples on one side only: the density there is 1/(1 − edges) times the even one.
   */
  readonly edges?: number;
  /** Called after each surface. */
  readonly onPriced?: () => void;
}

/** Every how many-th surface to price, and from which on: workers share a dataset. */
export interface Part {
  readonly index: number;
  readonly of: number;
}

/** Room for `count` surfaces, in memory that workers share. */
export function emptyDataset(count: number, dimensions: number): Dataset {
  const shared = (bytes: number) => new SharedArrayBuffer(bytes);
  return {
    count,
    timeValues: new Float32Array(shared(count * CELL_COUNT * Float32Array.BYTES_PER_ELEMENT)),
    parameters: new Float64Array(shared(count * dimensions * Float64Array.BYTES_PER_ELEMENT)),
  };
}

/** Prices `count` surfaces at points of the model's training box. */
export function makeDataset(options: DatasetOptions): Dataset {
  const data = emptyDataset(options.count, options.model.parameters.length);
  fillDataset(options, data, { index: 0, of: 1 });
  return data;
}

/** Prices a part of a dataset's surfaces, at the same points whatever the parts. */
export function fillDataset(options: DatasetOptions, data: Dataset, part: Part): void {
  const { model, count, seed, sampling, margin, edges = 0 } = options;
  const dimensions = model.parameters.length;
  const pricer = surfacePricer(model, contractGrid);
  const calls = new Float64Array(CELL_COUNT);
  const row = new Float64Array(CELL_COUNT);
  const points =
    sampling === 'sobol' ? sobolPoints(dimensions, seed) : randomPoints(dimensions, seed);
  const parameters = new Float64Array(dimensions);
  let met = 0;
  for (const point of points) {
    if (met === count) break;
    placeInBox(model, drawnToEdges(point, edges), margin, parameters);
    if (model.domainProblem(parameters)) continue;
    if (met % part.of === part.index) {
      pricer.forwardCalls(parameters, calls);
      timeValues(calls, row);
      data.timeValues.set(row, met * CELL_COUNT);
      data.parameters.set(parameters, met * dimensions);
      options.onPriced?.();
    }
    met++;
  }
}

/** Density 1/(1 − edges) times the even one at the faces of the unit cube. */
function drawnToEdges(point: Float64Array, edges: number): Float64Array {
  return point.map((u) => (1 - edges) * u + (edges * (1 - Math.cos(Math.PI * u))) / 2);
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
