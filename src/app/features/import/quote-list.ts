import { excerpt } from './words.ts';

/** Column names of a list of quotes, with whatever follows: `strike_price`, `Ask Price`. */
const QUOTE_COLUMN =
  /^(k|t|cp|iv|strike|expir\w*|maturity|tenor|date|symbol|type|right|option|call|put|bid|ask|mid|last|settle\w*|price|premium|implied|volume|open)(?![a-z])/i;
const STRIKE_COLUMN = /^(k$|strike|.*\bstrike)/i;
/** Header rows stand at the top. */
const ROWS_LOOKED_AT = 5;
const MOST_COLUMNS = 100;

/** The row whose cells name the columns of a list of quotes, and those names, or undefined. */
export function quoteListColumns(
  rows: ReadonlyArray<{ readonly number: number; readonly cells: readonly string[] }>,
): { row: number; names: string } | undefined {
  for (const { number, cells } of rows.slice(0, ROWS_LOOKED_AT)) {
    if (cells.length > MOST_COLUMNS) continue;
    const named = cells.filter((cell) => QUOTE_COLUMN.test(cell.slice(0, 60)));
    if (named.length >= 3 && named.some((cell) => STRIKE_COLUMN.test(cell.slice(0, 60))))
      return { row: number, names: cells.slice(0, 8).map(excerpt).join(', ') };
  }
  return undefined;
}
