import * as Comlink from 'comlink';
import type { Result } from '../../../calibration/quotes/surface.ts';
import { scriptUrl } from '../../../calibration/worker/script-url.ts';
import { untilAborted } from '../../../calibration/worker/until-aborted.ts';
import { Lifeline } from '../../../network/engine/lifeline.ts';
import type { SavedItem } from '../../state/saved-calibration.ts';
import { sessionPortions, type TakePortion } from './session-portions.ts';

export interface SessionReading {
  readonly signal: AbortSignal;
  /** How many calibrations are here, of how many. */
  readonly onProgress: (done: number, total: number) => void;
}

/**
 * The calibrations of a session file, read in a worker, or in the page where none can run; undefined
 * where the file is none. Rejects once it is stopped, or where the file cannot be opened.
 */
export async function readSessionFile(
  file: Blob,
  { signal, onProgress }: SessionReading,
  spawn: () => Promise<Worker> | Worker = spawnWorker,
): Promise<Result<readonly SavedItem[]> | undefined> {
  const gather = async (read: (take: TakePortion) => ReturnType<typeof sessionPortions>) => {
    const items: SavedItem[] = [];
    const done = await read((portion, total) => {
      signal.throwIfAborted();
      items.push(...portion);
      onProgress(items.length, total);
    });
    return done?.ok ? ({ ok: true, value: items } as const) : done;
  };
  let worker: Worker | undefined;
  try {
    worker = await spawn();
    const { read, lifeline } = connect(worker);
    return await gather((take) =>
      untilAborted(
        lifeline.guard<Result<number> | undefined>(read(file, Comlink.proxy(take))),
        signal,
      ),
    );
  } catch (error) {
    signal.throwIfAborted();
    console.info('The session file is read in this page:', error);
    return await gather((take) => sessionPortions(file, take));
  } finally {
    worker?.terminate();
  }
}

function connect(worker: Worker) {
  const lifeline = new Lifeline();
  worker.addEventListener('error', (event) => {
    event.preventDefault();
    lifeline.end(new Error(event.message || 'The worker’s script could not be loaded.'));
  });
  return { read: Comlink.wrap<typeof sessionPortions>(worker), lifeline };
}

/** The URL comes when it is needed: only a bundler can say it. */
async function spawnWorker(): Promise<Worker> {
  const { default: workerUrl } = await import('./session.worker.ts?worker&url');
  return new Worker(scriptUrl(workerUrl), { type: 'module' });
}
