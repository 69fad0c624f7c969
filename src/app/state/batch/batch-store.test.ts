import { expect, test, vi } from 'vitest';
import { cgmy } from '../../../levy/cgmy.ts';
import { varianceGamma } from '../../../levy/variance-gamma.ts';
import type { BatchItem } from '../../batch/batch-item.ts';
import type { BatchOutcome, RunBatchOptions } from '../../batch/run-batch.ts';
import type { FitBy } from '../fit-settings.ts';
import { type Batch, type BatchSurroundings, createBatchStore } from './batch-store.ts';
import { failed, fitted, someFit } from './outcomes.fixture.ts';

const batch = (title: string): Batch => ({
  title,
  sources: [{ name: title, open: () => new ReadableStream() }],
});

/** A desk whose runs yield what the test gives them, until it ends them. */
function setUp({ by = 'vega', ...change }: Partial<BatchSurroundings> & { by?: FitBy } = {}) {
  const asked: RunBatchOptions[] = [];
  const chunks: BatchOutcome[][] = [];
  let wake = () => {};
  let end: unknown;
  const give = async (...outcomes: BatchOutcome[]) => {
    chunks.push(outcomes);
    wake();
    await settled();
  };
  const finish = async (error?: unknown) => {
    end = error ?? 'done';
    wake();
    await settled();
  };
  const frames: Array<() => void> = [];
  const close = vi.fn();
  const show = vi.fn(async () => undefined);
  const store = createBatchStore({
    async *run(_sources, options) {
      asked.push(options);
      end = undefined;
      options.signal?.addEventListener('abort', () => wake());
      for (;;) {
        const next = chunks.shift();
        if (next) yield next;
        else if (options.signal?.aborted) throw options.signal.reason;
        else if (end === 'done') return;
        else if (end) throw end;
        else {
          await new Promise<void>((resolve) => {
            wake = resolve;
          });
        }
      }
    },
    async *read(): AsyncGenerator<BatchItem, void> {},
    openPool: () => ({ size: 1, calibrate: async () => [], close }),
    market: () => ({ spot: 100, rate: 0.05, dividendYield: 0 }),
    draw: (callback) => frames.push(callback),
    show,
    model: varianceGamma,
    by,
    ...change,
  });
  const draw = () => {
    for (const frame of frames.splice(0)) frame();
  };
  return { store, state: () => store.getState(), asked, give, finish, draw, frames, close, show };
}

const settled = () => new Promise((resolve) => setTimeout(resolve));

test('a batch is taken, started, grows and ends', async () => {
  const { state, asked, give, finish, draw, close } = setUp();
  expect(state().phase).toBe('empty');
  state().start();
  expect(state().phase).toBe('empty');
  state().offer(batch('a.csv'));
  expect(state().phase).toBe('ready');
  state().start();
  expect(state().phase).toBe('running');
  expect(asked[0]).toMatchObject({
    model: 'VarianceGamma',
    refine: { objective: 'vega' },
    spot: 100,
    rate: 0.05,
  });
  await give(fitted(0, 'a', someFit(0.2)), failed(1, 'b', 'No prices.'));
  draw();
  expect(state().results).toMatchObject({ rows: 2, failed: 1 });
  await give(fitted(2, 'c', someFit(0.3)));
  await finish();
  expect(state().phase).toBe('done');
  expect(state().results).toMatchObject({ rows: 3, failed: 1, model: varianceGamma, by: 'vega' });
  expect(close).toHaveBeenCalledOnce();
});

test('the network alone is asked for no fit', () => {
  const { state, asked } = setUp({ by: 'network' });
  state().choose(cgmy);
  state().offer(batch('a.csv'));
  state().start();
  expect(asked[0]?.model).toBe('CGMY');
  expect(asked[0]).not.toHaveProperty('refine');
});

test('however fast results come, the state is set once a frame', async () => {
  const { store, state, asked, give, draw, frames } = setUp();
  state().offer(batch('a.csv'));
  state().start();
  const heard = vi.fn();
  store.subscribe(heard);
  for (let i = 0; i < 20; i++) await give(fitted(i, `${i}`, someFit(0.2)));
  const progress = { done: 20, failed: 0, bytesRead: 5, bytesTotal: 10, rate: 7, elapsedMs: 3 };
  asked[0]?.onProgress?.({ ...progress, secondsLeft: 1 });
  expect(heard).not.toHaveBeenCalled();
  expect(frames).toHaveLength(1);
  draw();
  expect(heard).toHaveBeenCalledOnce();
  expect(state().results?.rows).toBe(20);
  expect(state().progress?.rate).toBe(7);
});

test('cancel keeps what has come, and nothing comes after', async () => {
  const { state, give, close } = setUp();
  state().offer(batch('a.csv'));
  state().start();
  await give(fitted(0, 'a', someFit(0.2)));
  state().cancel();
  await give(fitted(1, 'b', someFit(0.2)));
  expect(state().phase).toBe('cancelled');
  expect(state().results?.rows).toBe(1);
  expect(state().results?.table.rows).toBe(1);
  expect(close).toHaveBeenCalledOnce();
});

test('a run that fails says why, and keeps what has come', async () => {
  const { state, give, finish } = setUp();
  state().offer(batch('a.csv'));
  state().start();
  await give(fitted(0, 'a', someFit(0.2)));
  await finish(new Error('The network is damaged.'));
  expect(state()).toMatchObject({ phase: 'failed', failure: 'The network is damaged.' });
  expect(state().results?.rows).toBe(1);
});

test('where no worker can be started, the run has failed', async () => {
  const { state } = setUp({
    openPool: () => {
      throw new Error('Workers are forbidden.');
    },
  });
  state().offer(batch('a.csv'));
  state().start();
  await settled();
  expect(state()).toMatchObject({ phase: 'failed', failure: 'Workers are forbidden.' });
});

test('another file takes the place of results only by leave', async () => {
  const { state, give, finish } = setUp();
  state().offer(batch('a.csv'));
  state().offer(batch('b.csv'));
  expect(state().batch?.title).toBe('b.csv');
  state().start();
  await give(fitted(0, 'a', someFit(0.2)));
  await finish();
  const c = batch('c.csv');
  state().offer(c);
  expect(state().asks).toBe(c);
  state().refuse();
  expect(state()).toMatchObject({ asks: undefined, phase: 'done' });
  state().offer(c);
  state().agree();
  expect(state()).toMatchObject({ phase: 'ready', results: undefined, asks: undefined, batch: c });
});

test('another start asks too; while one runs, a file that is taken ends it', async () => {
  const { state, asked, give, finish } = setUp();
  state().offer(batch('a.csv'));
  state().start();
  await give(fitted(0, 'a', someFit(0.2)));
  await finish();
  state().choose(cgmy);
  state().start();
  expect(state()).toMatchObject({ phase: 'done', asks: 'start' });
  state().agree();
  expect(state()).toMatchObject({ phase: 'running', asks: undefined });
  expect(state().results?.rows).toBe(0);
  state().offer(batch('b.csv'));
  expect(state().phase).toBe('running');
  state().agree();
  await settled();
  expect(asked[1]?.signal?.aborted).toBe(true);
  expect(state()).toMatchObject({ phase: 'ready', results: undefined });
});

test('a row is read again from its file and shown', async () => {
  const surface = { strikes: [], maturities: [], prices: [], spot: 1, rate: 0, dividendYield: 0 };
  const items: BatchItem[] = [
    { ok: true, id: 'a', place: { file: 'a.csv', line: 2 }, surface },
    { ok: true, id: 'b', place: { file: 'a.csv', line: 3 }, surface },
  ];
  const read = async function* (): AsyncGenerator<BatchItem, void> {
    yield* items;
  };
  const { state, give, show } = setUp({ read });
  state().offer(batch('a.csv'));
  state().start();
  const at = (index: number) => ({ place: { file: 'a.csv', line: index + 2 } });
  await give(
    { ...fitted(0, 'a', someFit(0.2)), ...at(0) },
    { ...fitted(1, 'b', someFit(0.2)), ...at(1) },
    { ...failed(2, 'c', 'No prices.'), ...at(2) },
    { ...fitted(3, 'd', someFit(0.2)), ...at(3) },
  );
  expect(await state().open(1)).toBe(true);
  expect(show).toHaveBeenCalledWith(items[1], expect.objectContaining({ by: 'vega' }));
  expect(await state().open(2)).toBe(false);
  expect(state().trouble).toBe('c cannot be shown: it could not be calibrated.');
  expect(await state().open(3)).toBe(false);
  expect(state().trouble).toMatch(/^d could not be shown: it is no longer in the file/);
  expect(state().opening).toBeUndefined();
});

test('looking for a row can be stopped', async () => {
  const read = async function* (_: unknown, { signal }: { signal?: AbortSignal }) {
    await new Promise((_resolve, reject) => {
      signal?.addEventListener('abort', () => reject(signal.reason));
    });
    yield* [] as BatchItem[];
  };
  const { state, give, show } = setUp({ read });
  state().offer(batch('many.csv'));
  state().start();
  await give(fitted(0, 'a', someFit(0.2)));
  const opened = state().open(0);
  expect(state().opening).toBe(0);
  state().stopOpening();
  expect(await opened).toBe(false);
  expect(state()).toMatchObject({ opening: undefined, trouble: undefined });
  expect(show).not.toHaveBeenCalled();
});
