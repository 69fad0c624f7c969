import { createStore, type StoreApi } from 'zustand/vanilla';
import type { BatchPool } from '../../../calibration/batch/batch-pool.ts';
import type { LevyModel } from '../../../levy/model.ts';
import type { BatchSurface } from '../../batch/batch-item.ts';
import type { BatchProgress } from '../../batch/batch-progress.ts';
import type { BatchSource } from '../../batch/batch-source.ts';
import type { readBatch } from '../../batch/read-batch.ts';
import type { runBatch } from '../../batch/run-batch.ts';
import type { FitBy } from '../fit-settings.ts';
import { nextTask } from '../next-task.ts';
import type { OwnMarket } from '../surface-document.ts';
import { BatchTable } from './batch-table.ts';

/** Files with surfaces, named for the analyst. */
export interface Batch {
  readonly title: string;
  readonly sources: readonly BatchSource[];
}

/** `ready`: a file waits for Start. The three last have results, which may be none. */
export type BatchPhase = 'empty' | 'ready' | 'running' | 'done' | 'cancelled' | 'failed';

/** What a run has come to, and what it was asked. */
export interface BatchResults {
  readonly batch: Batch;
  readonly model: LevyModel;
  readonly by: FitBy;
  /** The market of surfaces that tell none. */
  readonly market: OwnMarket;
  /** Grows while the run goes on; `rows` says how far it was drawn. */
  readonly table: BatchTable;
  readonly rows: number;
  readonly failed: number;
}

export interface BatchState {
  readonly phase: BatchPhase;
  readonly batch: Batch | undefined;
  readonly model: LevyModel;
  readonly by: FitBy;
  readonly results: BatchResults | undefined;
  readonly progress: BatchProgress | undefined;
  /** Why the run ended early; what it had come to stays. */
  readonly failure: string | undefined;
  /** What would lose the results, and waits for leave: another file, or another start. */
  readonly asks: Batch | 'start' | undefined;
  /** The row being looked for in its file, to be shown on the screen. */
  readonly opening: number | undefined;
  /** Why a row could not be shown. */
  readonly trouble: string | undefined;
  /** Takes a file, or asks first where results would be lost. */
  readonly offer: (batch: Batch) => void;
  readonly choose: (model: LevyModel) => void;
  readonly fitBy: (by: FitBy) => void;
  /** Calibrates all of the file, or asks first where results would be lost. */
  readonly start: () => void;
  /** Does what was asked for. */
  readonly agree: () => void;
  readonly refuse: () => void;
  /** Ends the run; what it has come to stays. */
  readonly cancel: () => void;
  /** Shows a row's surface on the screen; whether it came to that. */
  readonly open: (row: number) => Promise<boolean>;
  readonly stopOpening: () => void;
}

export type BatchStore = StoreApi<BatchState>;

/** What a batch needs of the page; tests give another. */
export interface BatchSurroundings {
  readonly run: typeof runBatch;
  readonly read: typeof readBatch;
  readonly openPool: () => BatchPool;
  /** The market on screen. */
  readonly market: () => OwnMarket;
  /** Calls back before the next paint. */
  readonly draw: (callback: () => void) => void;
  /** Puts a surface on the screen and calibrates it so, as one step of undo. */
  readonly show: (surface: BatchSurface, asked: BatchResults) => Promise<void>;
  readonly model: LevyModel;
  readonly by: FitBy;
}

/** What the page may be kept from answering input while a file is read, in ms. */
const TASK_MS = 12;

/** A batch being calibrated: its state is set once a frame at most, however fast results come. */
export function createBatchStore(surroundings: BatchSurroundings): BatchStore {
  const { run, read, openPool, market, draw, show } = surroundings;
  let running: AbortController | undefined;
  let finding: AbortController | undefined;

  return createStore<BatchState>()((set, get) => {
    const take = (batch: Batch) => {
      running?.abort();
      running = undefined;
      finding?.abort();
      const none = { results: undefined, progress: undefined, failure: undefined };
      set({
        phase: 'ready',
        batch,
        asks: undefined,
        opening: undefined,
        trouble: undefined,
        ...none,
      });
    };

    const calibrate = async (batch: Batch) => {
      const { model, by } = get();
      running?.abort();
      finding?.abort();
      const stop = new AbortController();
      running = stop;
      const table = new BatchTable(model);
      const asked = { batch, model, by, market: market(), table };
      let progress: BatchProgress | undefined;
      let isWaiting = false;
      const tell = (end: Partial<BatchState> = {}) => {
        if (running !== stop) return;
        const { rows, failed } = table;
        set({ results: { ...asked, rows, failed }, progress, ...end });
      };
      const tellSoon = () => {
        if (isWaiting) return;
        isWaiting = true;
        draw(() => {
          isWaiting = false;
          if (get().phase === 'running') tell();
        });
      };
      tell({ phase: 'running', failure: undefined, asks: undefined, trouble: undefined });
      let pool: BatchPool | undefined;
      try {
        pool = openPool();
        const outcomes = run(batch.sources, {
          ...asked.market,
          model: model.name,
          ...(by !== 'network' && { refine: { objective: by } }),
          pool,
          signal: stop.signal,
          onProgress: (now) => {
            progress = now;
            tellSoon();
          },
        });
        for await (const some of outcomes) {
          // What comes after Cancel is not kept: it would come in while the analyst reads.
          if (stop.signal.aborted) break;
          table.push(some);
          tellSoon();
        }
        tell({ phase: stop.signal.aborted ? 'cancelled' : 'done' });
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        tell(stop.signal.aborted ? { phase: 'cancelled' } : { phase: 'failed', failure: reason });
      } finally {
        pool?.close();
      }
    };

    const hasResults = () => (get().results?.rows ?? 0) > 0 || get().phase === 'running';

    const find = async (results: BatchResults, row: number, signal: AbortSignal) => {
      const { table, batch } = results;
      const file = table.file(row);
      const line = table.line(row);
      const sources = batch.sources.filter(({ name }) => name === file);
      let since = performance.now();
      for await (const item of read(sources, { ...results.market, signal })) {
        if (item.ok && item.place.line === line) return item;
        if (performance.now() - since < TASK_MS) continue;
        await nextTask();
        since = performance.now();
      }
      throw new Error('it is no longer in the file, which has changed since');
    };

    return {
      phase: 'empty',
      batch: undefined,
      model: surroundings.model,
      by: surroundings.by,
      results: undefined,
      progress: undefined,
      failure: undefined,
      asks: undefined,
      opening: undefined,
      trouble: undefined,
      offer: (batch) => (hasResults() ? set({ asks: batch }) : take(batch)),
      choose: (model) => set({ model }),
      fitBy: (by) => set({ by }),
      start: () => {
        const { batch, phase } = get();
        if (!batch || phase === 'running') return;
        if (hasResults()) set({ asks: 'start' });
        else void calibrate(batch);
      },
      agree: () => {
        const { asks, batch } = get();
        if (asks === 'start') {
          if (batch) void calibrate(batch);
        } else if (asks) take(asks);
      },
      refuse: () => set({ asks: undefined }),
      cancel: () => running?.abort(),
      open: async (row) => {
        const { results } = get();
        finding?.abort();
        if (!results) return false;
        const { table } = results;
        if (table.isFailed(row)) {
          set({ trouble: `${table.id(row)} cannot be shown: it could not be calibrated.` });
          return false;
        }
        const stop = new AbortController();
        finding = stop;
        set({ opening: row, trouble: undefined });
        try {
          const item = await find(results, row, stop.signal);
          if (stop.signal.aborted) return false;
          await show(item, results);
          return true;
        } catch (error) {
          if (stop.signal.aborted) return false;
          const reason = error instanceof Error ? error.message : String(error);
          set({ trouble: `${table.id(row)} could not be shown: ${reason}.` });
          return false;
        } finally {
          if (finding === stop) set({ opening: undefined });
        }
      },
      stopOpening: () => {
        finding?.abort();
        set({ opening: undefined });
      },
    };
  });
}
