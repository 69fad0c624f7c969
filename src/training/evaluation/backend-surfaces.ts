import { contractGrid } from '../../levy/contract-grid.ts';
import type { LevyModel } from '../../levy/model.ts';
import { surfacePricer } from '../../levy/pricer.ts';
import { timeValues } from '../../network/features.ts';
import type { Network } from '../../network/network-file.ts';
import { CELL_COUNT } from '../../network/network-grid.ts';
import { networkReader } from '../../network/network-reader.ts';
import { type Disturbance, disturb, drawDisturbance } from '../data/noise.ts';
import { randomStream } from '../data/random.ts';
import { recipeFor } from '../recipe.ts';
import { conditions } from './conditions.ts';

/** Surfaces on which backends are compared with the oracle, as a network's first layer sees them. */
export interface BackendSurfaces {
  /** What each surface is, in words. */
  readonly places: readonly string[];
  /** surfaces × inputs, row-major. */
  readonly inputs: Float32Array;
}

/** Those that networks are judged by, but for the noise between the least and the most. */
const DISTURBANCES = conditions
  .map(({ disturbance }) => disturbance)
  .filter(({ deviation }) => deviation !== 0.05);

/**
 * The corners and face centres of the model's training box under each disturbance; then, up to
 * `count` surfaces, points drawn evenly from the box, disturbed as in the training.
 */
export function backendSurfaces(
  model: LevyModel,
  network: Network,
  count: number,
  seed: number,
): BackendSurfaces {
  const random = randomStream(seed);
  const { noise } = recipeFor(model);
  const pricer = surfacePricer(model, contractGrid);
  const { read } = networkReader(network);
  const calls = new Float64Array(CELL_COUNT);
  const exact = new Float64Array(CELL_COUNT);
  const quoted = new Float64Array(CELL_COUNT);
  const width = network.layers[0] ?? 0;
  const inputs = new Float32Array(count * width);
  const places: string[] = [];
  const add = (shares: readonly number[], disturbance: Disturbance) => {
    const parameters = model.parameters.map(
      ({ range }, i) => range.min + (shares[i] ?? Number.NaN) * (range.max - range.min),
    );
    if (places.length >= count || model.domainProblem(parameters)) return;
    pricer.forwardCalls(parameters, calls);
    timeValues(calls, exact);
    disturb(exact, 0, disturbance, random, quoted);
    inputs.set(read(quoted).inputs, places.length * width);
    places.push(`${pointText(model, parameters)}; ${disturbanceText(disturbance)}`);
  };
  const dimensions = model.parameters.length;
  for (const disturbance of DISTURBANCES) {
    for (const shares of extremePoints(dimensions)) add(shares, disturbance);
  }
  while (places.length < count) {
    add(Array.from({ length: dimensions }, random), drawDisturbance(noise, random));
  }
  return { places, inputs };
}

/** Corners and face centres of the unit cube. */
function extremePoints(dimensions: number): number[][] {
  const axes = Array.from({ length: dimensions }, (_, axis) => axis);
  const corners = Array.from({ length: 2 ** dimensions }, (_, n) =>
    axes.map((axis) => (n >> axis) & 1),
  );
  const faceCentres = axes.flatMap((face) =>
    [0, 1].map((side) => axes.map((axis) => (axis === face ? side : 0.5))),
  );
  return [...corners, ...faceCentres];
}

function pointText(model: LevyModel, parameters: readonly number[]): string {
  const values = parameters.map(
    (value, i) => `${model.parameters[i]?.symbol} ${Number(value.toPrecision(4))}`,
  );
  return values.join(', ');
}

function disturbanceText({ tick, deviation, missing }: Disturbance): string {
  const percent = (share: number) => `${Number((100 * share).toPrecision(2))} %`;
  const parts: string[] = [];
  if (tick > 0) parts.push(`tick ${tick.toPrecision(2)} of the forward`);
  if (deviation > 0) parts.push(`noise of ${percent(deviation)}`);
  if (missing.kind === 'scattered') parts.push(`${percent(missing.share)} missing`);
  if (missing.kind === 'window') {
    const window = [missing.strikes, missing.maturities].map(([from, to]) => to - from);
    parts.push(`${window.join(' × ')} quotes`);
  }
  return parts.join(', ') || 'clean';
}
