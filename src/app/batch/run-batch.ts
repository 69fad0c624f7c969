import type { BatchFit } from '../../calibration/batch/batch-fit.ts';
import type { BatchPool } from '../../calibration/batch/batch-pool.ts';
import type { BatchTask } from '../../calibration/batch/calibrate-chunk.ts';
import type { RefineSettings } from '../../calibration/refine/refinement.ts';
import { nextTask } from '../state/next-task.ts';
import type { BatchItem, BatchPlace } from './batch-item.ts';
import { type BatchProgress, progressMeter } from './batch-progress.ts';
import type { BatchSource } from './batch-source.ts';
import { readBatch } from './read-batch.ts';
import type { ReadBatchOptions } from './read-options.ts';

/** What became of a surface, or of what could not be read. */
export type BatchOutcome = {
  /** In the order of the files, from 0; what could not be read counts too. */
  readonly index: number;
  /** Empty where a fault has none. */
  readonly id: string;
  readonly place: BatchPlace;
} & (
  | { readonly ok: true; readonly fit: BatchFit }
  | { readonly ok: false; readonly stage: 'reading' | 'calibrating'; readonly reason: string }
);

export interface RunBatchOptions extends Omit<ReadBatchOptions, 'onRead'> {
  /** Contract name, for surfaces whose file names none. */
  readonly model: string;
  /** Fits every surface whose file says nothing else; the network alone where it is undefined. */
  readonly refine?: RefineSettings;
  readonly pool: BatchPool;
  /** Told at most every tenth of a second, and at the end. */
  readonly onProgress?: (progress: BatchProgress) => void;
}

/** Enough that messages cost nothing, few enough that a result is soon there. */
const CHUNK = { network: 64, refined: 16 };
/** Chunks for each worker: one that it computes, and one that waits. */
const AHEAD = 2;
/** Reading stops for other tasks of the page this often. */
const SLICE_MS = 16;

/**
 * Calibrates files with many surfaces on a pool, and yields what became of them in their order, a
 * chunk at a time. Reads no further ahead than the pool has work and the caller takes its results:
 * memory does not grow with the files. Rejects with the signal's reason, with `ModelNotLoadedError`,
 * and where a worker ends; what was yielded before stays.
 */
export async function* runBatch(
  sources: Iterable<BatchSource>,
  options: RunBatchOptions,
): AsyncGenerator<readonly BatchOutcome[], void> {
  const { model, refine, pool, signal, onProgress } = options;
  const files = [...sources];
  const meter = progressMeter(files, onProgress);
  const most = refine ? CHUNK.refined : CHUNK.network;
  const under: Promise<readonly BatchOutcome[]>[] = [];
  const start = (items: readonly BatchItem[], first: number): void => {
    const bytes = meter.bytesRead();
    const done = calibrated(items, first, { model, ...(refine && { refine }) }, pool, signal);
    const told = done.then((outcomes) => {
      meter.done(outcomes, bytes);
      return outcomes;
    });
    // Looked at in its turn.
    told.catch(() => {});
    under.push(told);
  };

  let items: BatchItem[] = [];
  let index = 0;
  let slice = performance.now();
  signal?.throwIfAborted();
  for await (const item of readBatch(files, { ...options, onRead: meter.read })) {
    items.push(item);
    index++;
    if (performance.now() - slice > SLICE_MS) {
      await nextTask();
      slice = performance.now();
    }
    if (items.length < most) continue;
    start(items, index - items.length);
    items = [];
    if (under.length < AHEAD * pool.size) continue;
    yield await (under.shift() as Promise<readonly BatchOutcome[]>);
    slice = performance.now();
  }
  if (items.length > 0) start(items, index - items.length);
  for (const last of under) yield await last;
  meter.end();
}

async function calibrated(
  items: readonly BatchItem[],
  first: number,
  asked: Omit<BatchTask, 'surface'>,
  pool: BatchPool,
  signal: AbortSignal | undefined,
): Promise<readonly BatchOutcome[]> {
  const tasks = items.flatMap((item): BatchTask[] => {
    if (!item.ok) return [];
    const { surface, model = asked.model, refine = asked.refine } = item;
    return [{ surface, model, ...(refine && { refine }) }];
  });
  const answers = tasks.length > 0 ? await pool.calibrate(tasks, signal) : [];
  let next = 0;
  return items.map((item, i): BatchOutcome => {
    const { id = '', place } = item;
    const common = { index: first + i, id, place };
    if (!item.ok) return { ...common, ok: false, stage: 'reading', reason: item.reason };
    const answer = answers[next++];
    if (answer && !('error' in answer)) return { ...common, ok: true, fit: answer };
    const reason = answer?.error ?? 'There is no answer.';
    return { ...common, ok: false, stage: 'calibrating', reason };
  });
}
