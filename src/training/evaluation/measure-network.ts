import { contractGrid } from '../../levy/contract-grid.ts';
import type { LevyModel } from '../../levy/model.ts';
import { surfacePricer } from '../../levy/pricer.ts';
import {
  type Completeness,
  completenessOf,
  type ErrorFactors,
  noiseLevel,
} from '../../network/error-factors.ts';
import { surfaceFeatures } from '../../network/features.ts';
import type { Network, NetworkCard } from '../../network/network-file.ts';
import { CELL_COUNT } from '../../network/network-grid.ts';
import { networkReader, type SurfaceAnswer } from '../../network/network-reader.ts';
import { oracleForward } from '../../network/oracle.ts';
import type { Dataset } from '../data/dataset.ts';
import { disturb, drawDisturbance, undisturbed } from '../data/noise.ts';
import { randomStream } from '../data/random.ts';
import { COVERAGES } from '../learning/error-training.ts';
import type { NoiseRecipe, Recipe } from '../recipe.ts';
import { quantile } from './quantile.ts';

/** Surfaces that settle the network's usual distance. */
const CLEAN_SURFACES = 2000;
/** The network's surface is nearer than the tolerance for this share of clean surfaces. */
const USUAL = 0.75;
const SHARES = [0.001, 0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99, 0.999];
/** Bounds between levels of noise: none, rounded finely, to cents, and noisy to four degrees. */
const LEVELS = [3e-6, 3e-5, 2e-4, 1e-3, 5e-3, 0.02, 0.07];
/** Fewer surfaces of a kind than this settle no quantile: all of its level do it for them. */
const FEWEST = 150;

/** What a network is to make of its own answers. */
export type OwnMeasure = Pick<NetworkCard, 'unfamiliarity' | 'errorFactors'>;

/** Factors and scale that change nothing, for a network that is to be measured. */
export function unmeasured(outputs: number): OwnMeasure {
  const factors = [Array<number>(outputs).fill(1)];
  return {
    unfamiliarity: { tolerance: 1, quantiles: [] },
    errorFactors: {
      levels: [],
      factors: byCompleteness(() => factors),
    },
  };
}

/**
 * What is usual for an unmeasured network, on surfaces that neither it nor its errors were trained
 * on: how far its own surface is from a clean one, how surfaces with `noise` score then, and how
 * often each kind of them has its truths within the half-widths.
 */
export function measureNetwork(
  model: LevyModel,
  network: Network,
  data: Dataset,
  { seed, errors: { noise } }: Pick<Recipe, 'seed' | 'errors'>,
): OwnMeasure {
  const tolerance = usualDistance(model, network, data);
  const unfamiliarity = { tolerance, quantiles: [] };
  const measured = { ...network, card: { ...network.card, unfamiliarity } };
  const surfaces = noisyAnswers(measured, data, noise, seed + 3);
  const scores = surfaces.map(({ answer }) => answer.trust.unfamiliarity.score);
  return {
    unfamiliarity: {
      tolerance,
      quantiles: SHARES.map((share) => ({ share, score: quantile(scores, share) })),
    },
    errorFactors: fitErrorFactors(model, data, surfaces),
  };
}

interface AnsweredSurface {
  readonly answer: SurfaceAnswer;
  readonly kind: Completeness;
}

function noisyAnswers(
  network: Network,
  data: Dataset,
  noise: NoiseRecipe,
  seed: number,
): AnsweredSurface[] {
  const random = randomStream(seed);
  return answersOf(network, data, data.count, (row, out) => {
    disturb(data.timeValues, row * CELL_COUNT, drawDisturbance(noise, random), random, out);
  });
}

/** For each kind of surface the quantiles of |error|/half-width that its coverage asks for. */
function fitErrorFactors(
  { parameters }: LevyModel,
  data: Dataset,
  surfaces: readonly AnsweredSurface[],
): ErrorFactors {
  const columns = parameters.length;
  const ratios = surfaces.map(({ answer, kind }, row) => ({
    kind,
    level: noiseLevel(answer.trust.noise, LEVELS),
    values: COVERAGES.flatMap((_, c) =>
      parameters.map((_p, i) => {
        const truth = data.parameters[row * columns + i] as number;
        const error = Math.abs((answer.parameters[i] as number) - truth);
        const { p68 = Number.NaN, p95 = Number.NaN } = answer.trust.errors[i] ?? {};
        return error / (c === 0 ? p68 : p95);
      }),
    ),
  }));
  const factorsOf = (kind: Completeness, level: number) => {
    const near = ratios.filter((ratio) => ratio.level === level);
    const own = near.filter((ratio) => ratio.kind === kind);
    const used = own.length >= FEWEST ? own : near.length >= FEWEST ? near : ratios;
    return COVERAGES.flatMap((share, c) =>
      parameters.map((_, i) => {
        const column = used.map(({ values }) => values[c * columns + i] ?? Number.NaN);
        return quantile(column, share);
      }),
    );
  };
  return {
    levels: LEVELS,
    factors: byCompleteness((kind) =>
      Array.from({ length: LEVELS.length + 1 }, (_, level) => factorsOf(kind, level)),
    ),
  };
}

function byCompleteness<T>(of: (kind: Completeness) => T): Record<Completeness, T> {
  return {
    complete: of('complete'),
    window: of('window'),
    few: of('few'),
    some: of('some'),
    many: of('many'),
  };
}

function usualDistance(model: LevyModel, network: Network, data: Dataset): number {
  const pricer = surfacePricer(model, contractGrid);
  const calls = new Float64Array(CELL_COUNT);
  const random = randomStream(0);
  const dimensions = model.parameters.length;
  const featuresAt = (parameters: ArrayLike<number>) => {
    pricer.forwardCalls(parameters, calls);
    return surfaceFeatures(calls, network.family.floor);
  };
  const clean = answersOf(network, data, CLEAN_SURFACES, (row, out) => {
    disturb(data.timeValues, row * CELL_COUNT, undisturbed, random, out);
  });
  const distances = clean.map(({ answer }, row) => {
    const truth = featuresAt(data.parameters.subarray(row * dimensions, (row + 1) * dimensions));
    const own = featuresAt(answer.parameters);
    const squares = own.reduce(
      (sum, feature, cell) => sum + (feature - (truth[cell] ?? 0)) ** 2,
      0,
    );
    return Math.sqrt(squares / CELL_COUNT);
  });
  return quantile(distances, USUAL);
}

/** The network's answers to the first surfaces of `data`, each as `prepare` leaves it. */
function answersOf(
  network: Network,
  data: Dataset,
  count: number,
  prepare: (row: number, out: Float64Array) => void,
): AnsweredSurface[] {
  const { read, answer } = networkReader(network);
  const values = new Float64Array(CELL_COUNT);
  return Array.from({ length: Math.min(count, data.count) }, (_, row) => {
    prepare(row, values);
    const { inputs, noise } = read(values);
    return {
      answer: answer(values, noise, oracleForward(network, inputs, 1)),
      kind: completenessOf(values),
    };
  });
}
