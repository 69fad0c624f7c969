import type { Address } from './field.ts';

/**
 * What is selected beside the active cell: the rectangle between two of the grid's cells. All of it
 * is prices, or strikes, or maturities, never some of each.
 */
export interface GridRange {
  /** Where it began. */
  readonly anchor: Address;
  /** The corner that moves. */
  readonly head: Address;
}

/** A rectangle of cells, its sides included. */
export interface Box {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}

/** The rectangle that a range spans; of the active cell alone where nothing else is selected. */
export function selectedBox(range: GridRange | undefined, active: Address): Box {
  const { anchor, head } = range ?? { anchor: active, head: active };
  return {
    top: Math.min(anchor.row, head.row),
    left: Math.min(anchor.column, head.column),
    bottom: Math.max(anchor.row, head.row),
    right: Math.max(anchor.column, head.column),
  };
}

export function holds(box: Box, { row, column }: Address): boolean {
  return row >= box.top && row <= box.bottom && column >= box.left && column <= box.right;
}

export function boxSize({ top, left, bottom, right }: Box): { rows: number; columns: number } {
  return { rows: bottom - top + 1, columns: right - left + 1 };
}

/** The cells of a rectangle, row by row. */
export function cellsOf(box: Box): Address[] {
  const { rows, columns } = boxSize(box);
  return Array.from({ length: rows * columns }, (_, i) => ({
    row: box.top + Math.floor(i / columns),
    column: box.left + (i % columns),
  }));
}

/** The cell nearest to `to` of the same kind as `from`: a price, a strike or a maturity. */
export function ofSameKind(from: Address, to: Address): Address {
  return {
    row: from.row < 0 ? -1 : Math.max(to.row, 0),
    column: from.column < 0 ? -1 : Math.max(to.column, 0),
  };
}

/** A step by which a typed cell is left. */
export type Step = 'ArrowDown' | 'ArrowUp' | 'ArrowRight' | 'ArrowLeft';

/**
 * The next cell of a rectangle, which is walked round and round: down its columns by ↓ and ↑, along
 * its rows by → and ←.
 */
export function nextWithin(box: Box, { row, column }: Address, step: Step): Address {
  const { rows, columns } = boxSize(box);
  const down = step === 'ArrowDown' || step === 'ArrowUp';
  const [i, j] = [row - box.top, column - box.left];
  const place = down ? j * rows + i : i * columns + j;
  const by = step === 'ArrowDown' || step === 'ArrowRight' ? 1 : -1;
  const count = rows * columns;
  const next = (place + by + count) % count;
  const line = down ? rows : columns;
  const [along, across] = [next % line, Math.floor(next / line)];
  return down
    ? { row: box.top + along, column: box.left + across }
    : { row: box.top + across, column: box.left + along };
}
