import type { Problem } from '../../../../calibration/quotes/surface.ts';
import { contractGrid } from '../../../../levy/contract-grid.ts';
import { count, shortNumber } from '../words.ts';
import { lineRange, type TextTable } from './read-table.ts';

const STRIKES = contractGrid.strikes.length;
const MATURITIES = contractGrid.maturities.length;

/** What to paste, in words. */
export const wholeGrid = `${STRIKES} strikes × ${MATURITIES} maturities of call prices`;

type Line = ReadonlyArray<number | undefined>;

/** Says which rows or columns of prices are missing or too many in a table with these headers. */
export function sizeProblem(
  table: TextTable,
  numbers: ReadonlyArray<Line>,
  headers: { readonly headerRow: boolean; readonly headerColumn: boolean },
): Problem {
  const top = headers.headerRow ? 1 : 0;
  const left = headers.headerColumn ? 1 : 0;
  const rows = numbers.length - top;
  const columns = (numbers[0]?.length ?? 0) - left;
  const paste = `Paste ${wholeGrid}, or a grid of any size under a header row and beside a header column.`;
  if (looksSplitAtDecimals(table, numbers))
    return {
      message: `The table has ${count(columns, 'column')} of whole numbers: its decimal commas seem to be taken for separators. Separate the prices by semicolons or tabs, then paste again.`,
    };
  const rowsOff = (noun: string, wanted: number, labels: Line) =>
    lineProblem('row', noun, rows, wanted, (i) => rowNumber(table, top + i), labels) + paste;
  const columnsOff = (noun: string, wanted: number, labels: Line) =>
    lineProblem('column', noun, columns, wanted, (i) => table.firstColumn + left + i, labels) +
    paste;
  const rowLabels = left === 1 ? numbers.slice(top).map((line) => line[0]) : [];
  const columnLabels = top === 1 ? (numbers[0]?.slice(left) ?? []) : [];
  if (columns === MATURITIES && rows !== STRIKES && rows !== MATURITIES)
    return { message: rowsOff('strike', STRIKES, rowLabels) };
  if (columns === STRIKES && rows !== STRIKES && rows !== MATURITIES)
    return { message: rowsOff('maturity', MATURITIES, rowLabels) };
  if (rows === STRIKES && columns !== STRIKES)
    return { message: columnsOff('maturity', MATURITIES, columnLabels) };
  if (rows === MATURITIES && columns !== MATURITIES)
    return { message: columnsOff('strike', STRIKES, columnLabels) };
  return wrongShape(rows, columns);
}

/** A comma-separated file with decimal commas has twice the columns, and whole numbers only. */
function looksSplitAtDecimals(table: TextTable, numbers: ReadonlyArray<Line>): boolean {
  const whole = (value: number | undefined) => value === undefined || Number.isInteger(value);
  const wide = (numbers[0]?.length ?? 0) >= 2 * MATURITIES;
  return table.delimiter === ',' && wide && numbers.every((row) => row.every(whole));
}

/** What to say of a table without headers that is nowhere near 20 × 10. */
export function wrongShape(rows: number, columns: number): Problem {
  return {
    message: `The table has ${count(rows, 'row')} and ${count(columns, 'column')} of prices. Paste ${wholeGrid} (or the table turned by a quarter), or a grid of any size under a header row and beside a header column, with a corner between them.`,
  };
}

function lineProblem(
  line: 'row' | 'column',
  noun: string,
  has: number,
  wanted: number,
  lineNumber: (i: number) => number,
  labels: Line,
): string {
  const start = `${count(has, line)} of prices instead of ${wanted}, one a ${noun}`;
  if (has > wanted)
    return `${start}: ${lineRange(line, lineNumber(wanted), lineNumber(has - 1))} too many. `;
  const gap = has === wanted - 1 ? labelGap(labels) : undefined;
  if (gap !== undefined) {
    const between = `${line}s ${lineNumber(gap.after)} and ${lineNumber(gap.after + 1)}`;
    return `${start}: the ${noun} near ${shortNumber(gap.value)}, between ${between}, seems to be missing. `;
  }
  const missing = lineRange(line, lineNumber(has), lineNumber(wanted - 1));
  return `${start}: ${missing} missing, or ${wanted - has === 1 ? 'one' : 'others'} before. `;
}

/** Where evenly spaced labels leave one out. */
function labelGap(labels: Line): { after: number; value: number } | undefined {
  const steps = labels
    .slice(1)
    .map((label, i) => (label ?? Number.NaN) - (labels[i] ?? Number.NaN));
  const typical = steps.toSorted((a, b) => a - b)[Math.floor(steps.length / 2)] ?? Number.NaN;
  const wide = steps.flatMap((step, i) => (step / typical > 1.5 ? [i] : []));
  const after = wide[0];
  if (after === undefined || wide.length > 1) return undefined;
  return { after, value: ((labels[after] ?? 0) + (labels[after + 1] ?? 0)) / 2 };
}

function rowNumber(table: TextTable, i: number): number {
  const last = table.rowNumbers.length - 1;
  return (table.rowNumbers[Math.min(i, last)] ?? 0) + Math.max(i - last, 0);
}
