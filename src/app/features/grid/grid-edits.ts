import { withoutFormulas } from '../../exchange/csv.ts';
import { surfaceToText } from '../../exchange/surface-text.ts';
import { fullText } from '../../format/decimal-mark.ts';
import { isVolatilityText } from '../../state/apply-drafts.ts';
import type { Address } from '../../state/field.ts';
import { fieldKey } from '../../state/field.ts';
import { type Box, boxSize, cellsOf } from '../../state/grid-range.ts';
import { fieldText, type SurfaceDocument } from '../../state/surface-document.ts';
import type { GridView } from '../../state/view-store.ts';
import type { CellFace } from './cell-faces.ts';

/** What the grid shows: its surface in one of its views, with what is typed and not yet right. */
export interface Shown {
  readonly document: SurfaceDocument;
  readonly view: GridView;
  /** Of the prices, strike-major. */
  readonly faces: readonly CellFace[];
}

/** Texts typed into cells. */
export type CellEdits = ReadonlyArray<readonly [Address, string]>;

export function isPrice({ row, column }: Address): boolean {
  return row >= 0 && column >= 0;
}

/** Strikes and maturities are typed in every view; prices as such and as volatilities. */
export function isEditable(view: GridView, address: Address): boolean {
  return !isPrice(address) || !isReadOnly(view);
}

/** Whether the numbers of a view follow from others. */
export function isReadOnly(view: GridView): boolean {
  return view === 'timeValue' || view === 'residual';
}

/** What is typed in a view, as its field takes it: a number among volatilities is one in per cent. */
export function typedText(view: GridView, address: Address, text: string): string {
  const isVolatility = view === 'volatility' && isPrice(address) && text.trim() !== '';
  return isVolatility && !isVolatilityText(text) ? `${text.trim()} %` : text;
}

/** A text typed before and not yet right, where it is one of this view's. */
function shownDraft({ document, view }: Shown, address: Address): string | undefined {
  const draft = document.drafts.get(fieldKey(address));
  if (draft === undefined || !isPrice(address) || view === 'price') return draft;
  if (view !== 'volatility') return undefined;
  if (draft.trim() === '') return draft;
  return isVolatilityText(draft) ? draft.trim().slice(0, -1).trimEnd() : undefined;
}

/** All such texts, by {@link fieldKey}. */
export function shownDrafts(shown: Shown): ReadonlyMap<string, string> {
  const { drafts } = shown.document;
  // The same when there are none, as nearly always: rows are drawn anew for another one.
  if (drafts.size === 0) return NO_DRAFTS;
  const texts = [...drafts.keys()].flatMap((key) => {
    const [row, column] = key.split(':').map(Number);
    if (row === undefined || column === undefined) return [];
    const text = shownDraft(shown, { row, column });
    return text === undefined ? [] : [[key, text] as const];
  });
  return new Map(texts);
}

const NO_DRAFTS: ReadonlyMap<string, string> = new Map();

/**
 * A cell's number in full precision, in the unit of the view; empty where nothing is quoted,
 * undefined where a quote has no number in this view.
 */
export function shownText(shown: Shown, address: Address): string | undefined {
  const draft = shownDraft(shown, address);
  if (draft !== undefined) return draft;
  const { surface } = shown.document;
  if (!isPrice(address) || shown.view === 'price') return fieldText(surface, address);
  const cell = address.row * surface.maturities.length + address.column;
  const value = shown.faces[cell]?.value;
  if (value !== undefined) return fullText(value);
  return surface.prices[cell] === undefined ? '' : undefined;
}

/** Takes away the selected quotes. */
export function clearEdits(view: GridView, box: Box): CellEdits {
  return cellsOf(box).flatMap((cell) => (isEditable(view, cell) ? [[cell, ''] as const] : []));
}

/** One text for every selected cell. */
export function sameEdits(view: GridView, box: Box, text: string): CellEdits {
  return cellsOf(box).map((cell) => [cell, typedText(view, cell, text)] as const);
}

/**
 * Fills the selected prices from their first row or column; a single row from the one above it, and
 * a single column from the one on its left. Strikes and maturities are not filled: no two are alike.
 */
export function fillEdits(shown: Shown, box: Box, way: 'down' | 'right'): CellEdits {
  const { rows, columns } = boxSize(box);
  const isLine = (way === 'down' ? rows : columns) === 1;
  const sourceRow = isLine ? box.top - 1 : box.top;
  const sourceColumn = isLine ? box.left - 1 : box.left;
  return cellsOf(box).flatMap((cell) => {
    const source = way === 'down' ? { ...cell, row: sourceRow } : { ...cell, column: sourceColumn };
    if (!isPrice(cell) || !isPrice(source) || !isEditable(shown.view, cell)) return [];
    const text = shownText(shown, source);
    if (text === undefined || fieldKey(source) === fieldKey(cell)) return [];
    return [[cell, typedText(shown.view, cell, text)] as const];
  });
}

/**
 * The selected cells as a spreadsheet takes them. All prices come with strikes and maturities, and
 * as a list where there are puts or bids and asks, so that they paste back as a surface.
 */
export function copiedText(shown: Shown, box: Box): string {
  const { surface, drafts } = shown.document;
  // A text typed and not yet right may be anything.
  const text = (address: Address) => withoutFormulas(shownText(shown, address) ?? '');
  const { rows, columns } = boxSize(box);
  const lines = (from: Box) =>
    Array.from({ length: boxSize(from).rows }, (_, i) =>
      cellsOf({ ...from, top: from.top + i, bottom: from.top + i }).map(text),
    );
  const isWhole =
    box.top === 0 &&
    box.left === 0 &&
    rows === surface.strikes.length &&
    columns === surface.maturities.length &&
    rows * columns > 1;
  if (!isWhole) return joined(lines(box));
  const isList = surface.spreads !== undefined || surface.puts?.includes(true);
  if (isList && shown.view === 'price' && drafts.size === 0) return surfaceToText(surface);
  const headers = cellsOf({ ...box, top: -1, bottom: -1 }).map(text);
  return joined([['strike\\maturity', ...headers], ...lines({ ...box, left: -1 })]);
}

function joined(lines: ReadonlyArray<readonly string[]>): string {
  return lines.map((line) => line.join('\t')).join('\n');
}
