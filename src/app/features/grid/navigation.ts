import type { Address } from '../../state/field.ts';

export interface GridSize {
  readonly rows: number;
  readonly columns: number;
}

/** Rows that PageUp and PageDown pass. */
const PAGE = 10;

/**
 * Where a key leads from a cell, undefined for a key that does not move. Home and End stay among
 * the prices, as a spreadsheet's do beside frozen headers; arrows reach the headers.
 */
export function destination(
  key: string,
  control: boolean,
  from: Address,
  size: GridSize,
): Address | undefined {
  const { row, column } = from;
  const within = (to: Address) => nearest(to, size, from);
  const last = { row: size.rows - 1, column: size.columns - 1 };
  switch (key) {
    case 'ArrowUp':
      return within({ row: control ? 0 : row - 1, column });
    case 'ArrowDown':
      return within({ row: control ? last.row : row + 1, column });
    case 'ArrowLeft':
      return within({ row, column: control ? 0 : column - 1 });
    case 'ArrowRight':
      return within({ row, column: control ? last.column : column + 1 });
    case 'Home':
      return control ? { row: 0, column: 0 } : { row, column: 0 };
    case 'End':
      return control ? last : { row, column: last.column };
    case 'PageUp':
      return within({ row: Math.max(row - PAGE, 0), column });
    case 'PageDown':
      return within({ row: row + PAGE, column });
    default:
      return undefined;
  }
}

/** The cell of the grid nearest to `to`; `from` instead of the corner, which is no cell. */
function nearest(to: Address, size: GridSize, from: Address): Address {
  const row = Math.min(Math.max(to.row, -1), size.rows - 1);
  const column = Math.min(Math.max(to.column, -1), size.columns - 1);
  return row < 0 && column < 0 ? from : { row, column };
}
