import { Worker } from 'node:worker_threads';
import { THREAD_LIMITS } from './thread-limits.ts';

/** Answers lines of text on worker threads. */
export interface LinePool {
  /** Rejects where the thread ends before it has answered. */
  readonly answer: (text: string) => Promise<unknown>;
  readonly close: () => void;
}

interface Line {
  readonly text: string;
  readonly resolve: (answer: unknown) => void;
  readonly reject: (error: Error) => void;
}

/** Threads that answer a line at a time. Each starts with the first line that no other is free for. */
export function openLinePool(size: number): LinePool {
  const threads = new Set<Worker>();
  const idle: Worker[] = [];
  const waiting: Line[] = [];
  const under = new Map<Worker, Line>();
  const next = (thread: Worker) => {
    const line = waiting.shift();
    if (!line) return void idle.push(thread);
    under.set(thread, line);
    thread.postMessage(line.text);
  };
  const start = () => {
    const url = new URL('./line-worker.ts', import.meta.url);
    const thread = new Worker(url, { resourceLimits: THREAD_LIMITS });
    threads.add(thread);
    thread.on('message', (answer) => {
      under.get(thread)?.resolve(answer);
      under.delete(thread);
      next(thread);
    });
    thread.on('error', (error) => {
      under.get(thread)?.reject(error instanceof Error ? error : new Error(String(error)));
      under.delete(thread);
      threads.delete(thread);
      if (idle.includes(thread)) idle.splice(idle.indexOf(thread), 1);
      if (waiting.length > 0) start();
    });
    next(thread);
  };
  return {
    answer: (text) =>
      new Promise((resolve, reject) => {
        waiting.push({ text, resolve, reject });
        const free = idle.pop();
        if (free) next(free);
        else if (threads.size < size) start();
      }),
    close() {
      for (const thread of threads) void thread.terminate();
    },
  };
}
