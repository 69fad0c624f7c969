import type { Result } from '../calibration/quotes/surface.ts';
import { findModel } from '../levy/models.ts';
import { decodeText } from './features/import/decode-text.ts';
import { type ReadSurface, readSurface } from './features/import/reader.ts';
import type { Address, Field } from './state/field.ts';
import { parseNumber } from './state/parse-number.ts';
import type { Stores } from './state/stores.ts';
import { ownMarket } from './state/surface-document.ts';

type Edits = ReadonlyArray<readonly [Field, string]>;

/** A text to come, named for the analyst. */
interface Source {
  readonly title: string;
  readonly fileName?: string;
  readonly open: () => Promise<Result<string>>;
}

/**
 * Takes a whole surface from text, unless a newer one comes first; where it cannot be read, the
 * former surface stays.
 */
async function importText(
  { surfaces, calibrations }: Stores,
  { title, open, ...file }: Source,
  read: ReadSurface,
): Promise<void> {
  const signal = surfaces.getState().startReading(title);
  const text = await open();
  const market = ownMarket(surfaces.getState().document);
  const context = { ...market, today: localDate(), ...file };
  const imported = text.ok ? await read(text.value, context, signal) : text;
  if (signal.aborted || !imported) return;
  if (!imported.ok) {
    surfaces.getState().reject({
      title: `${title} could not be read. The surface on screen is unchanged.`,
      problems: imported.problems,
    });
    return;
  }
  const { surface, model, notes } = imported.value;
  surfaces.getState().replace(surface, { title, notes, market });
  const named = model === undefined ? undefined : findModel(model);
  if (named !== undefined) calibrations.getState().choose(named);
}

/** Today in the analyst's own time zone, ISO. */
function localDate(): string {
  const now = new Date();
  return new Date(now.getTime() - 60_000 * now.getTimezoneOffset()).toISOString().slice(0, 10);
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
  const edits = focused && blockEdits(text, focused, stores);
  if (edits) stores.surfaces.getState().edit(edits);
  else {
    const open = async () => ({ ok: true, value: text }) as const;
    await importText(stores, { title: 'Pasted table', open }, read);
  }
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

async function openFile(file: File): Promise<Result<string>> {
  try {
    if (file.size > LARGEST_FILE) throw new Error('it is larger than 2 MB, and no surface is');
    return { ok: true, value: decodeText(await file.arrayBuffer()) };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { ok: false, problems: [{ message: `The file could not be opened: ${reason}.` }] };
  }
}

const LARGEST_FILE = 2e6;

/**
 * What a spreadsheet's block (tabs and lines) of numbers types into the grid, undefined unless it
 * fits there; its empty cells take quotes away. A block of more than half the grid is meant as a
 * surface: with a row missing it must be refused, not laid over the former one.
 */
function blockEdits(text: string, from: Address, { surfaces }: Stores): Edits | undefined {
  const { strikes, maturities, prices } = surfaces.getState().document.surface;
  const lines = text.replace(/(\r\n?|\n)$/, '').split(/\r\n?|\n/);
  if (from.row + lines.length > strikes.length) return undefined;
  const rows = lines.map((line) => line.split('\t'));
  const width = rows[0]?.length ?? 0;
  const fits = rows.length * width <= prices.length / 2 && from.column + width <= maturities.length;
  const isEmpty = (cell: string) => cell.trim() === '';
  const isBlock =
    fits &&
    !rows.flat().every(isEmpty) &&
    rows.every(
      (row) => row.length === width && row.every((cell) => isEmpty(cell) || parseNumber(cell).ok),
    );
  if (!isBlock) return undefined;
  return rows.flatMap((row, i) =>
    row.map((cell, j) => [{ row: from.row + i, column: from.column + j }, cell] as const),
  );
}
