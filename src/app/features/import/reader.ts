import { untilAborted } from '../../../calibration/worker/until-aborted.ts';
import { connectReader, type ReaderConnection, spawnReader } from '../../reading/spawn-reader.ts';
import type { ImportContext } from './import-context.ts';
import type { importSurface } from './import-surface.ts';
import type { ImportResult } from './imported-surface.ts';
import type { ReadingOptions } from './reading-options.ts';
import { tooLarge } from './text-limit.ts';
import { failure } from './words.ts';

/** `importSurface` off the main thread. Never rejects; undefined once `signal` has stopped it. */
export type ReadSurface = (
  text: string,
  context: ImportContext,
  signal: AbortSignal,
  options?: ReadingOptions,
) => Promise<ImportResult | undefined>;

/**
 * Reads in a worker, which starts at the first text, serves all later ones and ends where one is
 * stopped. Where it cannot run, text is read in the page.
 */
export function createReader(
  spawn: () => Promise<Worker> | Worker = spawnReader,
  load: () => Promise<typeof importSurface> = loadIntoPage,
): ReadSurface {
  let connection: Promise<ReaderConnection> | undefined;

  const readInWorker = async (...[text, context, signal, options]: Parameters<ReadSurface>) => {
    connection ??= Promise.resolve(spawn()).then(connectReader);
    const own = connection;
    try {
      const { reader, lifeline } = await untilAborted(own, signal);
      const answer = reader.importSurface(text, context, options);
      return await untilAborted(lifeline.guard<ImportResult>(answer), signal);
    } catch (error) {
      if (connection === own) connection = undefined;
      own.then(({ worker }) => worker.terminate()).catch(() => undefined);
      throw error;
    }
  };

  return async (text, context, signal, options) => {
    if (signal.aborted) return undefined;
    // Here, before the worker is given a copy of it.
    const large = tooLarge(text.length);
    if (large !== undefined) return failure([{ message: large }]);
    try {
      return await readInWorker(text, context, signal, options);
    } catch (error) {
      if (signal.aborted) return undefined;
      console.info('Text is read in this page:', error);
    }
    const read = await load().catch(() => undefined);
    if (signal.aborted) return undefined;
    return read?.(text, context, options) ?? failure([{ message: MISSING }]);
  };
}

const MISSING =
  'The part of the program that reads tables could not be loaded. Check the connection and try again.';

/** The page's reader. */
export const readSurface = createReader();

async function loadIntoPage(): Promise<typeof importSurface> {
  return (await import('./import-surface.ts')).importSurface;
}
