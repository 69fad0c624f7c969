import { findModel } from '../levy/models.ts';
import { decodeText } from './features/import/decode-text.ts';
import { importSurface } from './features/import/import-surface.ts';
import type { Address, Field } from './state/field.ts';
import { parseNumber } from './state/parse-number.ts';
import type { Stores } from './state/stores.ts';

type Edits = ReadonlyArray<readonly [Field, string]>;

/** Takes a whole surface from text; where it cannot be read, the former surface stays. */
function importText(
  { surfaces, calibrations }: Stores,
  text: string,
  source: { readonly title: string; readonly fileName?: string },
): void {
  const { spot, rate, dividendYield } = surfaces.getState().document.surface;
  const { title, ...file } = source;
  const imported = importSurface(text, { spot, rate, dividendYield, today: localDate(), ...file });
  if (!imported.ok) {
    surfaces.getState().reject({
      title: `${title} could not be read. The surface on screen is unchanged.`,
      problems: imported.problems,
    });
    return;
  }
  const { surface, model, notes } = imported.value;
  surfaces.getState().replace(surface, { title, notes });
  const named = model === undefined ? undefined : findModel(model);
  if (named !== undefined) calibrations.getState().choose(named);
}

/** Today in the analyst's own time zone, ISO. */
function localDate(): string {
  const now = new Date();
  return new Date(now.getTime() - 60_000 * now.getTimezoneOffset()).toISOString().slice(0, 10);
}

/**
 * Text pasted on the page: into the grid from the focused cell where it is a number or a small
 * block of numbers that fits there, else as a whole surface.
 * @param focused The grid's focused cell; undefined while the focus is elsewhere.
 */
export function pasteText(stores: Stores, text: string, focused: Address | undefined): void {
  const edits = focused && blockEdits(text, focused, stores);
  if (edits === undefined) importText(stores, text, { title: 'Pasted table' });
  else stores.surfaces.getState().edit(edits);
}

/** Files opened or dropped; only the first is taken. */
export async function importFile(stores: Stores, file: File | undefined): Promise<void> {
  if (file === undefined) return;
  const title = file.name;
  try {
    if (file.size > LARGEST_FILE) throw new Error('it is larger than 2 MB, and no surface is');
    const text = decodeText(await file.arrayBuffer());
    importText(stores, text, { title, fileName: title });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const message = `The file could not be opened: ${reason}.`;
    stores.surfaces.getState().reject({ title: `${title} was not read.`, problems: [{ message }] });
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
  const rows = text
    .replace(/(\r\n?|\n)$/, '')
    .split(/\r\n?|\n/)
    .map((line) => line.split('\t'));
  const width = rows[0]?.length ?? 0;
  const fits =
    rows.length * width <= prices.length / 2 &&
    from.row + rows.length <= strikes.length &&
    from.column + width <= maturities.length;
  const isEmpty = (cell: string) => cell.trim() === '';
  const isBlock =
    !rows.flat().every(isEmpty) &&
    rows.every(
      (row) => row.length === width && row.every((cell) => isEmpty(cell) || parseNumber(cell).ok),
    );
  if (!fits || !isBlock) return undefined;
  return rows.flatMap((row, i) =>
    row.map((cell, j) => [{ row: from.row + i, column: from.column + j }, cell] as const),
  );
}
