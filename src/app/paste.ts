import type { Result } from '../calibration/quotes/surface.ts';
import { pasteIntoGrid } from './features/grid/paste-into-grid.ts';
import { openFile } from './features/import/open-file.ts';
import { type ReadSurface, readSurface } from './features/import/reader.ts';
import type { Address } from './state/field.ts';
import type { Stores } from './state/stores.ts';

/** A text to come, named for the analyst. */
interface Source {
  readonly title: string;
  readonly fileName?: string;
  readonly open: () => Promise<Result<string>>;
}

/**
 * Takes a whole surface from text, unless a newer one comes first; where it cannot be read, the
 * former surface stays, and where it could be read in more than one way, the analyst is asked.
 */
async function importText(
  { surfaces, imports }: Stores,
  { open, ...source }: Source,
  read: ReadSurface,
): Promise<void> {
  const signal = surfaces.getState().startReading(source.title);
  const text = await open();
  if (text.ok) return imports.getState().offer({ ...source, text: text.value }, signal, read);
  if (signal.aborted) return;
  surfaces.getState().reject({
    title: `${source.title} could not be read. The surface on screen is unchanged.`,
    problems: text.problems,
  });
}

/**
 * Text pasted on the page: into the grid from the focused cell, at once, where it is a number or a
 * small block of numbers that fits there, else as a whole surface.
 * @param focused The grid's focused cell; undefined while the focus is elsewhere.
 */
export async function pasteText(
  stores: Stores,
  text: string,
  focused: Address | undefined,
  read: ReadSurface = readSurface,
): Promise<void> {
  if (focused && pasteIntoGrid(text, focused, stores)) return;
  const open = async () => ({ ok: true, value: text }) as const;
  await importText(stores, { title: 'Pasted table', open }, read);
}

/** Files opened or dropped; only the first is taken. */
export async function importFile(
  stores: Stores,
  file: File | undefined,
  read: ReadSurface = readSurface,
): Promise<void> {
  if (file === undefined) return;
  const { name } = file;
  await importText(stores, { title: name, fileName: name, open: () => openFile(file) }, read);
}
