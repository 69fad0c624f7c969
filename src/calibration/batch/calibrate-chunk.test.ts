import { expect, test } from 'vitest';
import { contractGrid } from '../../levy/contract-grid.ts';
import { surfacePricer } from '../../levy/pricer.ts';
import { varianceGamma } from '../../levy/variance-gamma.ts';
import { loadNetwork } from '../../network/load-network.ts';
import { ModelNotLoadedError } from '../../network/model-not-loaded-error.ts';
import { networkFiles } from '../../training/learning/store.ts';
import { type BatchTask, calibrateChunk } from './calibrate-chunk.ts';

const load = (model: string) => loadNetwork(model, networkFiles());
const prices = new Float64Array(200);
surfacePricer(varianceGamma, contractGrid).prices([0.2, 0.5, -0.1], 'call', prices);
const good: BatchTask = {
  surface: { ...contractGrid, prices: [...prices] },
  model: 'VarianceGamma',
  refine: { objective: 'price' },
};
const fail = () => {
  throw new RangeError('The start lies outside the domain.');
};

test.each<[string, BatchTask]>([
  [
    'the network',
    { ...good, surface: Object.defineProperty({ ...good.surface }, 'strikes', { get: fail }) },
  ],
  [
    'the fit',
    { ...good, refine: Object.defineProperty({ objective: 'price' }, 'objective', { get: fail }) },
  ],
])('a surface for which %s throws is told, and the others are done', async (_, bad) => {
  const answers = await calibrateChunk([good, bad, good], load);
  expect(answers.map((answer) => 'error' in answer)).toEqual([false, true, false]);
  expect(answers[1]).toEqual({
    error: expect.stringMatching(
      /^The surface cannot be calibrated\. Check .*\. \(The start .*\)$/,
    ),
  });
});

test('without its network no surface is done', async () => {
  const missing = (model: string) => Promise.reject(new ModelNotLoadedError(model, 'gone.'));
  await expect(calibrateChunk([good], missing)).rejects.toThrow(ModelNotLoadedError);
});
