import { contractGrid } from '../../src/levy/contract-grid.ts';
import type { LevyModel } from '../../src/levy/model.ts';
import { surfacePricer } from '../../src/levy/pricer.ts';
import { timeValues } from '../../src/network/features.ts';
import type { Network } from '../../src/network/network-file.ts';
import { networkReader } from '../../src/network/network-reader.ts';
import { oracleForward } from '../../src/network/oracle.ts';
import { disturb, undisturbed } from '../../src/training/data/noise.ts';
import { randomStream } from '../../src/training/data/random.ts';
import { layersModel } from '../baselines/layers-model.ts';
import { quantiles } from './quantiles.ts';
import { type Row, rowOf } from './report.ts';
import { timesOf } from './timing.ts';

/** What a calibration by the network alone is made of. */
export async function networkRows(
  model: LevyModel,
  network: Network,
  points: readonly number[][],
  runs: number,
): Promise<Row[]> {
  const random = randomStream(2);
  const pricer = surfacePricer(model, contractGrid);
  const calls = new Float64Array(200);
  const exact = new Float64Array(200);
  const { read, answer } = networkReader(network);
  const predict = layersModel(network);
  const quoted = (deviation: number) =>
    points.slice(0, runs).map((point) => {
      const values = new Float64Array(200);
      pricer.forwardCalls(point, calls);
      timeValues(calls, exact);
      disturb(exact, 0, { ...undisturbed, deviation }, random, values);
      const { inputs, noise } = read(values);
      return { values, inputs, noise, outputs: oracleForward(network, inputs, 1) };
    });
  type Quoted = ReturnType<typeof quoted>;
  const time = async (
    what: string,
    surfaces: Quoted,
    run: (surface: Quoted[number]) => unknown,
    beside?: (surface: Quoted[number]) => unknown,
  ) => {
    const on = (task: typeof run) => (n: number) => {
      const surface = surfaces[n];
      return surface && task(surface);
    };
    const { own, others } = await timesOf(runs, on(run), beside && on(beside));
    const median = quantiles(others)(0.5);
    const baseline = beside && { what: 'TensorFlow.js LayersModel on its CPU backend', median };
    return rowOf(`${model.name}: ${what}`, own, baseline && { baseline });
  };
  const clean = quoted(0);
  const noisy = quoted(0.05);
  return [
    await time('denoising, clean prices', clean, ({ values }) => read(values)),
    await time('denoising, noise of 5 %', noisy, ({ values }) => read(values)),
    await time(
      'network pass, float64 oracle',
      clean,
      ({ inputs }) => oracleForward(network, inputs, 1),
      ({ inputs }) => predict(inputs, 1),
    ),
    await time('answer, errors and unfamiliarity', clean, ({ values, noise, outputs }) =>
      answer(values, noise, outputs),
    ),
  ];
}
