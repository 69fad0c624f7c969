import type { Result, Surface } from '../../../calibration/quotes/surface.ts';
import { type DecimalMark, decimalMark, fullText } from '../../format/decimal-mark.ts';
import { type Address, fieldKey } from '../../state/field.ts';
import { type Box, boxSize, cellsOf, type GridRange, selectedBox } from '../../state/grid-range.ts';
import { eitherSeparator, parseNumber } from '../../state/parse-number.ts';
import type { GridView } from '../../state/view-store.ts';
import { type CellEdits, isEditable, typedText } from './grid-edits.ts';

/** Where text is pasted into the grid. */
export interface PastePlace {
  readonly surface: Surface;
  readonly view: GridView;
  readonly active: Address;
  readonly range: GridRange | undefined;
}

/** What a paste types, and the cells that it fills. */
export interface Pasted {
  readonly edits: CellEdits;
  readonly box: Box;
}

/**
 * What a spreadsheet's block (tabs and lines) of numbers types into the grid from the selection's
 * first cell, again and again where the selection is a multiple of it. Its empty cells take quotes
 * away. Undefined where the block is no such one or does not fit. A block of more than half the grid
 * is meant as a surface, unless just so much is selected: with a row missing it must be refused, not
 * laid over the former one.
 */
export function pastedEdits(text: string, place: PastePlace): Result<Pasted> | undefined {
  const { surface, view, active, range } = place;
  const rows = readBlock(text);
  if (!rows) return undefined;
  const selected = selectedBox(range, active);
  const block = { rows: rows.length, columns: rows[0]?.length ?? 0 };
  const box = pastedBox(selected, block);
  const isSelection = fieldKeys(box) === fieldKeys(selected);
  const { strikes, maturities, prices } = surface;
  const fits = box.bottom < strikes.length && box.right < maturities.length;
  const isSurface = !isSelection && block.rows * block.columns > prices.length / 2;
  if (!fits || isSurface) return undefined;
  const cells = cellsOf(box).filter(({ row, column }) => row >= 0 || column >= 0);
  if (!cells.every((cell) => isEditable(view, cell))) {
    const message = 'Here numbers follow from the prices. Show Price or Implied vol, then paste.';
    return { ok: false, problems: [{ message }] };
  }
  const edits = cells.map((cell) => {
    const line = rows[(cell.row - box.top) % block.rows];
    const pasted = line?.[(cell.column - box.left) % block.columns] ?? '';
    return [cell, typedText(view, cell, pasted)] as const;
  });
  return { ok: true, value: { edits, box } };
}

/** The selection where the block fills it a whole number of times, else the block at its corner. */
function pastedBox(selected: Box, block: { rows: number; columns: number }): Box {
  const { rows, columns } = boxSize(selected);
  if (rows % block.rows === 0 && columns % block.columns === 0) return selected;
  const { top, left } = selected;
  return { top, left, bottom: top + block.rows - 1, right: left + block.columns - 1 };
}

function fieldKeys({ top, left, bottom, right }: Box): string {
  return `${fieldKey({ row: top, column: left })}–${fieldKey({ row: bottom, column: right })}`;
}

/** Characters; what is longer fits no grid that is edited by hand. */
const LONGEST = 300_000;

/** Rows of numbers, with the analyst's mark; undefined where a cell is none. */
function readBlock(text: string): readonly string[][] | undefined {
  if (text.length > LONGEST) return undefined;
  const lines = text.replace(/(\r\n?|\n)$/, '').split(/\r\n?|\n/);
  const rows = lines.map((line) => line.split('\t').map((cell) => cell.trim()));
  const cells = rows.flat().filter((cell) => cell !== '');
  const width = rows[0]?.length;
  if (cells.length === 0 || rows.some((row) => row.length !== width)) return undefined;
  const isNumber = (cell: string) => {
    const bare = withoutPercent(cell);
    return parseNumber(bare).ok || eitherSeparator(bare) !== undefined;
  };
  if (!cells.every(isNumber)) return undefined;
  const mark = blockMark(cells.map(withoutPercent));
  return rows.map((row) => row.map((cell) => inOwnMark(cell, mark)));
}

function withoutPercent(cell: string): string {
  // No pattern: it would begin anew at each of a hundred thousand spaces.
  return cell.endsWith('%') ? cell.slice(0, -1).trimEnd() : cell;
}

/** The decimal mark of a block's own numbers, where they tell one. */
function blockMark(cells: readonly string[]): DecimalMark | undefined {
  const certain = cells.filter((cell) => eitherSeparator(cell) === undefined);
  const commas = certain.filter((cell) => markOf(cell) === ',').length;
  const points = certain.filter((cell) => markOf(cell) === '.').length;
  if (commas > 0 === points > 0) return undefined;
  return commas > 0 ? ',' : '.';
}

function markOf(cell: string): DecimalMark | undefined {
  const last = cell.replace(/[^.,]/g, '').at(-1);
  if (last === undefined) return undefined;
  const isThousands = cell.split(last).length > 2;
  return (last === ',') === isThousands ? '.' : ',';
}

/** `1,234` among numbers that tell its meaning is written out; alone it is left, and asks. */
function inOwnMark(cell: string, mark: DecimalMark | undefined): string {
  const separator = eitherSeparator(withoutPercent(cell));
  if (separator === undefined || mark === undefined) return cell;
  const written =
    separator === mark ? cell.replace(separator, decimalMark()) : cell.replace(separator, '');
  const read = parseNumber(withoutPercent(written));
  return read.ok ? `${fullText(read.value)}${cell.endsWith('%') ? ' %' : ''}` : cell;
}
