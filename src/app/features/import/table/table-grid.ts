import type { TextTable } from './read-table.ts';
import type { HeaderCell } from './table-axis.ts';
import type { Layout } from './table-layout.ts';

/** A table seen with strikes down and maturities across; headers where it has them. */
export interface TableGrid {
  readonly strikeHeader: readonly HeaderCell[] | undefined;
  readonly maturityHeader: readonly HeaderCell[] | undefined;
  /** The cell of a price, in the order of the file, and its row and column there. */
  readonly price: (
    strike: number,
    maturity: number,
  ) => {
    readonly text: string | undefined;
    readonly value: number | undefined;
    readonly row: number;
    readonly column: number;
  };
}

/** The table seen with strikes down and maturities across, in the order of the file. */
export function orientTable(
  table: TextTable,
  numbers: ReadonlyArray<ReadonlyArray<number | undefined>>,
  layout: Layout,
): TableGrid {
  const top = layout.headerRow ? 1 : 0;
  const left = layout.headerColumn ? 1 : 0;
  const at = (i: number, j: number) => ({
    text: table.cells[i]?.[j],
    value: numbers[i]?.[j],
    row: table.rowNumbers[i] ?? 0,
    column: table.firstColumn + j,
  });
  const headerCell = (i: number, j: number): HeaderCell => {
    const { text, value, row, column } = at(i, j);
    return { text, value, place: `Row ${row}, column ${column}` };
  };
  const across = (length: number) =>
    layout.headerRow ? Array.from({ length }, (_, j) => headerCell(0, left + j)) : undefined;
  const down = (length: number) =>
    layout.headerColumn ? Array.from({ length }, (_, i) => headerCell(top + i, 0)) : undefined;
  return layout.transposed
    ? {
        strikeHeader: across(layout.strikes),
        maturityHeader: down(layout.maturities),
        price: (strike: number, maturity: number) => at(top + maturity, left + strike),
      }
    : {
        strikeHeader: down(layout.strikes),
        maturityHeader: across(layout.maturities),
        price: (strike: number, maturity: number) => at(top + strike, left + maturity),
      };
}
