import { ModelNotLoadedError } from '../service.ts';
import type { BatchAnswer, BatchTask } from './calibrate-chunk.ts';
import { type PackedTasks, packTasks } from './packed-tasks.ts';

/** Calibrates surfaces on several threads, or in turn on this one. */
export interface BatchPool {
  /** Chunks that are computed at the same time. */
  readonly size: number;
  /**
   * The answers to a chunk, in its order. Rejects with `ModelNotLoadedError`, with the signal's
   * reason, where a thread ends, and with a `RangeError` where a surface has not as many prices as
   * cells.
   */
  readonly calibrate: (tasks: readonly BatchTask[], signal?: AbortSignal) => Promise<BatchAnswer[]>;
  /** Ends the threads; what is under way rejects. */
  readonly close: () => void;
}

/** A thread of the pool, wherever it runs. */
export interface BatchThread {
  readonly post: (tasks: PackedTasks) => void;
  readonly end: () => void;
}

/** What a thread says: to one message of tasks one of these. */
export type ThreadAnswer =
  | { readonly answers: BatchAnswer[] }
  | { readonly notLoaded: { readonly model: string; readonly reason: string } }
  | { readonly failed: string };

/** What a thread calls. */
export interface ThreadEvents {
  readonly onAnswer: (answer: ThreadAnswer) => void;
  readonly onEnd: (reason: string) => void;
}

interface Job {
  readonly tasks: PackedTasks;
  readonly settle: (answer: ThreadAnswer) => void;
  readonly reject: (reason: unknown) => void;
}

/** A pool of `size` threads that `spawn` starts. Each has one chunk at a time; others wait here. */
export function batchPool(size: number, spawn: (events: ThreadEvents) => BatchThread): BatchPool {
  const waiting: Job[] = [];
  const idle: Array<(job: Job) => void> = [];
  const running = new Set<Job>();
  const threads: BatchThread[] = [];
  let ended: Error | undefined;
  const end = (reason: string) => {
    ended ??= new Error(reason);
    for (const thread of threads.splice(0)) thread.end();
    for (const job of [...running, ...waiting.splice(0)]) job.reject(ended);
    running.clear();
  };
  const giveOut = () => {
    while (waiting.length > 0 && idle.length > 0) idle.shift()?.(waiting.shift() as Job);
  };
  for (let n = 0; n < size && !ended; n++) {
    let current: Job | undefined;
    const thread = spawn({
      onAnswer(answer) {
        if (current) running.delete(current);
        current?.settle(answer);
        current = undefined;
        idle.push(take);
        giveOut();
      },
      onEnd: (reason) => end(`A worker of the batch stopped: ${reason.replace(/\.?$/, '.')}`),
    });
    const take = (job: Job) => {
      current = job;
      running.add(job);
      thread.post(job.tasks);
    };
    threads.push(thread);
    idle.push(take);
  }
  return {
    size,
    calibrate(tasks, signal) {
      return new Promise((resolve, reject) => {
        if (ended) throw ended;
        signal?.throwIfAborted();
        const abort = () => {
          const at = waiting.indexOf(job);
          if (at >= 0) waiting.splice(at, 1);
          reject(signal?.reason);
        };
        const job: Job = {
          tasks: packTasks(tasks),
          settle(answer) {
            signal?.removeEventListener('abort', abort);
            if ('answers' in answer) resolve(answer.answers);
            else reject(errorOf(answer));
          },
          reject,
        };
        signal?.addEventListener('abort', abort, { once: true });
        waiting.push(job);
        giveOut();
      });
    },
    close: () => end('it was closed.'),
  };
}

function errorOf(answer: Exclude<ThreadAnswer, { answers: unknown }>): Error {
  if ('failed' in answer) return new Error(answer.failed);
  return new ModelNotLoadedError(answer.notLoaded.model, answer.notLoaded.reason);
}
