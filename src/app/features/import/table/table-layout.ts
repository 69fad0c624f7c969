import type { Problem, Result } from '../../../../calibration/quotes/surface.ts';
import { contractGrid } from '../../../../levy/contract-grid.ts';
import type { Headers } from '../reading-options.ts';
import type { TextTable } from './read-table.ts';
import { sizeProblem } from './size-problem.ts';
import { cornerOrder, maturitiesRunDown } from './table-orientation.ts';

/** Where prices and headers lie in a table. */
export interface Layout {
  /** Maturities run down and strikes across. */
  readonly transposed: boolean;
  readonly headerRow: boolean;
  readonly headerColumn: boolean;
  readonly strikes: number;
  readonly maturities: number;
}

/** What the analyst says of rows and columns; what is not said is found. */
export interface LayoutChoice {
  readonly strikes?: 'down' | 'across' | undefined;
  readonly headers?: Headers | undefined;
}

/** Where prices and headers lie, or why not; `open` where either header could have the strikes. */
export type FoundLayout = Result<Layout> & { readonly open?: boolean };

/** A row or column of numbers, undefined where a cell holds none. */
type Line = ReadonlyArray<number | undefined>;

const STRIKES = contractGrid.strikes.length;
const MATURITIES = contractGrid.maturities.length;

/**
 * Tells by the shape what the rows and columns are: 20 × 10, 21 × 10, 20 × 11 and 21 × 11 have
 * strikes down, the same numbers exchanged have maturities down. The first lines are then looked at,
 * since 20 × 10 is also what a table with a header row has that lacks a strike, and 21 × 10 one
 * without headers that has a strike too many. Any other shape needs both headers, and a corner
 * between them that is no number.
 */
export function tableLayout(
  table: TextTable,
  numbers: readonly Line[],
  choice: LayoutChoice = {},
): FoundLayout {
  const found = foundLayout(table, numbers);
  if (!choice.strikes && !choice.headers) return found;
  const rows = numbers.length;
  const columns = numbers[0]?.length ?? 0;
  const guess = found.ok ? found.value : undefined;
  const seen = guess ?? visibleHeaders(numbers, columns > rows);
  const headerRow = choice.headers ? /both|row/.test(choice.headers) : seen.headerRow;
  const headerColumn = choice.headers ? /both|column/.test(choice.headers) : seen.headerColumn;
  const [down, across] = [rows - Number(headerRow), columns - Number(headerColumn)];
  const told = headerRow && headerColumn ? toldOrder(table, numbers) : undefined;
  const turned = choice.strikes
    ? choice.strikes === 'across'
    : (told ?? (guess ? guess.transposed : fits(down, across, headerRow, headerColumn)));
  const [strikes, maturities] = turned ? [across, down] : [down, across];
  const [strikeHeader, maturityHeader] = turned
    ? [headerRow, headerColumn]
    : [headerColumn, headerRow];
  const fitting =
    (strikeHeader || strikes === STRIKES) && (maturityHeader || maturities === MATURITIES);
  if (turned === undefined && headerRow && headerColumn) {
    return { ok: false, problems: [UNCLEAR], open: true };
  }
  if (turned === undefined || !fitting || strikes < 1 || maturities < 1) {
    return { ok: false, problems: [sizeProblem(table, numbers, { headerRow, headerColumn })] };
  }
  return { ok: true, value: { transposed: turned, headerRow, headerColumn, strikes, maturities } };
}

/** Whether maturities run down where one header is missing, by the contract's sizes. */
function fits(
  down: number,
  across: number,
  headerRow: boolean,
  headerColumn: boolean,
): boolean | undefined {
  if (headerRow && headerColumn) return undefined;
  const upright = (headerColumn || down === STRIKES) && (headerRow || across === MATURITIES);
  const turned = (headerColumn || down === MATURITIES) && (headerRow || across === STRIKES);
  return upright === turned ? undefined : turned;
}

function toldOrder(table: TextTable, numbers: readonly Line[]): boolean | undefined {
  return maturitiesRunDown(table, numbers) ?? cornerOrder(table);
}

const UNCLEAR: Problem = {
  message:
    'It is not clear which header has the strikes and which the maturities. Write “strike\\maturity” in the corner if the strikes run down, else “maturity\\strike”.',
};

function foundLayout(table: TextTable, numbers: readonly Line[]): FoundLayout {
  const rows = numbers.length;
  const columns = numbers[0]?.length ?? 0;
  const seen = (transposed: boolean) => visibleHeaders(numbers, transposed);
  const shapes = [false, true].flatMap((transposed): Layout[] => {
    const down = transposed ? MATURITIES : STRIKES;
    const across = transposed ? STRIKES : MATURITIES;
    const isNear = (size: number, wanted: number) => size === wanted || size === wanted + 1;
    if (!isNear(rows, down) || !isNear(columns, across)) return [];
    const headers = { headerRow: rows > down, headerColumn: columns > across };
    return [{ transposed, ...headers, strikes: STRIKES, maturities: MATURITIES }];
  });
  const [shape] = shapes;
  const wide = columns > rows;
  if (shape && agrees(shape, seen(shape.transposed))) {
    if (!shape.headerRow || !shape.headerColumn) return { ok: true, value: shape };
    const transposed = maturitiesRunDown(table, numbers) ?? shape.transposed;
    return { ok: true, value: withHeaders(transposed, rows, columns) };
  }
  const headers = seen(shape?.transposed ?? wide);
  if (!headers.hasCorner || (shape && !(headers.headerRow && headers.headerColumn))) {
    return { ok: false, problems: [sizeProblem(table, numbers, headers)] };
  }
  const transposed = toldOrder(table, numbers);
  if (transposed !== undefined) {
    return { ok: true, value: withHeaders(transposed, rows, columns) };
  }
  return { ok: false, problems: [UNCLEAR], open: true };
}

function withHeaders(transposed: boolean, rows: number, columns: number): Layout {
  const [strikes, maturities] = transposed ? [columns - 1, rows - 1] : [rows - 1, columns - 1];
  return { transposed, headerRow: true, headerColumn: true, strikes, maturities };
}

interface VisibleHeaders {
  readonly headerRow: boolean;
  readonly headerColumn: boolean;
  /** A first line can be nothing but a header, even where the shape leaves room for none. */
  readonly surely: boolean;
  /** The first cell is no number, as a corner between two headers. */
  readonly hasCorner: boolean;
}

function agrees(shape: Layout, seen: VisibleHeaders): boolean {
  const expected = Number(shape.headerRow) + Number(shape.headerColumn);
  // Two headers have a corner; a first cell that is no number is otherwise a broken one.
  if (expected === 2) return seen.hasCorner || (seen.headerRow && seen.headerColumn);
  if (expected === 0) return !seen.surely;
  if (seen.hasCorner && seen.headerRow && seen.headerColumn) return false;
  return shape.headerRow ? seen.headerRow : seen.headerColumn;
}

/**
 * Headers by content. Strikes are larger than the prices beside them, while calls of the first
 * maturity are the cheapest; a line of maturities does not continue the prices after it.
 */
function visibleHeaders(numbers: readonly Line[], transposed: boolean): VisibleHeaders {
  const row = (i: number) => numbers[i]?.slice(1) ?? [];
  const column = (j: number) => numbers.slice(1).map((line) => line[j]);
  const [ofStrikes, ofMaturities] = transposed ? [row, column] : [column, row];
  const strikes = exceeds(ofStrikes(0), ofStrikes(1));
  // Falling maturities have every line above the next.
  const aboveAll = strikes.always && !exceeds(ofStrikes(1), ofStrikes(2)).always;
  const years = ofMaturities(0);
  const stands = standsOut(years, ofMaturities(1), ofMaturities(2));
  const breaks = !continuesPrices(years, ofMaturities(1), ofMaturities(2));
  const smooth = continuesPrices(ofMaturities(1), ofMaturities(2), ofMaturities(3));
  const maturities = stands || breaks;
  return {
    headerRow: transposed ? strikes.mostly : maturities,
    headerColumn: transposed ? maturities : strikes.mostly,
    surely: aboveAll || (rises(years) && (stands || (breaks && smooth))),
    hasCorner: numbers[0]?.[0] === undefined,
  };
}

function exceeds(line: Line, other: Line): { mostly: boolean; always: boolean } {
  const known = line.flatMap((value, i) => {
    const beside = other[i];
    return value === undefined || beside === undefined ? [] : [value > beside];
  });
  const times = known.filter(Boolean).length;
  return {
    mostly: times * 2 > known.length || rises(line),
    always: times === known.length && times > 0,
  };
}

function rises(line: Line): boolean {
  const known = line.filter((value) => value !== undefined);
  return known.length > 2 && known.every((value, i) => value > (known[i - 1] ?? 0));
}

/** The ratio of the first line to the next varies much more than that of the next to the third. */
function standsOut(first: Line, second: Line, third: Line): boolean {
  return ratioSpread(first, second) > Math.max(1, 2 * ratioSpread(second, third));
}

/** Largest less smallest ln(a/b) of the positive pairs. */
function ratioSpread(line: Line, other: Line): number {
  const logs = line.flatMap((a = 0, i) => {
    const b = other[i] ?? 0;
    return a > 0 && b > 0 ? [Math.log(a / b)] : [];
  });
  return logs.length === 0 ? 0 : Math.max(...logs) - Math.min(...logs);
}

/** Prices change smoothly from line to line; a header has nothing to do with the line after it. */
function continuesPrices(first: Line, second: Line, third: Line): boolean {
  let compared = 0;
  let close = 0;
  first.forEach((value, i) => {
    const next = second[i];
    const afterNext = third[i];
    if (value === undefined || next === undefined || afterNext === undefined) return;
    compared++;
    if (Math.abs(value - (2 * next - afterNext)) <= 0.1 * Math.abs(next)) close++;
  });
  return close * 3 > compared;
}
