import type { QuoteColumns } from './list/quote-columns.ts';
import type { Delimiter, ReadingOptions, TableReading, TextPreview } from './reading-options.ts';
import type { Row, TextTable } from './table/read-table.ts';

/** What can be said of a text before anything in it is read. */
export type TableMake = Pick<TableReading, 'kind' | 'preview' | 'shape'> & {
  readonly delimiter: Delimiter;
};

const ROWS = 12;
const COLUMNS = 8;
const LONGEST_CELL = 40;

/** Of a grid; `decided` tells its headers, where that is settled. */
export function gridMake(
  all: readonly Row[],
  { cells, rowNumbers, firstColumn, delimiter }: TextTable,
  { headers }: ReadingOptions,
): TableMake {
  const [first = 0, last = 0] = [rowNumbers[0], rowNumbers.at(-1)];
  const width = cells[0]?.length ?? 0;
  const corner = /\d/.test(cells[0]?.[0] ?? '') ? 'number' : 'text';
  return {
    kind: 'grid',
    delimiter,
    preview: {
      ...startOf(all, first, last),
      ...((headers === 'both' || headers === 'row') && { headerRow: first }),
      ...((headers === 'both' || headers === 'column') && { headerColumn: firstColumn - 1 }),
    },
    shape: `grid ${cells.length}×${width} ${delimiter} ${corner}`,
  };
}

/** Of a list of quotes, whose columns a header names. */
export function listMake(
  delimiter: Delimiter,
  all: readonly Row[],
  rows: readonly Row[],
  { headerRows, columns }: QuoteColumns,
): TableMake {
  const header = rows[headerRows - 1]?.number ?? 1;
  const last = rows.at(-1)?.number ?? header;
  return {
    kind: 'list',
    delimiter,
    preview: { ...startOf(all, header, last), headerRow: header },
    // Of a chain with more quotes than last time the columns are the same.
    shape: `list ${delimiter} ${[...columns.keys()].join(' ')}`,
  };
}

function startOf(all: readonly Row[], first: number, last: number): TextPreview {
  return {
    rows: all.slice(0, ROWS).map(({ number, cells }) => ({
      number,
      cells: cells.slice(0, COLUMNS).map((cell) => cell.slice(0, LONGEST_CELL)),
      aside: number < first || number > last,
    })),
    rowCount: all.length,
    columnCount: all.reduce((most, { cells }) => Math.max(most, cells.length), 0),
  };
}
