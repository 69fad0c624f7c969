import { calibrateSurface } from '../../calibration/calibrate.ts';
import { quoteTable } from '../../calibration/quotes/quote-table.ts';
import type { Surface } from '../../calibration/quotes/surface.ts';
import type { Objective } from '../../calibration/refine/objective.ts';
import { refine } from '../../calibration/refine/refine.ts';
import type { Refinement } from '../../calibration/refine/refinement.ts';
import { contractGrid } from '../../levy/contract-grid.ts';
import type { LevyModel } from '../../levy/model.ts';
import { surfacePricer } from '../../levy/pricer.ts';
import type { Network } from '../../network/network-file.ts';
import { oracleForward } from '../../network/oracle.ts';
import { randomStream, standardNormal } from '../data/random.ts';
import { quantile } from './quantile.ts';

/** How refinement from the network's answer ends on clean surfaces of the training box. */
export interface CleanRefinement {
  readonly samples: number;
  readonly seed: number;
  /** Share with every price within 1e-7 and every parameter within 1e-4 of its range. */
  readonly recovered: number;
  readonly iterations: { readonly median: number; readonly largest: number };
  /** Time of a refinement alone, on one thread. */
  readonly ms: { readonly median: number; readonly p99: number };
}

/** What carries the noise: the calls of the contract's grid, or at each strike what is out of the money. */
export type QuotedOptions = 'calls' | 'out of the money';

/** One parameter over many noisy surfaces. */
export interface NoisyParameter {
  readonly label: string;
  /** Share of the surfaces that tell the parameter under such noise; the rest is about these. */
  readonly identified: number;
  /** Mean absolute errors, in the parameter's unit. */
  readonly network: number;
  readonly refined: number;
  /** Mean absolute error of an unbiased estimate at the Cramér–Rao bound, with normal errors. */
  readonly bound: number;
  /** Share of the 95 % intervals with the truth inside. */
  readonly coverage: number;
}

/** Refinement under iid noise in proportion to the price. */
export interface NoisyRefinement {
  readonly samples: number;
  readonly seed: number;
  readonly deviation: number;
  readonly options: QuotedOptions;
  readonly objective: Objective;
  readonly parameters: readonly NoisyParameter[];
}

/** Refines `samples` clean surfaces at random points of the box. */
export async function evaluateClean(
  model: LevyModel,
  network: Network,
  samples: number,
  seed: number,
): Promise<CleanRefinement> {
  const calibrate = calibrator(model, network, 'vega');
  const times: number[] = [];
  const iterations: number[] = [];
  let recovered = 0;
  for (const { truth, surface } of boxSurfaces(model, samples, seed)) {
    const { refinement: result } = await calibrate(surface);
    times.push(result.ms);
    iterations.push(result.iterations);
    const near = model.parameters.every(({ range }, i) => {
      const error = (result.parameters[i] ?? Number.NaN) - (truth[i] ?? Number.NaN);
      return Math.abs(error) <= 1e-4 * (range.max - range.min);
    });
    if (near && result.residuals.every((residual) => Math.abs(residual) <= 1e-7)) recovered++;
  }
  return {
    samples,
    seed,
    recovered: recovered / samples,
    iterations: { median: quantile(iterations, 0.5), largest: Math.max(...iterations) },
    ms: { median: quantile(times, 0.5), p99: quantile(times, 0.99) },
  };
}

/** Refines `samples` surfaces at random points of the box under noise in proportion to the price. */
export async function evaluateNoisy(
  model: LevyModel,
  network: Network,
  samples: number,
  seed: number,
  deviation: number,
  options: QuotedOptions,
  objective: Objective,
): Promise<NoisyRefinement> {
  const calibrate = calibrator(model, network, objective);
  const noise = randomStream(seed + 1);
  const tallies = model.parameters.map(() => ({
    network: 0,
    refined: 0,
    bound: 0,
    identified: 0,
    covered: 0,
  }));
  for (const { truth, surface } of boxSurfaces(model, samples, seed, options)) {
    const prices = surface.prices.map(
      (price = Number.NaN) => price * (1 + deviation * standardNormal(noise)),
    );
    const { start, refinement } = await calibrate({ ...surface, prices });
    const settings = { objective: 'relative', noise: deviation } as const;
    const exact = refine(quoteTable(surface), model, truth, settings);
    for (const [i, tally] of tallies.entries()) {
      const value = truth[i] as number;
      const found = refinement.uncertainties[i];
      const atTruth = exact.uncertainties[i];
      const error = atTruth?.standardError ?? Number.NaN;
      // By what quotes with such noise can tell, not by the estimate: picking estimates would bias.
      if (!found || atTruth?.identification === 'not identified') continue;
      tally.identified++;
      tally.network += Math.abs((start[i] as number) - value);
      tally.refined += Math.abs((refinement.parameters[i] as number) - value);
      tally.bound += Math.sqrt(2 / Math.PI) * error;
      if (value >= found.interval[0] && value <= found.interval[1]) tally.covered++;
    }
  }
  return {
    samples,
    seed,
    deviation,
    options,
    objective,
    parameters: tallies.map((tally, i) => ({
      label: model.parameters[i]?.symbol ?? '',
      identified: tally.identified / samples,
      network: tally.network / tally.identified,
      refined: tally.refined / tally.identified,
      bound: tally.bound / tally.identified,
      coverage: tally.covered / tally.identified,
    })),
  };
}

/** Network and refinement on surfaces of the contract's grid. */
function calibrator(model: LevyModel, network: Network, objective: Objective) {
  const forward = async (inputs: Float32Array, rows: number) =>
    oracleForward(network, inputs, rows);
  return async (
    surface: Surface,
  ): Promise<{ start: readonly number[]; refinement: Refinement }> => {
    const start = (await calibrateSurface(surface, network, forward, 'oracle')).parameters;
    return { start, refinement: refine(quoteTable(surface), model, start, { objective }) };
  };
}

/** Exact surfaces of the contract's grid at uniform random points of the training box. */
function* boxSurfaces(
  model: LevyModel,
  samples: number,
  seed: number,
  options: QuotedOptions = 'calls',
): Generator<{ truth: number[]; surface: Surface }> {
  const random = randomStream(seed);
  const pricer = surfacePricer(model, contractGrid);
  const { strikes, maturities, spot, rate } = contractGrid;
  const calls = new Float64Array(strikes.length * maturities.length);
  const puts = new Float64Array(calls.length);
  const isPut = strikes.flatMap((strike) =>
    maturities.map((T) => options !== 'calls' && strike < spot * Math.exp(rate * T)),
  );
  for (let n = 0; n < samples; n++) {
    const truth = model.parameters.map(
      ({ range }) => range.min + random() * (range.max - range.min),
    );
    pricer.prices(truth, 'call', calls);
    pricer.prices(truth, 'put', puts);
    const prices = isPut.map((put, cell) => (put ? puts : calls)[cell] as number);
    yield { truth, surface: { ...contractGrid, prices, puts: isPut } };
  }
}
