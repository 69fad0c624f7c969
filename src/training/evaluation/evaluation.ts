import type { LevyModel } from '../../levy/model.ts';
import type { Network } from '../../network/network-file.ts';
import { CELL_COUNT } from '../../network/network-grid.ts';
import { networkReader, type SurfaceAnswer } from '../../network/network-reader.ts';
import { oracleForward } from '../../network/oracle.ts';
import { type Dataset, makeDataset } from '../data/dataset.ts';
import { disturb, drawDisturbance } from '../data/noise.ts';
import { randomStream } from '../data/random.ts';
import { recipeFor } from '../recipe.ts';
import { conditions } from './conditions.ts';
import { boundErrors } from './cramer-rao.ts';
import { type Repricing, repricing } from './repricing.ts';
import { areaUnderCurve, strangersTo } from './strange-surfaces.ts';

/** How well one quantity comes out, over all held-out surfaces. */
export interface QuantityAccuracy {
  readonly label: string;
  /** Coefficient of determination, 1 − Σ(error²)/Σ(deviation²). */
  readonly r2: number;
  /** Mean absolute error, in the quantity's own unit. */
  readonly mae: number;
}

/** How well a parameter comes out, and how well the network knows. */
export interface ParameterAccuracy extends QuantityAccuracy {
  /** Mean absolute error at the Cramér–Rao bound, see `boundErrors`; under relative noise only. */
  readonly bound?: number;
  /** Shares of the truths within the network's half-widths for 68 % and 95 %. */
  readonly coverage68: number;
  readonly coverage95: number;
}

/** Accuracy under one kind of disturbance of the prices. */
export interface ConditionAccuracy {
  readonly condition: string;
  readonly parameters: readonly ParameterAccuracy[];
  /** The model's calibration coordinates, e.g. ln v for CGMY. */
  readonly coordinates: readonly QuantityAccuracy[];
  readonly repricing: Repricing;
}

/** How well unfamiliarity tells strange surfaces from held-out ones. */
export interface StrangerAccuracy {
  readonly against: string;
  /** Area under the receiver operating characteristic, against clean held-out surfaces. */
  readonly auc: number;
  /** Against held-out surfaces with the recipe's mixture of noise, rounding and gaps. */
  readonly aucNoisy: number;
}

export interface Evaluation {
  readonly model: string;
  readonly samples: number;
  readonly seed: number;
  readonly conditions: readonly ConditionAccuracy[];
  readonly unfamiliarity: readonly StrangerAccuracy[];
}

/** A quarter as many strangers as familiar surfaces settle an area to its third digit. */
const STRANGERS = 0.25;

/**
 * Held-out accuracy of `network`: `samples` surfaces drawn independently and uniformly from the
 * training box, by the code that ships (denoiser, float64 network, reparametrisation).
 */
export function* evaluate(
  model: LevyModel,
  network: Network,
  samples: number,
  seed: number,
): Generator<string, Evaluation> {
  const data = makeDataset({ model, count: samples, seed, sampling: 'random', margin: 0 });
  yield `priced ${samples} surfaces`;
  const ask = asker(network);
  const accuracies: ConditionAccuracy[] = [];
  let clean: number[] = [];
  for (const { condition, disturbance } of conditions) {
    const random = randomStream(seed + 1);
    const answers = Array.from({ length: data.count }, (_, row) =>
      ask((out) => disturb(data.timeValues, row * CELL_COUNT, disturbance, random, out)),
    );
    if (condition === 'clean') clean = answers.map(unfamiliarityOf);
    const { deviation } = disturbance;
    const bounds = deviation > 0 ? boundErrors(model, data, deviation) : undefined;
    accuracies.push({ condition, ...accuracyOf(model, data, answers, bounds) });
    yield `evaluated: ${condition}`;
  }
  const random = randomStream(seed + 2);
  const { noise } = recipeFor(model);
  const noisy = Array.from({ length: samples }, (_, row) => {
    const disturbance = drawDisturbance(noise, random);
    return ask((out) => disturb(data.timeValues, row * CELL_COUNT, disturbance, random, out));
  }).map(unfamiliarityOf);
  const unfamiliarity: StrangerAccuracy[] = [];
  for (const { name, next } of strangersTo(model)) {
    const scores = Array.from({ length: STRANGERS * samples }, () =>
      unfamiliarityOf(ask((out) => next(random, out))),
    );
    const [auc, aucNoisy] = [areaUnderCurve(scores, clean), areaUnderCurve(scores, noisy)];
    unfamiliarity.push({ against: name, auc, aucNoisy });
    yield `told apart: ${name}`;
  }
  return { model: model.name, samples, seed, conditions: accuracies, unfamiliarity };
}

const unfamiliarityOf = ({ trust }: SurfaceAnswer) => trust.unfamiliarity.score;

/** The network's answer to time values that `prepare` writes. */
function asker(network: Network) {
  const { read, answer } = networkReader(network);
  const values = new Float64Array(CELL_COUNT);
  return (prepare: (out: Float64Array) => void): SurfaceAnswer => {
    prepare(values);
    const { inputs, noise } = read(values);
    return answer(values, noise, oracleForward(network, inputs, 1));
  };
}

function accuracyOf(
  model: LevyModel,
  data: Dataset,
  answers: readonly SurfaceAnswer[],
  bounds: readonly number[] | undefined,
): Omit<ConditionAccuracy, 'condition'> {
  const n = model.parameters.length;
  const found = new Float64Array(data.parameters.length);
  for (const [row, { parameters }] of answers.entries()) found.set(parameters, row * n);
  const labels = model.parameters.map(({ symbol }) => symbol);
  const parameters = accuracies(labels, found, data.parameters).map((accuracy, i) => {
    const within = (width: 'p68' | 'p95') =>
      answers.filter(({ parameters: own, trust }, row) => {
        const error = (own[i] ?? Number.NaN) - (data.parameters[row * n + i] as number);
        return Math.abs(error) <= (trust.errors[i]?.[width] ?? Number.NaN);
      }).length / answers.length;
    const bound = bounds?.[i];
    return {
      ...accuracy,
      ...(bound !== undefined && { bound }),
      coverage68: within('p68'),
      coverage95: within('p95'),
    };
  });
  const coordinates = accuracies(
    model.coordinates.labels,
    inCoordinates(model, found),
    inCoordinates(model, data.parameters),
  );
  return { parameters, coordinates, repricing: repricing(model, data, found) };
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
