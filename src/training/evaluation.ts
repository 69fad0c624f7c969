import { impliedVolatility, timeValue } from '../levy/black.ts';
import { contractGrid } from '../levy/contract-grid.ts';
import type { LevyModel } from '../levy/model.ts';
import { surfacePricer } from '../levy/pricer.ts';
import { cellFeature, networkInputs } from '../network/features.ts';
import type { Network } from '../network/network-file.ts';
import { CELL_COUNT, networkLogMoneyness, networkMaturity } from '../network/network-grid.ts';
import { oracleForward } from '../network/oracle.ts';
import { networkAnswer } from '../network/outputs.ts';
import { type Dataset, makeDataset } from './dataset.ts';
import { type Disturbance, disturb } from './noise.ts';
import { randomStream } from './random.ts';

/** How well one quantity comes out, over all held-out surfaces. */
export interface QuantityAccuracy {
  readonly label: string;
  /** Coefficient of determination, 1 − Σ(error²)/Σ(deviation²). */
  readonly r2: number;
  /** Mean absolute error, in the quantity's own unit. */
  readonly mae: number;
}

/** Accuracy under one kind of disturbance of the prices. */
export interface ConditionAccuracy {
  readonly condition: string;
  readonly parameters: readonly QuantityAccuracy[];
  /** The model's calibration coordinates, e.g. ln v for CGMY. */
  readonly coordinates: readonly QuantityAccuracy[];
  /**
   * Root mean square difference in Black volatility between the true surface and that of the
   * network's parameters, in basis points: median and 95th percentile over surfaces.
   */
  readonly repricing: { readonly median: number; readonly p95: number };
}

export interface Evaluation {
  readonly model: string;
  readonly samples: number;
  readonly seed: number;
  readonly conditions: readonly ConditionAccuracy[];
}

/** Repricing is slow beside the network; this many surfaces settle its percentiles. */
const REPRICED = 2000;

const CONDITIONS: ReadonlyArray<{ condition: string; disturbance: Disturbance }> = [
  { condition: 'clean', disturbance: { kind: 'clean' } },
  { condition: 'rounded to cents', disturbance: { kind: 'rounded', tick: 1e-4 } },
  { condition: 'relative noise 1 %', disturbance: { kind: 'relative', deviation: 0.01 } },
];

/**
 * Held-out accuracy of `network`: `samples` surfaces drawn independently and uniformly from the
 * training box, by the code that ships (float64 network, features, reparametrisation).
 */
export function* evaluate(
  model: LevyModel,
  network: Network,
  samples: number,
  seed: number,
): Generator<string, Evaluation> {
  const data = makeDataset({ model, count: samples, seed, sampling: 'random', margin: 0 });
  yield `priced ${samples} surfaces`;
  const conditions: ConditionAccuracy[] = [];
  for (const { condition, disturbance } of CONDITIONS) {
    const answers = answersTo(model, network, data, disturbance, randomStream(seed + 1));
    conditions.push({
      condition,
      parameters: accuracies(
        model.parameters.map(({ symbol }) => symbol),
        answers,
        data.parameters,
      ),
      coordinates: accuracies(
        model.coordinates.labels,
        inCoordinates(model, answers),
        inCoordinates(model, data.parameters),
      ),
      repricing: repricing(model, data, answers),
    });
    yield `evaluated: ${condition}`;
  }
  return { model: model.name, samples, seed, conditions };
}

function answersTo(
  model: LevyModel,
  network: Network,
  data: Dataset,
  disturbance: Disturbance,
  random: () => number,
): Float64Array {
  const dimensions = model.parameters.length;
  const answers = new Float64Array(data.count * dimensions);
  const values = new Float64Array(CELL_COUNT);
  const { floor } = network.card.input;
  for (let row = 0; row < data.count; row++) {
    disturb(data.timeValues, row * CELL_COUNT, disturbance, random, values);
    const features = values.map((value, cell) => cellFeature(cell, value, floor));
    const outputs = oracleForward(network, networkInputs(network, features), 1);
    answers.set(networkAnswer(model, network.card, outputs).parameters, row * dimensions);
  }
  return answers;
}

function inCoordinates(model: LevyModel, parameters: Float64Array): Float64Array {
  const dimensions = model.parameters.length;
  const out = new Float64Array(parameters.length);
  for (let start = 0; start < parameters.length; start += dimensions) {
    const end = start + dimensions;
    model.coordinates.of(parameters.subarray(start, end), out.subarray(start, end));
  }
  return out;
}

function accuracies(
  labels: readonly string[],
  answers: Float64Array,
  truth: Float64Array,
): QuantityAccuracy[] {
  const columns = labels.length;
  const rows = truth.length / columns;
  return labels.map((label, column) => {
    const at = (values: Float64Array, row: number) => values[row * columns + column] as number;
    let mean = 0;
    for (let row = 0; row < rows; row++) mean += at(truth, row) / rows;
    let squares = 0;
    let spread = 0;
    let absolute = 0;
    for (let row = 0; row < rows; row++) {
      const error = at(answers, row) - at(truth, row);
      squares += error * error;
      spread += (at(truth, row) - mean) ** 2;
      absolute += Math.abs(error);
    }
    return { label, r2: 1 - squares / spread, mae: absolute / rows };
  });
}

function repricing(
  model: LevyModel,
  data: Dataset,
  answers: Float64Array,
): { median: number; p95: number } {
  const dimensions = model.parameters.length;
  const pricer = surfacePricer(model, contractGrid);
  const own = new Float64Array(CELL_COUNT);
  const truth = new Float64Array(CELL_COUNT);
  const rows = Math.min(data.count, REPRICED);
  const errors = Array.from({ length: rows }, (_, row) => {
    const part = [row * dimensions, (row + 1) * dimensions] as const;
    pricer.forwardCalls(answers.subarray(...part), own);
    pricer.forwardCalls(data.parameters.subarray(...part), truth);
    return volatilityDistance(own, truth);
  }).sort((a, b) => a - b);
  const quantile = (q: number) => errors[Math.min(rows - 1, Math.floor(q * rows))] ?? Number.NaN;
  return { median: quantile(0.5), p95: quantile(0.95) };
}

/** Root mean square volatility difference in basis points over cells that have a volatility. */
function volatilityDistance(own: Float64Array, truth: Float64Array): number {
  let sum = 0;
  let count = 0;
  for (let cell = 0; cell < CELL_COUNT; cell++) {
    const k = networkLogMoneyness[cell] ?? Number.NaN;
    const T = networkMaturity(cell);
    const a = impliedVolatility(own[cell] ?? Number.NaN, k, T);
    const b = impliedVolatility(truth[cell] ?? Number.NaN, k, T);
    // A time value under 1e-6 of the forward is under a hundredth of a cent on a spot of 100.
    if (!a.ok || !b.ok || timeValue(truth[cell] ?? 0, k) < 1e-6) continue;
    sum += ((a.volatility - b.volatility) * 1e4) ** 2;
    count++;
  }
  return Math.sqrt(sum / count);
}
