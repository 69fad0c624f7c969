import { expect, test } from 'vitest';
import { varianceGamma } from '../../levy/variance-gamma.ts';
import { tinyNetwork } from '../../network/engine/testing/tiny-network.ts';
import { loadNetwork } from '../../network/load-network.ts';
import type { Network } from '../../network/network-file.ts';
import { networkReader } from '../../network/network-reader.ts';
import { oracleForward } from '../../network/oracle.ts';
import { makeDataset } from '../data/dataset.ts';
import { disturb, drawDisturbance } from '../data/noise.ts';
import { randomStream } from '../data/random.ts';
import { networkFiles } from '../learning/store.ts';
import { recipeFor } from '../recipe.ts';
import { measureNetwork, unmeasured } from './measure-network.ts';

const recipe = recipeFor(varianceGamma);
const { noise } = recipe.errors;
const surfaces = (count: number, seed: number) =>
  makeDataset({ model: varianceGamma, count, seed, sampling: 'random', margin: 0 });
const fresh = surfaces(2000, 2);

/** A network measured anew on 3,000 surfaces, and what it says of fresh ones with like noise. */
function measuredAnswers(network: Network) {
  const untold = { ...network, card: { ...network.card, ...unmeasured(6) } };
  const measure = measureNetwork(varianceGamma, untold, surfaces(3000, 1), recipe);
  const measured = { ...untold, card: { ...untold.card, ...measure } };
  const { read, answer } = networkReader(measured);
  const random = randomStream(3);
  const values = new Float64Array(200);
  const answers = Array.from({ length: fresh.count }, (_, row) => {
    disturb(fresh.timeValues, 200 * row, drawDisturbance(noise, random), random, values);
    const { inputs, noise: told } = read(values);
    return answer(values, told, oracleForward(measured, inputs, 1));
  });
  return { measure, answers };
}

test('ranks of surfaces like those of the training box are even', async () => {
  const network = await loadNetwork(varianceGamma.name, networkFiles());
  const { measure, answers } = measuredAnswers(network);
  const scores = measure.unfamiliarity.quantiles.map(({ score }) => score);
  expect(measure.unfamiliarity.tolerance).toBeGreaterThan(0);
  expect(scores).toEqual([...scores].sort((a, b) => a - b));
  for (const share of [0.05, 0.25, 0.5, 0.75, 0.95]) {
    const under = answers.filter(({ trust }) => trust.unfamiliarity.rank <= share).length;
    expect(Math.abs(under / answers.length - share)).toBeLessThan(0.05);
  }
});

test('even the errors of a network that knows nothing hold as many truths as they say', () => {
  const { answers } = measuredAnswers(tinyNetwork());
  for (const [i] of varianceGamma.parameters.entries()) {
    const within = (width: 'p68' | 'p95') =>
      answers.filter(({ parameters, trust }, row) => {
        const error = parameters[i]! - fresh.parameters[3 * row + i]!;
        return Math.abs(error) <= trust.errors[i]![width];
      }).length / answers.length;
    expect(Math.abs(within('p68') - 0.68)).toBeLessThan(0.05);
    expect(Math.abs(within('p95') - 0.95)).toBeLessThan(0.03);
  }
});
