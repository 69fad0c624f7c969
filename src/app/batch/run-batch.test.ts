import { describe, expect, it } from 'vitest';
import { answerCalibrate } from '../../api/calibrate-answer.ts';
import {
  type BatchPool,
  batchPool,
  type ThreadAnswer,
} from '../../calibration/batch/batch-pool.ts';
import { localPool } from '../../calibration/batch/local-pool.ts';
import { localService } from '../../calibration/local-service.ts';
import { contractGrid } from '../../levy/contract-grid.ts';
import { fromRecord } from '../../levy/model.ts';
import { models } from '../../levy/models.ts';
import { surfacePricer } from '../../levy/pricer.ts';
import { loadNetwork } from '../../network/load-network.ts';
import { ModelNotLoadedError } from '../../network/model-not-loaded-error.ts';
import { randomStream } from '../../training/data/random.ts';
import { networkFiles } from '../../training/learning/store.ts';
import { textSource } from './batch-source.ts';
import { type BatchOutcome, type RunBatchOptions, runBatch } from './run-batch.ts';

const load = (model: string) => loadNetwork(model, networkFiles());
const { spot, rate, dividendYield } = contractGrid;
const market = { spot, rate, dividendYield };
const SURFACES = 40;

function truths(name: string) {
  const model = models.find((each) => each.name === name)!;
  const random = randomStream(7);
  const pricer = surfacePricer(model, contractGrid);
  return Array.from({ length: SURFACES }, () => {
    const parameters = model.parameters.map(
      ({ range: { min, max } }) => min + random() * (max - min),
    );
    const prices = new Float64Array(200);
    pricer.prices(parameters, 'call', prices);
    return { parameters, prices: [...prices] };
  });
}

async function outcomesOf(text: string, options: Omit<RunBatchOptions, keyof typeof market>) {
  const outcomes: BatchOutcome[] = [];
  for await (const chunk of runBatch([textSource('a.csv', text)], { ...market, ...options })) {
    outcomes.push(...chunk);
  }
  return outcomes;
}

describe.each(models)('$name', (model) => {
  const surfaces = truths(model.name);
  const text = surfaces.map(({ prices }, i) => [`s${i}`, ...prices].join()).join('\n');
  const pool = localPool(load);

  it.each([undefined, { objective: 'vega' as const }])(
    'has the answers of single calibrations, fitted as %o',
    async (refine) => {
      const outcomes = await outcomesOf(text, {
        model: model.name,
        pool,
        ...(refine && { refine }),
      });
      expect(outcomes.map(({ index, id }) => [index, id])).toEqual(
        surfaces.map((_, i) => [i, `s${i}`]),
      );
      const service = localService(load);
      for (const [i, { prices, parameters: truth }] of surfaces.entries()) {
        const outcome = outcomes[i]!;
        if (!outcome.ok) throw new Error(outcome.reason);
        const request = {
          option_prices: prices,
          model_name: model.name,
          ...(refine && { refine: true }),
        };
        const { body } = await answerCalibrate(JSON.stringify(request), service);
        const alone = fromRecord(model, body.parameters as Record<string, number>);
        for (const [j, { range }] of model.parameters.entries()) {
          const value = outcome.fit.parameters[j]!;
          expect(Math.abs(value - alone[j]!)).toBeLessThan(1e-9);
          if (refine) {
            expect(Math.abs(value - truth[j]!)).toBeLessThan(1e-4 * (range.max - range.min));
          }
        }
        const [low, high] = outcome.fit.intervals[0]!;
        expect(low).toBeLessThan(outcome.fit.parameters[0]!);
        expect(high).toBeGreaterThan(outcome.fit.parameters[0]!);
      }
    },
  );
});

describe('a batch', () => {
  const [{ prices } = { prices: [] }] = truths('VarianceGamma');
  const line = (id: string) => [id, ...prices].join();
  const [, second] = models;

  it('keeps faults in their places, of reading and of calibrating', async () => {
    const request = (changes: object) => JSON.stringify({ option_prices: prices, ...changes });
    const text = [
      request({ id: 'a' }),
      '{}',
      request({ id: 'b', model_name: second?.name }),
      request({ id: 'c', option_prices: prices.map((price) => 1e9 * price), refine: true }),
      request({ id: 'd' }),
    ].join('\n');
    const outcomes = await outcomesOf(text, { model: 'VarianceGamma', pool: localPool(load) });
    const told = outcomes.map((outcome) => (outcome.ok ? outcome.fit.model : outcome.stage));
    expect(told).toEqual([
      'VarianceGamma',
      'reading',
      second?.name,
      'calibrating',
      'VarianceGamma',
    ]);
    expect(outcomes.map(({ id }) => id)).toEqual(['a', '', 'b', 'c', 'd']);
  });

  it('fits no surface whose line asks for none', async () => {
    const text = [false, true]
      .map((refine) => JSON.stringify({ option_prices: prices, refine }))
      .join('\n');
    const outcomes = await outcomesOf(text, {
      model: 'VarianceGamma',
      pool: localPool(load),
      refine: { objective: 'vega' },
    });
    const fitted = outcomes.map((outcome) => outcome.ok && outcome.fit.refinement !== undefined);
    expect(fitted).toEqual([false, true]);
  });

  it('tells how far it is, and at the end that all is done', async () => {
    const told: { done: number; failed: number }[] = [];
    const text = ['a', 'b', 'c'].map(line).join('\n');
    await outcomesOf(`${text}\n1,2`, {
      model: 'VarianceGamma',
      pool: localPool(load),
      onProgress: (progress) => told.push(progress),
    });
    const bytes = text.length + 4;
    expect(told.at(-1)).toMatchObject({ done: 3, failed: 1, bytesRead: bytes, bytesTotal: bytes });
  });

  it('counts the bytes of all its files, and those of what is done', async () => {
    const told: { bytesRead: number; bytesTotal: number | undefined }[] = [];
    const files = ['a', 'bb', 'c'].map((id) => textSource(id, line(id)));
    const options = { ...market, model: 'VarianceGamma', pool: localPool(load) };
    const chunks = runBatch(files, { ...options, onProgress: (progress) => told.push(progress) });
    for await (const chunk of chunks) expect(chunk.map(({ id }) => id)).toEqual(['a', 'bb', 'c']);
    const total = files.reduce((sum, { size = 0 }) => sum + size, 0);
    expect(told.at(-1)).toMatchObject({ bytesRead: total, bytesTotal: total });
  });

  it('reads no further ahead than the pool has work for', async () => {
    let given = 0;
    const held: (() => void)[] = [];
    const pool: BatchPool = {
      size: 2,
      calibrate: (tasks) => {
        given += tasks.length;
        return new Promise((resolve) => {
          held.push(() => resolve(tasks.map(() => ({ error: 'none' }))));
        });
      },
      close: () => {},
    };
    let read = 0;
    const piece = new TextEncoder().encode(
      `${Array.from({ length: 64 }, () => line('a')).join('\n')}\n`,
    );
    const endless = () =>
      new ReadableStream<Uint8Array>(
        {
          pull(controller) {
            read += 64;
            controller.enqueue(piece);
          },
        },
        { highWaterMark: 0 },
      );
    const batch = runBatch([{ name: 'a', open: endless }], {
      ...market,
      model: 'VarianceGamma',
      pool,
    });
    const first = batch.next();
    await expect.poll(() => held.length).toBe(4);
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect([given, read]).toEqual([4 * 64, 4 * 64]);
    held.shift()?.();
    expect((await first).value).toHaveLength(64);
    await batch.return();
  });

  it('ends with the reason of its signal, and keeps what came before', async () => {
    const stop = new AbortController();
    const text = Array.from({ length: 300 }, (_, i) => line(`s${i}`)).join('\n');
    const batch = runBatch([textSource('a', text)], {
      ...market,
      model: 'VarianceGamma',
      pool: localPool(load),
      signal: stop.signal,
    });
    expect((await batch.next()).value).toHaveLength(64);
    stop.abort(new Error('enough'));
    await expect(batch.next()).rejects.toThrow('enough');
    expect((await batch.next()).done).toBe(true);
  });

  it('rejects where the network is not to be had, or a worker ends', async () => {
    const missing = localPool((model) => Promise.reject(new ModelNotLoadedError(model, 'gone.')));
    const asked = { model: 'VarianceGamma', pool: missing };
    await expect(outcomesOf(line('a'), asked)).rejects.toThrow(ModelNotLoadedError);
    const ends: ((reason: string) => void)[] = [];
    const mortal = batchPool(1, ({ onEnd }) => {
      ends.push(onEnd);
      return { post: () => queueMicrotask(() => onEnd('out of memory')), end: () => {} };
    });
    await expect(outcomesOf(line('a'), { ...asked, pool: mortal })).rejects.toThrow(
      'out of memory',
    );
  });
});

describe('a pool', () => {
  it('gives each thread one chunk at a time, and gives up what is stopped while it waits', async () => {
    const posted: number[] = [];
    const answer: ((answer: ThreadAnswer) => void)[] = [];
    const pool = batchPool(2, ({ onAnswer }) => {
      answer.push(onAnswer);
      return { post: ({ tasks }) => posted.push(tasks.length), end: () => {} };
    });
    const stop = new AbortController();
    const task = { surface: { ...contractGrid, prices: Array(200).fill(1) }, model: 'CGMY' };
    const chunk = (n: number) => Array.from({ length: n }, () => task);
    const jobs = [1, 2, 3, 4].map((n) =>
      pool.calibrate(chunk(n), n === 3 ? stop.signal : undefined),
    );
    const outcomes = Promise.allSettled(jobs);
    expect(posted).toEqual([1, 2]);
    stop.abort(new Error('enough'));
    answer[1]?.({ answers: [] });
    expect(posted).toEqual([1, 2, 4]);
    answer[0]?.({ failed: 'a fault of the program' });
    pool.close();
    expect((await outcomes).map(({ status }) => status)).toEqual([
      'rejected',
      'fulfilled',
      'rejected',
      'rejected',
    ]);
    await expect(pool.calibrate([])).rejects.toThrow('closed');
  });
});
