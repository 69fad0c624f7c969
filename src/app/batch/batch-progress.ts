import type { BatchSource } from './batch-source.ts';

export interface BatchProgress {
  /** Surfaces that are calibrated. */
  readonly done: number;
  /** What could not be read, or not be calibrated. */
  readonly failed: number;
  /** Of what is done. */
  readonly bytesRead: number;
  /** Undefined where a size is not known. */
  readonly bytesTotal: number | undefined;
  /** Surfaces and faults a second, of the last few seconds. */
  readonly rate: number;
  /** Undefined where it cannot be told yet. */
  readonly secondsLeft: number | undefined;
  readonly elapsedMs: number;
}

const TELL_MS = 100;
/** What the rate is measured over. */
const WINDOW_MS = 5000;

/** Counts what a batch has done, and tells `onProgress`. */
export function progressMeter(
  files: readonly BatchSource[],
  onProgress: ((progress: BatchProgress) => void) | undefined,
  now: () => number = () => performance.now(),
) {
  const started = now();
  const sizes = files.map(({ size }) => size);
  const bytesTotal = sizes.includes(undefined)
    ? undefined
    : sizes.reduce<number>((sum, size) => sum + (size ?? 0), 0);
  /** Times and counts, the first of them some seconds ago. */
  const marks = [{ at: started, count: 0, bytes: 0 }];
  let told = started;
  let read = 0;
  let done = 0;
  let failed = 0;
  let bytesRead = 0;

  const tell = () => {
    const at = now();
    told = at;
    marks.push({ at, count: done + failed, bytes: bytesRead });
    while (marks.length > 2 && at - (marks[1]?.at ?? at) > WINDOW_MS) marks.shift();
    const [first = { at, count: 0, bytes: 0 }] = marks;
    const seconds = (at - first.at) / 1000;
    const perSecond = (amount: number) => (seconds > 0 ? amount / seconds : 0);
    const rate = perSecond(done + failed - first.count);
    const bytesRate = perSecond(bytesRead - first.bytes);
    const secondsLeft =
      bytesTotal !== undefined && bytesRate > 0 ? (bytesTotal - bytesRead) / bytesRate : undefined;
    const elapsedMs = at - started;
    onProgress?.({ done, failed, bytesRead, bytesTotal, rate, secondsLeft, elapsedMs });
  };
  return {
    read(bytes: number) {
      read = bytes;
    },
    /** By the reader, which is ahead of what is done. */
    bytesRead: () => read,
    done(outcomes: ReadonlyArray<{ readonly ok: boolean }>, bytes: number) {
      for (const { ok } of outcomes) ok ? done++ : failed++;
      bytesRead = Math.max(bytesRead, bytes);
      if (now() - told >= TELL_MS) tell();
    },
    end() {
      bytesRead = bytesTotal ?? read;
      tell();
    },
  };
}
