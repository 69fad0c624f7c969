import * as Comlink from 'comlink';
import type { Result } from '../../../calibration/quotes/surface.ts';
import { untilAborted } from '../../../calibration/worker/until-aborted.ts';
import { sessionPortions, type TakePortion } from '../../exchange/session-portions.ts';
import { connectReader, spawnReader } from '../../reading/spawn-reader.ts';
import type { SavedItem } from '../../state/saved-calibration.ts';

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
  spawn: () => Promise<Worker> | Worker = spawnReader,
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
    const { reader, lifeline } = connectReader(worker);
    return await gather((take) => {
      const done = reader.sessionPortions(file, Comlink.proxy(take));
      return untilAborted(lifeline.guard<Result<number> | undefined>(done), signal);
    });
  } catch (error) {
    signal.throwIfAborted();
    console.info('The session file is read in this page:', error);
    return await gather((take) => sessionPortions(file, take));
  } finally {
    worker?.terminate();
  }
}
